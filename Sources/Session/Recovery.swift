public import Foundation
import Memory
import Synchronization

/// Saves an open session by itself, so that a crash costs nothing: in a folder with one file for each open session,
/// written on a thread of its own. A session that ends as it should takes its file away; one whose process is gone
/// leaves it, and the next start offers it.
public final class Recovery: Sendable {
    private struct State {
        var pending: (state: SessionState, evaluations: [SavedSession.Evaluation])?
        var isScheduled = false
        var isOver = false
        var last: ContinuousClock.Instant
        var lock: Int32?
        /// Why the last saving failed.
        var failure: String?
        var hasWarned = false
    }

    /// The shortest time between two savings while something works.
    private static let pause = Duration.seconds(1)
    private static let ending = ".session"
    /// Interrupted sessions that are kept, the newest.
    private static let kept = 5

    private let folder: String
    private let path: String
    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "recovery", qos: .utility)

    /// Saves into a folder, which is made when it is needed.
    public init(folder: String = UserFolders.sessions) {
        self.folder = folder
        path = "\(folder)/\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString.prefix(8))\(Self.ending)"
        state = Mutex(State(last: .now))
    }

    /// Whether the last saving is long enough ago.
    var isDue: Bool { state.withLock { ContinuousClock.now - $0.last >= Self.pause } }

    /// Saves soon: at once where work has returned, else a second after the last time.
    func save(_ session: SessionState, evaluations: [SavedSession.Evaluation], atOnce: Bool) {
        let delay: Double? = state.withLock { state in
            guard !state.isOver else { return nil }
            state.pending = (session, evaluations)
            guard atOnce || !state.isScheduled else { return nil }
            state.isScheduled = true
            let passed = ContinuousClock.now - state.last
            return atOnce || passed >= Self.pause ? 0 : 1
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
            let saved = try SessionFile.saved(pending.state, evaluations: pending.evaluations)
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

    /// Takes an interrupted session away.
    func remove(_ interrupted: Interrupted) { Self.remove(interrupted.path) }

    /// Takes the file away: the session ended as it should.
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

    // MARK: - Interrupted sessions

    /// A session whose process is gone.
    public struct Interrupted: Sendable {
        let path: String
        /// When it was saved last.
        public let date: Date
        /// `digits, maximize accuracy, generation 7 of 10`.
        public let title: String
    }

    /// The session that was interrupted last. The oldest of many are removed.
    public var interrupted: Interrupted? {
        var found: [(path: String, date: Date)] = []
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        where name.hasSuffix(Self.ending) {
            let file = "\(folder)/\(name)"
            guard file != path, let lock = Self.locked(file + ".lock", create: true) else { continue }
            close(lock)
            let attributes = try? FileManager.default.attributesOfItem(atPath: file)
            found.append((file, attributes?[.modificationDate] as? Date ?? .distantPast))
        }
        found.sort { $0.date > $1.date }
        for (path, _) in found.dropFirst(Self.kept) { Self.remove(path) }
        for (path, date) in found.prefix(Self.kept) {
            // One that is damaged, or that a later version wrote, stays for whoever can read it.
            if let saved = try? SavedSession(path: path) {
                return Interrupted(path: path, date: date, title: saved.title)
            }
        }
        return nil
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
