import CCrypto
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

    /// Returns the signature of a message.
    func signature(of message: Data) -> Data {
        var signature = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        let message = Array(message)
        HMAC(EVP_sha256(), bytes, Int32(bytes.count), message, message.count, &signature, &length)
        return Data(signature.prefix(Int(length)))
    }

    /// Returns true for the signature of a message, in constant time.
    func isSignature(_ signature: Data, of message: Data) -> Bool {
        let own = self.signature(of: message)
        guard own.count == signature.count else { return false }
        return zip(own, signature).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension SavedSession {
    private static let signaturePart = "signature"

    /// Returns the session with the signature of a memory's key.
    func signed(by key: MemoryKey) -> SavedSession {
        var signed = parts
        signed[Self.signaturePart] = key.signature(of: message)
        return SavedSession(format: format, title: title, parts: signed, evaluations: evaluations)
    }

    /// Returns true if a memory with that key wrote the session in its present form.
    func isSigned(by key: MemoryKey) -> Bool {
        parts[Self.signaturePart].map { key.isSignature($0, of: message) } ?? false
    }

    /// The signed content; each part is preceded by its length, so that no bytes can be moved from one to another.
    private var message: Data {
        var message = Data()
        func add(_ bytes: Data) {
            withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { message.append(contentsOf: $0) }
            message.append(bytes)
        }
        add(Data("\(format)".utf8))
        add(Data(title.utf8))
        for (name, content) in parts.sorted(by: { $0.key < $1.key }) where name != Self.signaturePart {
            add(Data(name.utf8))
            add(content)
        }
        for (fingerprint, evaluation) in evaluations {
            let row = EvaluationRow(evaluation, as: fingerprint)
            add(Data(fingerprint))
            add(Data("\(row.checksum)".utf8))
            add(Data("\(row.names) \(row.failure ?? "") \(row.seconds)".utf8))
            add(row.numbers)
        }
        return message
    }
}

extension ScoreMemory {
    /// Returns a session with this memory's signature; without it if the session contains measurements of others.
    public func signed(_ session: SavedSession) -> SavedSession {
        guard !hasForeign, let key else { return session }
        return session.signed(by: key)
    }

    /// Returns true if this memory wrote a session, so that its content is as trustworthy as its user.
    public func wrote(_ session: SavedSession) -> Bool { key.map { session.isSigned(by: $0) } ?? false }
}
