import FileWriting
public import Foundation
import GRDB

/// A session in one file: named parts with opaque content, and the evaluations that are in no other file.
public struct SavedSession: Sendable {
    /// An evaluation with its fingerprint.
    public typealias StoredEvaluation = (fingerprint: [UInt8], evaluation: RememberedEvaluation)

    /// The version of the tables.
    static let version = 1
    /// The application number of the database: "nsse".
    static let application = 0x6E73_7365

    /// The version of the parts, defined by the writer.
    public let format: Int
    /// A title, by which the user recognizes the session.
    public let title: String
    /// The parts by name, those that are written piece by piece excepted.
    public let parts: [String: Data]
    /// The parts that are written piece by piece; none in a session that was read.
    let largeParts: [String: SavedPart]
    /// The evaluations that are in no memory on disk.
    public let evaluations: [StoredEvaluation]

    /// Creates a session to save.
    public init(
        format: Int, title: String, parts: [String: Data], largeParts: [String: SavedPart] = [:],
        evaluations: [StoredEvaluation]
    ) {
        self.format = format
        self.title = title
        self.parts = parts
        self.largeParts = largeParts
        self.evaluations = evaluations
    }

    /// Writes the file atomically.
    ///
    /// - Throws: `.unusable` if the disk is full or the folder does not permit new files; a previous file is
    ///   unchanged.
    /// - Complexity: O(bytes)
    public func write(to path: String) throws(MemoryError) {
        do {
            try AtomicFile(path, access: .own).write { temporary in
                try EvaluationFile.reporting(path) {
                    // Nobody sees the file before it is complete, so no journal is needed.
                    let queue = try DatabaseQueue(path: temporary)
                    try queue.writeWithoutTransaction { db in
                        try db.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
                        try db.inTransaction {
                            try write(to: db)
                            return .commit
                        }
                    }
                    try queue.close()
                }
            }
        } catch let error as MemoryError {
            throw error
        } catch let error as FileWritingError {
            throw .unusable(path: path, reason: error.reason)
        } catch {
            throw .unusable(path: path, reason: error.localizedDescription)
        }
    }

    private func write(to db: Database) throws {
        try Migrations.session(db)
        try db.execute(
            sql: "INSERT INTO session VALUES (?, ?, ?)", arguments: [format, title, Self.checksum(title, contents)])
        for (name, content) in parts {
            try db.execute(sql: "INSERT INTO part VALUES (?, ?)", arguments: [name, content])
        }
        for (name, part) in largeParts {
            try db.execute(sql: "INSERT INTO part VALUES (?, zeroblob(?))", arguments: [name, part.count])
            try BlobWriter.write(part, to: db)
        }
        let insert = try db.makeStatement(sql: "INSERT INTO evaluation VALUES (?, ?, ?, ?, ?, ?)")
        for (fingerprint, evaluation) in evaluations {
            let row = EvaluationRow(evaluation, as: fingerprint)
            try insert.execute(arguments: [
                row.fingerprint, row.names, row.numbers, row.failure, row.seconds, row.checksum,
            ])
        }
    }

    /// Reads a file written by any version up to this one.
    ///
    /// - Throws: `.unusable` if the file does not exist; `.damaged`, `.foreign` or `.newer` if it is not a complete
    ///   session.
    /// - Complexity: O(bytes)
    public init(path: String) throws(MemoryError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw .unusable(path: path, reason: "there is no such file")
        }
        do { try InputFile.check(path) } catch { throw .unusable(path: path, reason: error.reason) }
        largeParts = [:]
        (format, title, parts, evaluations) = try EvaluationFile.reporting(path) {
            var configuration = Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? queue.close() }
            return try queue.writeWithoutTransaction { db in
                guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Self.application else {
                    throw MemoryError.foreign(path: path)
                }
                let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
                guard version <= Self.version else {
                    throw MemoryError.newer(path: path, version: version, known: Self.version)
                }
                return try Self.read(db, path)
            }
        }
    }

    private static func read(
        _ db: Database, _ path: String
    ) throws -> (format: Int, title: String, parts: [String: Data], evaluations: [StoredEvaluation]) {
        var parts: [String: Data] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT name, content FROM part")
        while let row = try rows.next() {
            if let name: String = row.checked(0), let content: Data = row.checked(1) { parts[name] = content }
        }
        guard let session = try Row.fetchOne(db, sql: "SELECT format, title, checksum FROM session"),
            let format: Int = session.checked(0), let title: String = session.checked(1),
            try checksum(title, sorted(parts, [:])) == session.checked(2)
        else { throw MemoryError.damaged(path: path, reason: "a checksum does not match") }
        var evaluations: [StoredEvaluation] = []
        let kept = try Row.fetchCursor(db, sql: "SELECT * FROM evaluation")
        while let row = try kept.next() {
            guard let content = EvaluationRow(row), let evaluation = content.evaluation else {
                throw MemoryError.damaged(path: path, reason: "a checksum does not match")
            }
            evaluations.append((Array(content.fingerprint), evaluation))
        }
        return (format, title, parts, evaluations)
    }

    /// All parts, sorted by name.
    var contents: [(name: String, part: SavedPart)] { Self.sorted(parts, largeParts) }

    private static func sorted(
        _ parts: [String: Data], _ largeParts: [String: SavedPart]
    ) -> [(name: String, part: SavedPart)] {
        parts.mapValues { SavedPart($0) }.merging(largeParts) { $1 }.sorted { $0.key < $1.key }
            .map { (name: $0.key, part: $0.value) }
    }

    private static func checksum(_ title: String, _ contents: [(name: String, part: SavedPart)]) throws -> Int64 {
        var checksum = Checksum()
        checksum.add(Data(title.utf8))
        for (name, part) in contents {
            checksum.add(Data(name.utf8))
            checksum.add(UInt64(part.count))
            try part.forEachPiece { checksum.add(bytes: $0) }
        }
        return checksum.value
    }
}
