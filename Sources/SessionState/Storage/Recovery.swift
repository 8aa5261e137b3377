import FileWriting
public import Foundation
package import Memory
import Messages
import Synchronization

/// Saves an open session automatically, so that a crash loses nothing. A folder holds one file for each open session,
/// written on a separate thread. A session that ends normally is kept among the last twenty, or its file is removed. A
/// session whose process is gone leaves its file, and the next start offers it.
public final class Recovery: Sendable {
    private struct State {
        var pending: (state: SessionState, memory: ScoreMemory)?
        var isScheduled = false
        /// The session that this one continues; nil for none.
        var resumed: Kept?
        var isOver = false
        /// The time of the last save, or of one about to begin; nil before the first.
        var last: ContinuousClock.Instant?
        var lock: Int32?
        /// The path of the interrupted session that was announced to the user.
        var announced: String?
        /// The error of the last save; nil if it succeeded.
        var failure: String?
        var hasWarned = false
    }

    /// The minimum time between two saves while a command runs.
    private static let pause = Duration.seconds(1)
    /// The time within which a process that is ended from outside saves its session, in seconds.
    private static let patience = 0.5
    private static let ending = ".session"
    /// The number of the newest sessions that are kept.
    private static let maximum = 20
    /// The prefix of the files of sessions that ended normally.
    private static let kept = "kept-"

    private let folder: String
    private let path: String
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "recovery", qos: .utility)

    /// Creates a recovery that saves into a folder, which is created when it is needed.
    public init(folder: String = UserFolders.sessions) {
        self.folder = folder
        path = "\(folder)/\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))\(Self.ending)"
        state = Mutex(State())
    }

    /// True if nothing was saved for a second, or ever.
    package var isDue: Bool { state.withLock { $0.last.map { ContinuousClock.now - $0 >= Self.pause } ?? true } }

    /// Saves in the background: immediately if `atOnce` is true or the last save is a second old, otherwise after a
    /// second.
    package func save(_ session: SessionState, _ memory: ScoreMemory, atOnce: Bool) {
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

    /// Writes the pending state; runs on the queue alone, so that a later state never comes before an earlier one.
    private func write() {
        let pending = state.withLock { state in
            state.isScheduled = false
            state.last = .now
            defer { state.pending = nil }
            return state.pending
        }
        guard let pending else { return }
        // A failed save must not stop the work, but causes a warning.
        let isOver = { @Sendable [self] in state.withLock { $0.isOver } }
        do {
            let unsigned = try SessionFile.saved(
                pending.state, evaluations: pending.memory.unsaved, isStopped: isOver)
            let saved = try pending.memory.signed(unsigned)
            guard !isOver() else { return }
            try lock()
            try saved.write(to: path)
            state.withLock { $0.failure = nil }
        } catch {
            // A save is given up if the session has ended without being kept.
            guard !isOver() else { return }
            let reason = error is SessionError || error is MemoryError ? "\(error)" : error.localizedDescription
            state.withLock { $0.failure = reason }
        }
    }

    /// Locks the file of this session before it is written for the first time.
    private func lock() throws {
        try state.withLock { state in
            guard state.lock == nil else { return }
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            state.lock = SessionLock.take(path + SessionLock.ending, waits: true)
        }
    }

    /// Returns the warning that this session cannot be saved automatically, once; nil if it can.
    package func takeWarning() -> String? {
        state.withLock { state in
            guard let failure = state.failure, !state.hasWarned else { return nil }
            state.hasWarned = true
            return Warning.unsavedSession(failure)
        }
    }

    /// Saves pending changes now.
    ///
    /// - Returns: True if this session then has a file.
    @discardableResult package func finish() -> Bool {
        queue.sync { write() }
        return FileManager.default.fileExists(atPath: path)
    }

    /// Saves pending changes before the process is ended from outside, which must be quick. Writing a session of
    /// millions of births takes seconds: if it takes too long, the file of the last save is left as it is. The first
    /// save is always completed.
    ///
    /// - Returns: False if it took too long, so that the last changes are not in the file.
    package func finishQuickly() -> Bool {
        let end = DispatchSemaphore(value: 0)
        queue.async {
            self.write()
            end.signal()
        }
        guard end.wait(timeout: .now() + Self.patience) == .timedOut else { return true }
        // Of several saves, only the one that is under way is waited for.
        let isComplete = state.withLock { state in
            defer { state.pending = nil }
            return state.pending == nil
        }
        guard !FileManager.default.fileExists(atPath: path) else { return false }
        end.wait()
        return isComplete
    }

    /// Returns true if a path is that of an automatically saved session.
    package func holds(_ path: String) -> Bool { path.hasPrefix(folder + "/") && path.hasSuffix(Self.ending) }

    /// Removes a session.
    package func remove(_ session: Kept) { Self.remove(session.path) }

    /// Removes the file of this session and stops saving it.
    public func end() {
        state.withLock { state in
            state.isOver = true
            state.pending = nil
        }
        // A save that is under way gives up.
        queue.sync {}
        state.withLock { state in
            guard let lock = state.lock else { return }
            Self.remove(path)
            close(lock)
            state.lock = nil
        }
    }

    /// Keeps the session for `resume` when it ends normally.
    ///
    /// - Returns: False if it was never saved, and so is not kept.
    public func keep() -> Bool {
        queue.sync { write() }
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

    /// True if this session continues another one, whose file is gone.
    package var isResumed: Bool { state.withLock { $0.resumed != nil } }

    /// Notes that this session continues another one, and removes that one's file once this session has its own.
    package func take(_ session: Kept) {
        guard finish() else { return }
        state.withLock { $0.resumed = session }
        remove(session)
    }

    /// Leaves the session as it was found before `resume`, interrupted or kept, with what was done since.
    package func putBack() {
        guard finish() else { return }
        guard state.withLock({ $0.resumed?.isInterrupted ?? false }) else {
            _ = keep()
            return
        }
        state.withLock { state in
            state.isOver = true
            // The session of a process without a lock is interrupted.
            if let lock = state.lock { close(lock) }
            state.lock = nil
        }
    }

    /// Keeps a copy of the session as it is now.
    package func keepCopy() {
        guard finish() else { return }
        guard let saved = FileManager.default.contents(atPath: path) else { return }
        let copy = "\(folder)/\(Self.kept)\(UUID().uuidString.prefix(8))\(Self.ending)"
        try? AtomicFile(copy, access: .own).write(saved)
    }

    /// Renames the file of a session to that of a kept one.
    ///
    /// - Returns: The new path; nil if the system refuses.
    private static func keep(_ path: String) -> String? {
        let folder = (path as NSString).deletingLastPathComponent
        let new = "\(folder)/\(kept)\(UUID().uuidString.prefix(8))\(ending)"
        let isKept = rename(path, new) == 0
        unlink(path + SessionLock.ending)
        return isKept ? new : nil
    }

    // MARK: - Sessions to resume

    /// A session that was kept or whose process is gone.
    public struct Kept: Sendable {
        package let path: String
        /// The time of the last save.
        public let date: Date
        /// The title: `digits, maximize accuracy, generation 7 of 10`.
        public let title: String
        /// Data, objective, generation and best; nil for sessions of older versions.
        package let summary: SessionSummary?
        /// True if its process did not end normally.
        public let isInterrupted: Bool
    }

    /// The files of other sessions that were interrupted or kept, the newest first.
    private var files: [(path: String, date: Date, isInterrupted: Bool)] {
        var found: [(path: String, date: Date, isInterrupted: Bool)] = []
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasSuffix(Self.ending) {
            let file = "\(folder)/\(name)"
            let isInterrupted = !name.hasPrefix(Self.kept)
            if isInterrupted {
                guard file != path, let lock = SessionLock.take(file + SessionLock.ending) else { continue }
                close(lock)
            }
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            found.append((file, attributes?[.modificationDate] as? Date ?? .distantPast, isInterrupted))
        }
        return found.sorted { ($0.date, $0.path) > ($1.date, $1.path) }
    }

    /// The sessions that can be resumed, the newest first. If there are too many, the oldest are removed.
    public var sessions: [Kept] {
        let found = files
        for (path, _, _) in found.dropFirst(Self.maximum) { Self.remove(path) }
        return found.prefix(Self.maximum).compactMap { path, date, isInterrupted in
            // A file that is damaged or was written by a later version stays for a program that can read it.
            guard let saved = try? SavedSession(path: path) else { return nil }
            return Kept(
                path: path, date: date, title: saved.title, summary: SessionFile.summary(of: saved),
                isInterrupted: isInterrupted)
        }
    }

    /// Returns the last interrupted session that was not announced yet. It is announced once and becomes a kept
    /// session. Until this process ends, `resume` without an argument opens it.
    public func announceInterrupted() -> Kept? {
        // Usually there is none, and then no session needs to be read.
        guard files.contains(where: \.isInterrupted), let interrupted = sessions.first(where: \.isInterrupted) else {
            return nil
        }
        for file in files where file.isInterrupted {
            let kept = Self.keep(file.path)
            if file.path == interrupted.path { state.withLock { $0.announced = kept } }
        }
        return interrupted
    }

    /// The session that `resume` opens without an argument: the announced one, otherwise the last interrupted one.
    package var interrupted: Kept? {
        let announced = state.withLock { $0.announced }
        let sessions = sessions
        return sessions.first { $0.path == announced } ?? sessions.first(where: \.isInterrupted)
    }

    private static func remove(_ path: String) {
        unlink(path)
        unlink(path + SessionLock.ending)
    }
    /// Removes the locks of processes that were killed before they saved their session.
    public func removeAbandonedLocks() { SessionLock.removeAbandoned(in: folder, of: Self.ending) }
}
