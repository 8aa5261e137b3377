import FileWriting
import Foundation
import GRDB

/// The file of a memory: an SQLite database in write-ahead mode, which several programs can use at once.
final class EvaluationFile: Sendable {
    /// The version of the tables.
    static let version = 1
    /// The application number of the database: "nsme".
    static let application = 0x6E73_6D65

    let path: String
    private let queue: DatabaseQueue
    private let identity: FileIdentity

    /// Opens the file, or creates it with its folders.
    ///
    /// - Throws: `.unusable` if it cannot be opened or created; `.damaged`, `.foreign` or `.newer` for another file.
    init(path: String) throws(MemoryError) {
        self.path = path
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unusable(path: path, reason: error.localizedDescription)
        }
        try Self.keepPrivate(path)
        queue = try Self.reporting(path) { try Self.open(path) }
        guard let identity = FileIdentity(path) else { throw .unusable(path: path, reason: "it was deleted") }
        self.identity = identity
    }

    /// True if the path still leads to the open file, which may have been deleted or replaced.
    var isInPlace: Bool { FileIdentity(path) == identity }

    /// Creates the file if it is missing, and removes other users' permissions: measurements are private. SQLite gives
    /// the files beside it the same permissions.
    private static func keepPrivate(_ path: String) throws(MemoryError) {
        do {
            try InputFile.check(path)
        } catch  where !error.isMissing {
            throw .unusable(path: path, reason: error.reason)
        } catch {}
        let descriptor = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
        // SQLite reports why a file cannot be opened.
        guard descriptor >= 0 else { return }
        Foundation.close(descriptor)
        for ending in ["", "-wal", "-shm"] {
            var found = stat()
            guard lstat(path + ending, &found) == 0, found.st_mode & S_IFMT == S_IFREG, found.st_uid == geteuid(),
                found.st_mode & 0o077 != 0
            else { continue }
            guard chmod(path + ending, found.st_mode & 0o700) == 0 else {
                throw .unusable(path: path, reason: String(cString: strerror(errno)))
            }
        }
    }

    private static func open(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        // Another shell may be writing; without a timeout, both would fail.
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cell_size_check = ON") }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        // In one transaction, since another shell may be creating the tables between two queries.
        let found = try queue.read { db in
            let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema") ?? 0
            guard application == Self.application || tables == 0 else { throw MemoryError.foreign(path: path) }
            return try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        }
        guard found <= version else { throw MemoryError.newer(path: path, version: found, known: version) }
        try queue.writeWithoutTransaction { db in
            try Self.keepLog(db)
            try db.execute(sql: "PRAGMA synchronous = FULL")
            if found < version { try Migrations.memory(db) }
        }
        return queue
    }

    /// Turns on write-ahead logging, with which one shell can write while others read. If two shells do this with a
    /// new file at once, SQLite reports immediately that it is busy, in spite of the timeout.
    private static func keepLog(_ db: Database) throws {
        let end = ContinuousClock.now + .seconds(10)
        while true {
            do {
                return try db.execute(sql: "PRAGMA journal_mode = WAL")
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end {
                usleep(10_000)
            }
        }
    }

    func close() { try? queue.close() }

    // MARK: - One evaluation

    private static let columns = "fingerprint, list, numbers, failure, seconds, checksum"

    func evaluation(_ fingerprint: [UInt8]) throws(MemoryError) -> RememberedEvaluation? {
        try reporting { db in
            let statement = try db.cachedStatement(
                sql: "SELECT \(Self.columns) FROM evaluation JOIN names USING (names) WHERE fingerprint = ?")
            return try Row.fetchOne(statement, arguments: [Data(fingerprint)]).map { try self.evaluation($0).value }
        }
    }

    /// Adds evaluations, all or none. For known ones, `countsAgain` counts one more training.
    func add(_ rows: [EvaluationRow], countsAgain: Bool) throws(MemoryError) {
        try reporting { db in
            try db.inTransaction(.immediate) {
                for row in rows { try Self.add(row, countsAgain, to: db) }
                try RowTable.add(rows, to: db)
                return .commit
            }
        }
    }

    private static func add(_ row: EvaluationRow, _ countsAgain: Bool, to db: Database) throws {
        let find = try db.cachedStatement(sql: "SELECT names FROM names WHERE list = ?")
        var names = try Int64.fetchOne(find, arguments: [row.names])
        if names == nil {
            try db.cachedStatement(sql: "INSERT INTO names (list) VALUES (?)").execute(arguments: [row.names])
            names = db.lastInsertedRowID
        }
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO evaluation (fingerprint, names, numbers, failure, seconds, checksum, created)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO \(countsAgain ? "UPDATE SET trainings = trainings + 1" : "NOTHING")
                """)
        try insert.execute(arguments: [
            row.fingerprint, names, row.numbers, row.failure, row.seconds, row.checksum,
            Int(Date().timeIntervalSince1970),
        ])
    }

    private func evaluation(_ row: Row) throws -> (fingerprint: [UInt8], value: RememberedEvaluation) {
        guard let content = EvaluationRow(row), let evaluation = content.evaluation else {
            throw MemoryError.damaged(path: path, reason: "a checksum does not match")
        }
        return (Array(content.fingerprint), evaluation)
    }

    // MARK: - All of them

    /// Returns the number of evaluations and the savings so far.
    func totals() throws(MemoryError) -> (count: Int, trainings: Int, answered: Int, savedSeconds: Double) {
        try reporting { db in
            let answers = try Row.fetchOne(db, sql: "SELECT answered, seconds FROM saved")
            return (
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM evaluation") ?? 0,
                try Int.fetchOne(db, sql: "SELECT TOTAL(trainings) FROM evaluation") ?? 0, answers?.checked(0) ?? 0,
                answers?.checked(1) ?? 0
            )
        }
    }

    func trainings(of fingerprint: [UInt8]) throws(MemoryError) -> Int {
        try reporting { db in
            try Int.fetchOne(
                db, sql: "SELECT trainings FROM evaluation WHERE fingerprint = ?", arguments: [Data(fingerprint)]) ?? 0
        }
    }

    /// Returns the outcome of each row of an evaluation; nil if it is not kept.
    func rows(of fingerprint: [UInt8]) throws(MemoryError) -> [UInt8]? {
        try reporting { db in try RowTable.rows(of: fingerprint, in: db) }
    }

    func addAnswers(_ count: Int, seconds: Double) throws(MemoryError) {
        try reporting { db in
            try db.execute(
                sql: "UPDATE saved SET answered = answered + ?, seconds = seconds + ?", arguments: [count, seconds])
        }
    }

    /// Removes the evaluations that fulfil a condition, and frees their disk space.
    ///
    /// - Returns: The number of evaluations removed.
    func remove(where holds: (RememberedEvaluation, _ age: Double) -> Bool) throws(MemoryError) -> Int {
        let count = try reporting { db in
            let now = Date().timeIntervalSince1970
            var unwanted: [Int64] = []
            let rows = try Row.fetchCursor(
                db, sql: "SELECT \(Self.columns), created, id FROM evaluation JOIN names USING (names)")
            while let row = try rows.next() {
                guard let created: Double = row.checked(6), let id: Int64 = row.checked(7) else {
                    throw MemoryError.damaged(path: self.path, reason: "an evaluation has no date")
                }
                if holds(try self.evaluation(row).value, now - created) { unwanted.append(id) }
            }
            try db.inTransaction(.immediate) {
                try RowTable.remove(unwanted, from: db)
                let delete = try db.cachedStatement(sql: "DELETE FROM evaluation WHERE id = ?")
                for id in unwanted { try delete.execute(arguments: [id]) }
                return .commit
            }
            return unwanted.count
        }
        // If another shell is reading, the space is freed another time.
        if count > 0 { _ = try? reporting { try $0.execute(sql: "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)") } }
        return count
    }

    /// Returns the readable evaluations of a damaged file: from the first one up to the damage, and from the last one
    /// down.
    static func salvage(_ path: String) -> [EvaluationRow] {
        var configuration = Configuration()
        configuration.readonly = true
        guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else { return [] }
        defer { try? queue.close() }
        var found: [Data: EvaluationRow] = [:]
        for direction in ["ASC", "DESC"] {
            _ = try? queue.writeWithoutTransaction { db in
                let rows = try Row.fetchCursor(
                    db,
                    sql: """
                        SELECT \(Self.columns) FROM evaluation NOT INDEXED JOIN names USING (names)
                        ORDER BY id \(direction)
                        """)
                while let row = try rows.next() {
                    if let content = EvaluationRow(row) { found[content.fingerprint] = content }
                }
            }
        }
        return Array(found.values)
    }

    // MARK: - Errors

    private func reporting<Value>(_ work: (Database) throws -> Value) throws(MemoryError) -> Value {
        try Self.reporting(path) { try queue.writeWithoutTransaction(work) }
    }

    /// Converts errors of SQLite to `MemoryError`.
    static func reporting<Value>(_ path: String, _ work: () throws -> Value) throws(MemoryError) -> Value {
        do {
            return try work()
        } catch let error as MemoryError {
            throw error
        } catch let error as DatabaseError {
            let reason = error.message ?? "\(error.resultCode)"
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw .damaged(path: path, reason: reason)
            default: throw .unusable(path: path, reason: reason)
            }
        } catch {
            // Values of the wrong type, or invalid texts.
            throw .damaged(path: path, reason: "\(error)")
        }
    }
}

/// The identity of the file at a path.
struct FileIdentity: Equatable {
    private let device: dev_t
    private let number: ino_t

    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        number = status.st_ino
    }
}
