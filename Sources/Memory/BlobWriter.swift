import Foundation
import GRDB
import GRDBSQLite

/// Writes a value of a database in pieces: SQLite would copy a whole one twice before it reaches the file.
enum BlobWriter {
    /// Writes the content of the newest row of the table `part`, which holds as many zeros as the part has bytes.
    ///
    /// - Throws: `DatabaseError` if the file cannot be written; the error of the part's function.
    /// - Complexity: O(bytes)
    static func write(_ part: SavedPart, to db: Database) throws {
        var handle: OpaquePointer?
        let opened = sqlite3_blob_open(
            db.sqliteConnection, "main", "part", "content", db.lastInsertedRowID, 1, &handle)
        guard opened == SQLITE_OK, let handle else { throw DatabaseError(resultCode: .init(rawValue: opened)) }
        var written: Int32 = 0
        do {
            try part.forEachPiece { piece in
                let length = Int32(piece.count)
                let code = sqlite3_blob_write(handle, piece.baseAddress, length, written)
                guard length == 0 || code == SQLITE_OK else { throw DatabaseError(resultCode: .init(rawValue: code)) }
                written += length
            }
        } catch {
            sqlite3_blob_close(handle)
            throw error
        }
        let closed = sqlite3_blob_close(handle)
        guard closed == SQLITE_OK else { throw DatabaseError(resultCode: .init(rawValue: closed)) }
    }
}
