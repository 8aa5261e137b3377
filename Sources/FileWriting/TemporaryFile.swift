public import Foundation

/// A private file for another program to read, in the folder of temporary files. If this process is killed, the next
/// start removes it.
public struct TemporaryFile: Sendable {
    /// The path of the file.
    public let path: String

    /// Creates a file that only the user can read.
    ///
    /// - Throws: `FileWritingError` with the system's message if it cannot be written; no file then remains.
    public init(_ bytes: Data) throws(FileWritingError) {
        path = FileManager.default.temporaryDirectory.appending(path: PartName.make()).path(percentEncoded: false)
        UnfinishedFiles.shared.begin(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let error = FileWritingError(path: path, code: errno)
            UnfinishedFiles.shared.finish(path)
            throw error
        }
        defer { close(descriptor) }
        do {
            try FileHandle(fileDescriptor: descriptor).write(contentsOf: bytes)
        } catch {
            remove()
            throw FileWritingError(path: path, reason: error.localizedDescription)
        }
    }

    /// Removes the file.
    public func remove() {
        unlink(path)
        UnfinishedFiles.shared.finish(path)
    }
}
