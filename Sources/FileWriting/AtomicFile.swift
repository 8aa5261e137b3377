public import Foundation

/// Why a file could not be written; what was there before is as it was.
public struct FileWritingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named.
    public let path: String
    /// The system's words: `No space left on device`.
    public let reason: String

    /// An error of a file.
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    init(path: String, code: Int32) { self.init(path: path, reason: String(cString: strerror(code))) }

    /// What a person reads.
    public var description: String { "\(path) cannot be written: \(reason)" }
}

/// A file that appears whole or not at all.
///
/// The bytes go into a new file beside the target, which nobody can have prepared (O_EXCL, O_NOFOLLOW), reach the disk
/// (fsync), and take the target's name in one step (rename). A symbolic link is followed: what it leads to is replaced, not the link. A file
/// that was there keeps its rights. What is no file (a device, a pipe) is written to as it is.
///
/// ```swift
/// try AtomicFile("table.csv").write(Data(text.utf8))
/// ```
public struct AtomicFile: Sendable {
    /// Who may read a file that is new.
    public enum Access: Sendable {
        /// Whoever the process's umask admits, as for any program.
        case usual
        /// The user alone, also where the file was there with other rights.
        case own
    }

    /// The file as it was named.
    public let path: String
    private let access: Access

    /// A file at a path.
    public init(_ path: String, access: Access = .usual) {
        self.path = path
        self.access = access
    }

    /// Replaces the file's content. O(bytes).
    ///
    /// - Throws: the system's reason; then the target is as it was and nothing lies beside it.
    public func write(_ bytes: some ContiguousBytes) throws(FileWritingError) {
        let target = try FileTarget(path)
        do {
            if target.isStream { return try bytes.withUnsafeBytes { try append($0, to: target) } }
            try bytes.withUnsafeBytes { try replace(target, with: $0) }
        } catch let error as FileWritingError {
            throw error
        } catch {
            throw FileWritingError(path: path, reason: "\(error)")
        }
    }

    /// Replaces the file's content by what a closure puts into a file at another path, in a folder of its own that nobody
    /// else can enter. For libraries that write files themselves.
    ///
    /// - Throws: the system's reason, or what the closure throws.
    public func write(by put: (_ temporary: String) throws -> Void) throws {
        let target = try FileTarget(path)
        let name = PartName.make()
        let folder = "\(target.folder)/\(name)"
        UnfinishedFiles.shared.note(folder)
        guard mkdir(folder, 0o700) == 0 else { throw FileWritingError(path: path, code: errno) }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let temporary = folder + "/content"
        try put(temporary)
        if target.isStream {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: temporary))
            return try bytes.withUnsafeBytes { try append($0, to: target) }
        }
        let descriptor = open(temporary, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileWritingError(path: path, code: errno) }
        defer { close(descriptor) }
        try finish(descriptor, target) { rename(temporary, target.path) }
    }

    private func replace(_ target: FileTarget, with bytes: UnsafeRawBufferPointer) throws(FileWritingError) {
        let folder = open(target.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileWritingError(path: path, code: errno) }
        defer { close(folder) }
        let name = PartName.make()
        UnfinishedFiles.shared.note("\(target.folder)/\(name)")
        let descriptor = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileWritingError(path: path, code: errno) }
        defer { close(descriptor) }
        do {
            try put(bytes, into: descriptor)
            try finish(descriptor, target) { renameat(folder, name, folder, target.name) }
        } catch {
            unlinkat(folder, name, 0)
            throw error
        }
        // The name itself reaches the disk; a file system that cannot promise it has the content all the same.
        fsync(folder)
    }

    /// Gives a whole file its rights, brings it to the disk, and then its name.
    private func finish(_ descriptor: Int32, _ target: FileTarget, rename: () -> Int32) throws(FileWritingError) {
        guard fchmod(descriptor, target.rights(for: access)) == 0, fsync(descriptor) == 0, rename() == 0 else {
            throw FileWritingError(path: path, code: errno)
        }
    }

    private func put(_ bytes: UnsafeRawBufferPointer, into descriptor: Int32) throws(FileWritingError) {
        var written = 0
        while written < bytes.count {
            let count = Foundation.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            if count > 0 {
                written += count
            } else if count == 0 || errno != EINTR {
                throw FileWritingError(path: path, code: count == 0 ? ENOSPC : errno)
            }
        }
    }

    /// Writes to what is no file: a device or a pipe, which somebody must read already.
    private func append(_ bytes: UnsafeRawBufferPointer, to target: FileTarget) throws(FileWritingError) {
        let descriptor = open(target.path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileWritingError(path: path, code: errno) }
        defer { close(descriptor) }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        try put(bytes, into: descriptor)
    }
}
