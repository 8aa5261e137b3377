public import Foundation

/// An error in writing a file; the previous content is unchanged.
public struct FileWritingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The path as the caller gave it.
    public let path: String
    /// The system's message: `No space left on device`.
    public let reason: String

    /// Creates an error for a file.
    public init(path: String, reason: String) {
        self.path = path
        self.reason = reason
    }

    init(path: String, code: Int32) { self.init(path: path, reason: String(cString: strerror(code))) }

    /// The message for the user.
    public var description: String { "\(path) cannot be written: \(reason)" }
}

/// A file that is written completely or not at all.
///
/// The bytes go into a new file beside the target that nobody can have prepared (O_EXCL, O_NOFOLLOW). They are
/// flushed to the disk (fsync), and the file is renamed to the target in one step (rename). A symbolic link is
/// followed: the file behind it is replaced, not the link. An existing file keeps its permissions. Devices, pipes and
/// outputs of this process are written to directly.
///
/// ```swift
/// try AtomicFile("table.csv").write(Data(text.utf8))
/// ```
public struct AtomicFile: Sendable {
    /// The permissions of a new file.
    public enum Access: Sendable {
        /// As the process's umask allows, like any program.
        case usual
        /// For the user alone, even if an existing file had other permissions.
        case own
    }

    /// The path as the caller gave it.
    public let path: String
    private let access: Access

    /// Creates a file at a path.
    public init(_ path: String, access: Access = .usual) {
        self.path = path
        self.access = access
    }

    /// True if the path means an output of this process, such as `/dev/stdout`, even if that is redirected to a file.
    public var isOutput: Bool { FileTarget.outputs[path] != nil }

    /// Replaces the file's content.
    ///
    /// - Throws: `FileWritingError` with the system's message if writing fails. The target is then unchanged, and no
    ///   temporary file remains.
    /// - Complexity: O(bytes)
    public func write(_ bytes: some ContiguousBytes) throws(FileWritingError) {
        let target = try FileTarget(path)
        do {
            if target.isStream { return try bytes.withUnsafeBytes { try append($0, to: target) } }
            try bytes.withUnsafeBytes { bytes in
                try put(bytes, beside: target) { folder, name in renameat(folder, name, folder, target.name) }
            }
        } catch let error as FileWritingError {
            throw error
        } catch {
            throw FileWritingError(path: path, reason: "\(error)")
        }
    }

    /// Creates the file with its whole content, unless there is a file at the path already.
    ///
    /// - Returns: false if there is a file; it is unchanged.
    /// - Throws: `FileWritingError` with the system's message if writing fails; no file then remains.
    /// - Complexity: O(bytes)
    public func create(_ bytes: some ContiguousBytes) throws(FileWritingError) -> Bool {
        let target = try FileTarget(path)
        var isNew = false
        do {
            try bytes.withUnsafeBytes { bytes in
                try put(bytes, beside: target) { folder, name in
                    // Unlike renaming, a second name never replaces a file.
                    isNew = linkat(folder, name, folder, target.name, 0) == 0
                    guard isNew || errno == EEXIST else { return -1 }
                    return unlinkat(folder, name, 0)
                }
            }
        } catch let error as FileWritingError {
            throw error
        } catch {
            throw FileWritingError(path: path, reason: "\(error)")
        }
        return isNew
    }

    /// Replaces the file's content with the output of a closure, which writes to another path in a private folder.
    /// For libraries that write files themselves.
    ///
    /// - Throws: `FileWritingError` with the system's message if writing fails, or the error of the closure.
    public func write(by put: (_ temporary: String) throws -> Void) throws {
        let target = try FileTarget(path)
        let name = PartName.make()
        let folder = "\(target.folder)/\(name)"
        UnfinishedFiles.shared.begin(folder)
        defer { UnfinishedFiles.shared.finish(folder) }
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

    /// Writes a new file in the target's folder, and passes it to `place`, which gives it the target's name.
    private func put(
        _ bytes: UnsafeRawBufferPointer, beside target: FileTarget, place: (_ folder: Int32, _ name: String) -> Int32
    ) throws(FileWritingError) {
        let folder = open(target.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw FileWritingError(path: path, code: errno) }
        defer { close(folder) }
        let name = PartName.make()
        UnfinishedFiles.shared.begin("\(target.folder)/\(name)")
        defer { UnfinishedFiles.shared.finish("\(target.folder)/\(name)") }
        let descriptor = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileWritingError(path: path, code: errno) }
        defer { close(descriptor) }
        do {
            try put(bytes, into: descriptor)
            try finish(descriptor, target) { place(folder, name) }
        } catch {
            unlinkat(folder, name, 0)
            throw error
        }
        // Flushes the name itself too; the content is safe even on file systems that cannot promise this.
        fsync(folder)
    }

    /// Sets the permissions of a complete file, flushes it to the disk, and gives it its name.
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

    /// Writes to a device or to a pipe, which must have a reader already.
    private func append(_ bytes: UnsafeRawBufferPointer, to target: FileTarget) throws(FileWritingError) {
        if let output = target.output { return try put(bytes, into: output) }
        let descriptor = open(target.path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileWritingError(path: path, code: errno) }
        defer { close(descriptor) }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        try put(bytes, into: descriptor)
    }
}
