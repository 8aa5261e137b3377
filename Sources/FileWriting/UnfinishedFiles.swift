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
public final class UnfinishedFiles: Sendable {
    /// The journal of this process.
    public static let shared = UnfinishedFiles()

    private struct State {
        /// The folder of all processes' journals; nil until `keep` is called.
        var folder: String?
        var file: Int32?
    }
    private let state = Mutex(State())

    /// Starts a journal in a folder, which is created if necessary, and removes the unfinished files of ended
    /// processes. Failure to write a journal is ignored.
    public func keep(in folder: String) {
        state.withLock { state in
            guard state.folder == nil else { return }
            state.folder = folder
        }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            guard let process = pid_t(name), process != getpid(), kill(process, 0) != 0, errno == ESRCH else {
                continue
            }
            Self.sweep("\(folder)/\(name)")
        }
    }

    /// Removes this process's journal, when no file is unfinished any more.
    public func end() {
        state.withLock { state in
            guard let folder = state.folder, let file = state.file else { return }
            close(file)
            unlink("\(folder)/\(getpid())")
            state.file = nil
        }
    }

    /// Records a path before anything is created there.
    func note(_ path: String) {
        state.withLock { state in
            guard let folder = state.folder else { return }
            if state.file == nil {
                try? FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC | O_APPEND
                let file = open("\(folder)/\(getpid())", flags, 0o600)
                guard file >= 0 else { return }
                state.file = file
            }
            let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
            // Paths may contain line breaks, but no null bytes.
            let line = Array(whole.utf8) + [0]
            if let file = state.file { _ = write(file, line, line.count) }
        }
    }

    private static func sweep(_ journal: String) {
        if let data = FileManager.default.contents(atPath: journal) {
            for path in data.split(separator: 0).map({ String(decoding: $0, as: UTF8.self) }) where PartName.isOne(path)
            {
                try? FileManager.default.removeItem(atPath: path)
            }
        }
        unlink(journal)
    }
}
