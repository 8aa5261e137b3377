import Foundation
import Synchronization

/// The name of a file that is being written beside its target.
enum PartName {
    private static let start = ".ns-"
    private static let ending = ".part"

    /// A name that nobody can know beforehand.
    static func make() -> String {
        "\(start)\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36))\(ending)"
    }

    static func isOne(_ path: String) -> Bool {
        guard let name = path.split(separator: "/").last else { return false }
        return name.hasPrefix(start) && name.hasSuffix(ending)
    }
}

/// A journal of the files that processes began to write beside their targets, so that the next start can remove what a killed
/// one left behind.
public final class UnfinishedFiles: Sendable {
    /// The journal of this process.
    public static let shared = UnfinishedFiles()

    private struct State {
        /// The folder of all processes' journals; nil while nobody asked for one.
        var folder: String?
        var file: Int32?
    }
    private let state = Mutex(State())

    /// Keeps a journal from now on, in a folder that is made where it is missing, and removes what processes that are gone
    /// left unfinished. A journal that cannot be kept is no reason to stop working.
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

    /// Removes this process's journal: nothing is unfinished any more.
    public func end() {
        state.withLock { state in
            guard let folder = state.folder, let file = state.file else { return }
            close(file)
            unlink("\(folder)/\(getpid())")
            state.file = nil
        }
    }

    /// Notes a path before anything is there.
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
            // Paths may hold line breaks, but no zero bytes.
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
