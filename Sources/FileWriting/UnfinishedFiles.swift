import Foundation
import Synchronization

/// The name of a temporary file beside its target.
enum PartName {
    private static let start = ".ns-"
    private static let ending = ".part"

    /// Returns an unpredictable name.
    static func make() -> String {
        "\(start)\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36))\(ending)"
    }

    static func isOne(_ path: String) -> Bool {
        guard let name = path.split(separator: "/").last else { return false }
        return name.hasPrefix(start) && name.hasSuffix(ending)
    }
}

/// A journal of the temporary files of all processes, so that the next start can remove those of a killed process.
///
/// Each process locks its own journal. The system releases the lock however the process ends, also on another machine
/// with the same home folder. A process number would not do: it is used again, and means nothing on another machine.
public final class UnfinishedFiles: Sendable {
    /// The journal of this process.
    public static let shared = UnfinishedFiles()

    private struct State {
        /// The folder of all processes' journals; nil until `keep` is called.
        var folder: String?
        var journal: (path: String, file: Int32)?
        /// The temporary files that exist now.
        var paths: Set<String> = []
    }
    private let state = Mutex(State())

    /// Creates a journal that is not kept yet.
    package init() {}

    /// Starts a journal in a folder, which is created if necessary, and removes the unfinished files of ended
    /// processes. Failure to write a journal is ignored.
    public func keep(in folder: String) {
        state.withLock { state in
            guard state.folder == nil else { return }
            state.folder = folder
        }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            Self.sweep("\(folder)/\(name)")
        }
    }

    /// Removes this process's journal. It stays if a file is still unfinished, which the next start then removes.
    public func end() {
        state.withLock { state in
            guard let (path, file) = state.journal, state.paths.isEmpty else { return }
            unlink(path)
            close(file)
            state.journal = nil
        }
    }

    /// Records a path before anything is created there.
    package func begin(_ path: String) {
        state.withLock { state in
            guard let folder = state.folder else { return }
            if state.journal == nil { state.journal = Self.journal(in: folder) }
            guard let file = state.journal?.file else { return }
            state.paths.insert(path)
            let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
            // Paths may contain line breaks, but no null bytes.
            let line = Array(whole.utf8) + [0]
            _ = write(file, line, line.count)
        }
    }

    /// Records that there is no temporary file at a path any more. Without any, the journal is emptied, so that it
    /// does not grow in a process that runs for weeks.
    package func finish(_ path: String) {
        state.withLock { state in
            guard state.paths.remove(path) != nil, state.paths.isEmpty, let file = state.journal?.file else { return }
            _ = ftruncate(file, 0)
        }
    }

    /// Returns a new, locked journal; nil if there can be none.
    private static func journal(in folder: String) -> (path: String, file: Int32)? {
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for _ in 0..<10 {
            let path = "\(folder)/\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36))"
            let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | O_APPEND, 0o600)
            guard file >= 0 else { return nil }
            var found = stat()
            // Another process that starts now may have removed it before it was locked.
            if flock(file, LOCK_EX) == 0, fstat(file, &found) == 0, found.st_nlink > 0 { return (path, file) }
            close(file)
        }
        return nil
    }

    /// Removes the files of a journal and the journal itself, unless its process still runs.
    private static func sweep(_ journal: String) {
        let file = open(journal, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else { return }
        if let data = FileManager.default.contents(atPath: journal) {
            for path in data.split(separator: 0).map({ String(decoding: $0, as: UTF8.self) }) where PartName.isOne(path)
            {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
        unlink(journal)
    }
}
