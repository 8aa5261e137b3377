import Foundation

/// A lock that one process at a time can hold; it is released when the process ends.
struct FileLock {
    private let descriptor: Int32

    /// Creates the lock of a path; nil if there can be no such file.
    init?(path: String) {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
    }

    /// Tries to take the lock; false if another process holds it.
    func take() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Closes the lock, taken or not.
    func unlock() { close(descriptor) }
}
