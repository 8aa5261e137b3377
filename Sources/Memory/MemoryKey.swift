import FileWriting
import Foundation

/// The secret key of a memory, by which it recognizes the sessions that it wrote itself.
///
/// The checksum in a session detects damage, but anyone can compute it. A signature (HMAC-SHA256, RFC 2104) needs the
/// key, which is stored beside the memory in a private file. The key of a memory without a file exists only while the
/// process runs.
struct MemoryKey: Sendable {
    private static let length = 32
    private let bytes: [UInt8]

    /// Creates a key for this process alone.
    init() {
        var generator = SystemRandomNumberGenerator()
        bytes = (0..<Self.length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads the key of a memory, or creates it. If two processes create it at once, one of them uses the other's. Nil
    /// if there is none and none can be created.
    init?(beside memory: String) {
        let path = memory + ".key"
        for _ in 0..<2 {
            if let known = FileManager.default.contents(atPath: path), known.count == Self.length {
                self.init(bytes: Array(known))
                return
            }
            let new = MemoryKey()
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try? FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            // If another process was faster, the next round reads its key.
            guard (try? AtomicFile(path, access: .own).create(Data(new.bytes))) != nil else { return nil }
        }
        return nil
    }

    /// Returns the signature of a message that is added to a digest in pieces, because a session may be large.
    func signature(of message: (SHA256) throws -> Void) rethrows -> Data {
        // The two passes of HMAC, whose blocks of SHA-256 are 64 bytes long.
        let padding = [UInt8](repeating: 0, count: 64 - bytes.count)
        let inner = SHA256()
        inner.add(Data((bytes + padding).map { $0 ^ 0x36 }))
        try message(inner)
        let outer = SHA256()
        outer.add(Data((bytes + padding).map { $0 ^ 0x5C }))
        outer.add(inner.finish())
        return outer.finish()
    }

    /// Returns true for the signature of a message, in constant time.
    func isSignature(_ signature: Data, of message: (SHA256) throws -> Void) rethrows -> Bool {
        let own = try self.signature(of: message)
        guard own.count == signature.count else { return false }
        return zip(own, signature).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension SavedSession {
    private static let signaturePart = "signature"

    /// Returns the session with the signature of a memory's key.
    ///
    /// - Throws: The error of a part that is written piece by piece.
    func signed(by key: MemoryKey) throws -> SavedSession {
        var signed = parts
        signed[Self.signaturePart] = try key.signature(of: addMessage)
        return SavedSession(
            format: format, title: title, parts: signed, largeParts: largeParts, evaluations: evaluations)
    }

    /// Returns true if a memory with that key wrote the session in its present form.
    func isSigned(by key: MemoryKey) -> Bool {
        do {
            return try parts[Self.signaturePart].map { try key.isSignature($0, of: addMessage) } ?? false
        } catch {
            return false
        }
    }

    /// Adds the signed content to a digest; each part is preceded by its length, so that no bytes can be moved from one
    /// to another.
    private func addMessage(to digest: SHA256) throws {
        func add(count: Int) { withUnsafeBytes(of: UInt64(count).littleEndian) { digest.add($0) } }
        func add(_ bytes: Data) {
            add(count: bytes.count)
            digest.add(bytes)
        }
        add(Data("\(format)".utf8))
        add(Data(title.utf8))
        for (name, part) in contents where name != Self.signaturePart {
            add(Data(name.utf8))
            add(count: part.count)
            try part.forEachPiece { digest.add($0) }
        }
        for (fingerprint, evaluation) in evaluations {
            let row = EvaluationRow(evaluation, as: fingerprint)
            add(Data(fingerprint))
            add(Data("\(row.checksum)".utf8))
            add(Data("\(row.names) \(row.failure ?? "") \(row.seconds)".utf8))
            add(row.numbers)
        }
    }
}

extension ScoreMemory {
    /// Returns a session with this memory's signature; without it if the session contains measurements of others.
    ///
    /// - Throws: The error of a part that is written piece by piece.
    public func signed(_ session: SavedSession) throws -> SavedSession {
        guard !hasForeign, let key else { return session }
        return try session.signed(by: key)
    }

    /// Returns true if this memory wrote a session, so that its content is as trustworthy as its user.
    public func wrote(_ session: SavedSession) -> Bool { key.map { session.isSigned(by: $0) } ?? false }
}
