public import Foundation
import Memory
import Synchronization

/// Saves an open session by itself, so that a crash costs nothing: in a folder with one file for each open session,
/// written on a thread of its own. A session that ends as it should is kept among the last twenty, or takes its file away; one whose
/// process is gone leaves it, and the next start offers it.
public final class Recovery: Sendable {
    private struct State {
        var pending: (state: SessionState, memory: ScoreMemory)?
        var isScheduled = false
        var isOver = false
        /// When it was saved last, or is about to be; nil before the first time.
        var last: ContinuousClock.Instant?
        var lock: Int32?
        /// The interrupted session that the user was told of.
        var announced: String?
        /// Why the last saving failed.
        var failure: String?
        var hasWarned = false
    }

    /// The shortest time between two savings while something works.
    private static let pause = Duration.seconds(1)
    private static let ending = ".session"
    /// The sessions that are kept, the newest.
    private static let most = 20
    /// The beginning of the names of those that ended as they should.
    private static let kept = "kept-"

    private let folder: String
    private let path: String
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "recovery", qos: .utility)

    /// Saves into a folder, which is made when it is needed.
    public init(folder: String = UserFolders.sessions) {
        self.folder = folder
        path = "\(folder)/\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))\(Self.ending)"
        state = Mutex(State())
    }

    /// True if nothing was saved for a second, or ever.
    var isDue: Bool { state.withLock { $0.last.map { ContinuousClock.now - $0 >= Self.pause } ?? true } }

    /// Saves soon: at once where work begins or has returned, else a second after the last time.
    func save(_ session: SessionState, _ memory: ScoreMemory, atOnce: Bool) {
        let delay: Double? = state.withLock { state in
            guard !state.isOver else { return nil }
            state.pending = (session, memory)
            guard atOnce || !state.isScheduled else { return nil }
            state.isScheduled = true
            let isLate = state.last.map { ContinuousClock.now - $0 >= Self.pause } ?? false
            guard atOnce || isLate else { return 1 }
            state.last = .now
            return 0
        }
        if let delay { queue.asyncAfter(deadline: .now() + delay) { self.write() } }
    }

    private func write() {
        let pending = state.withLock { state in
            state.isScheduled = false
            state.last = .now
            defer { state.pending = nil }
            return state.pending
        }
        guard let pending else { return }
        // A session that cannot be saved by itself is no reason to stop working, but one to warn.
        do {
            let unsigned = try SessionFile.saved(pending.state, evaluations: pending.memory.unsaved)
            let saved = pending.memory.signed(unsigned)
            try state.withLock { state in
                guard !state.isOver else { return }
                if state.lock == nil {
                    try FileManager.default.createDirectory(
                        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                    state.lock = Self.locked(path + ".lock", create: true)
                }
                try saved.write(to: path)
                state.failure = nil
            }
        } catch {
            let reason = error is SessionError || error is MemoryError ? "\(error)" : error.localizedDescription
            state.withLock { $0.failure = reason }
        }
    }

    /// The warning that this session cannot be saved by itself, once; nil where it can.
    func takeWarning() -> String? {
        state.withLock { state in
            guard let failure = state.failure, !state.hasWarned else { return nil }
            state.hasWarned = true
            return "the session cannot be saved automatically (\(failure)): after a crash `resume` will not find it; "
                + "`save session FILE` saves it"
        }
    }

    /// Saves what is to be saved now; whether this session then lies on the disk.
    func finish() -> Bool {
        write()
        queue.sync {}
        return FileManager.default.fileExists(atPath: path)
    }

    /// Whether a path is that of a session which saved itself.
    func holds(_ path: String) -> Bool { path.hasPrefix(folder + "/") && path.hasSuffix(Self.ending) }

    /// Takes a session away.
    func remove(_ session: Kept) { Self.remove(session.path) }

    /// Takes the file away: nothing of the session is wanted any more.
    public func end() {
        state.withLock { state in
            state.isOver = true
            state.pending = nil
            guard let lock = state.lock else { return }
            Self.remove(path)
            close(lock)
            state.lock = nil
        }
    }

    /// Keeps the session for `resume`: it ended as it should.
    ///
    /// - Returns: false where it was never saved, and so is not kept.
    public func keep() -> Bool {
        write()
        queue.sync {}
        return state.withLock { state in
            state.isOver = true
            guard let lock = state.lock else { return false }
            defer {
                close(lock)
                state.lock = nil
            }
            return Self.keep(path) != nil
        }
    }

    /// Keeps the session as it is now besides what becomes of it.
    func keepCopy() {
        guard finish() else { return }
        let copy = "\(folder)/\(Self.kept)\(UUID().uuidString.prefix(8))\(Self.ending)"
        try? FileManager.default.copyItem(atPath: path, toPath: copy)
    }

    /// Gives a session the name of one that is kept.
    ///
    /// - Returns: its path then; nil where the system refuses.
    private static func keep(_ path: String) -> String? {
        let folder = (path as NSString).deletingLastPathComponent
        let new = "\(folder)/\(kept)\(UUID().uuidString.prefix(8))\(ending)"
        let isKept = rename(path, new) == 0
        unlink(path + ".lock")
        return isKept ? new : nil
    }

    // MARK: - Sessions to go on with

    /// A session that was kept, or whose process is gone.
    public struct Kept: Sendable {
        let path: String
        /// When it was saved last.
        public let date: Date
        /// `digits, maximize accuracy, generation 7 of 10`.
        public let title: String
        /// Data, objective, generation and best; nil for sessions of versions that did not write them.
        let summary: SessionSummary?
        /// Whether its process did not end as it should.
        public let isInterrupted: Bool
    }

    /// The files of other sessions whose processes are gone or ended as they should, the newest first.
    private var files: [(path: String, date: Date, isInterrupted: Bool)] {
        var found: [(path: String, date: Date, isInterrupted: Bool)] = []
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasSuffix(Self.ending) {
            let file = "\(folder)/\(name)"
            let isInterrupted = !name.hasPrefix(Self.kept)
            if isInterrupted {
                guard file != path, let lock = Self.locked(file + ".lock", create: true) else { continue }
                close(lock)
            }
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            found.append((file, attributes?[.modificationDate] as? Date ?? .distantPast, isInterrupted))
        }
        return found.sorted { ($0.date, $0.path) > ($1.date, $1.path) }
    }

    /// What can be gone on with, the newest first; the oldest of many are removed.
    public var sessions: [Kept] {
        let found = files
        for (path, _, _) in found.dropFirst(Self.most) { Self.remove(path) }
        return found.prefix(Self.most).compactMap { path, date, isInterrupted in
            // One that is damaged, or that a later version wrote, stays for whoever can read it.
            guard let saved = try? SavedSession(path: path) else { return nil }
            return Kept(
                path: path, date: date, title: saved.title, summary: SessionFile.summary(of: saved),
                isInterrupted: isInterrupted)
        }
    }

    /// The session that was interrupted last and that nobody was told of yet. It is told once; then it is one of those that are
    /// kept, and until this process ends it is the one that a mere `resume` means.
    public func announceInterrupted() -> Kept? {
        // Most starts find none, and then read no session.
        guard files.contains(where: \.isInterrupted), let interrupted = sessions.first(where: \.isInterrupted) else {
            return nil
        }
        for file in files where file.isInterrupted {
            let kept = Self.keep(file.path)
            if file.path == interrupted.path { state.withLock { $0.announced = kept } }
        }
        return interrupted
    }

    /// The session that a mere `resume` means: the one that was announced, else the one that was interrupted last.
    var interrupted: Kept? {
        let announced = state.withLock { $0.announced }
        let sessions = sessions
        return sessions.first { $0.path == announced } ?? sessions.first(where: \.isInterrupted)
    }

    private static func remove(_ path: String) {
        unlink(path)
        unlink(path + ".lock")
    }

    /// A lock that ends with the process; nil where another process has it.
    private static func locked(_ path: String, create: Bool) -> Int32? {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | (create ? O_CREAT : 0), 0o600)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
