import Foundation
import GRDB

/// The table of the outcomes of evaluations on each row of the data. It is separate and created when it is first
/// needed, so that a program that does not know it reads the memory as before.
enum RowTable {
    static func add(_ rows: [EvaluationRow], to db: Database) throws {
        let kept = rows.filter { $0.rows != nil }
        guard !kept.isEmpty else { return }
        try db.execute(
            sql: """
                CREATE TABLE IF NOT EXISTS outcome (
                    fingerprint BLOB PRIMARY KEY, rows BLOB NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID
                """)
        let insert = try db.cachedStatement(sql: "INSERT OR IGNORE INTO outcome VALUES (?, ?, ?)")
        for row in kept {
            guard let bytes = row.rows else { continue }
            try insert.execute(arguments: [row.fingerprint, bytes, checksum(row.fingerprint, bytes)])
        }
    }

    /// Returns the bytes of an evaluation; nil if there are none, or if they are damaged.
    static func rows(of fingerprint: [UInt8], in db: Database) throws -> [UInt8]? {
        guard try db.tableExists("outcome") else { return nil }
        let select = try db.cachedStatement(sql: "SELECT rows, checksum FROM outcome WHERE fingerprint = ?")
        guard let row = try Row.fetchOne(select, arguments: [Data(fingerprint)]), let bytes: Data = row.checked(0),
            checksum(Data(fingerprint), bytes) == row.checked(1)
        else { return nil }
        return Array(bytes)
    }

    /// Removes the outcomes of evaluations that are about to be removed.
    static func remove(_ evaluations: [Int64], from db: Database) throws {
        guard try db.tableExists("outcome") else { return }
        let delete = try db.cachedStatement(
            sql: "DELETE FROM outcome WHERE fingerprint = (SELECT fingerprint FROM evaluation WHERE id = ?)")
        for id in evaluations { try delete.execute(arguments: [id]) }
    }

    private static func checksum(_ fingerprint: Data, _ bytes: Data) -> Int64 {
        var hash = Checksum()
        hash.add(fingerprint)
        hash.add(bytes)
        return hash.value
    }
}
