import Foundation

/// The lock of the file of an open session: it shows other processes that the session's process still runs.
enum SessionLock {
    /// The end of the name of a lock, after that of the session's file.
    static let ending = ".lock"

    /// Returns the descriptor of a lock that ends with the process; nil if another process holds it.
    ///
    /// - Parameter waits: True to wait for that process. Nobody but its owner holds the lock of a session for long.
    static func take(_ path: String, waits: Bool = false) -> Int32? {
        while true {
            let descriptor = open(path, O_RDWR | O_CLOEXEC | O_CREAT, 0o600)
            guard descriptor >= 0 else { return nil }
            guard flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                return nil
            }
            var found = stat()
            // Another process may have removed it before it was locked.
            if fstat(descriptor, &found) == 0, found.st_nlink > 0 { return descriptor }
            close(descriptor)
        }
    }
    /// Removes the locks in a folder of processes that were killed before they saved their session.
    ///
    /// - Parameter session: The end of the names of sessions.
    static func removeAbandoned(in folder: String, of session: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasSuffix(session + ending) {
            let path = "\(folder)/\(name)"
            let session = String(path.dropLast(ending.count))
            guard !FileManager.default.fileExists(atPath: session), let lock = take(path) else { continue }
            // It may have been saved just now.
            if !FileManager.default.fileExists(atPath: session) { unlink(path) }
            close(lock)
        }
    }
}
