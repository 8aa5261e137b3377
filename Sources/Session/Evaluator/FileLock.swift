import Foundation

/// A lock that one process at a time can have; it goes with the process.
struct FileLock {
    private let descriptor: Int32

    /// The lock of a path; nil where there can be no such file.
    init?(path: String) {
        let folder = URL(filePath: path).deletingLastPathComponent()
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
    }

    /// Takes it; false where another process has it.
    func take() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Gives it back, whether it was taken or not.
    func unlock() { close(descriptor) }
}
