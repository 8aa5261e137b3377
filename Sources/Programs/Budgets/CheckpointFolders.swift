import Foundation
import Objectives
import Synchronization

/// Folders in which programs keep what they need to continue: one for each genome that is being evaluated.
///
/// All folders of a process lie in one private folder, which its owner locks. The system releases the lock however the
/// process ends, and the next process removes what a killed one left behind. A genome's folder is empty when its
/// evaluation begins, and is kept until the evaluation is over.
public final class CheckpointFolders: Sendable {
    /// A folder whose evaluation may continue.
    private struct Idle {
        let path: String
        /// The epochs that the evaluation has finished.
        let epochs: Int
        /// The duration of the evaluation so far, in seconds.
        let seconds: Double
        /// The number of its use, in the order of time.
        let use: Int
    }

    private struct State {
        var session: (path: String, lock: Int32)?
        /// The folders that no evaluation uses now, by their key.
        var idle: [String: [Idle]] = [:]
        var count = 0
        var uses = 0

        /// Takes a folder out of the idle ones.
        mutating func take(_ key: String, where isWanted: (Idle) -> Bool) -> Idle? {
            guard let index = idle[key]?.lastIndex(where: isWanted) else { return nil }
            let taken = idle[key]?.remove(at: index)
            if idle[key]?.isEmpty == true { idle[key] = nil }
            return taken
        }
    }

    private static let lockEnding = ".lock"
    private let root: String
    private let mostIdle: Int
    private let state = Mutex(State())

    /// Creates folders below another one. Nothing is created on disk before the first program needs it.
    ///
    /// - Parameter mostIdle: the maximum number of folders that wait for the continuation of an evaluation. Of more, the
    ///   oldest is removed.
    public init(in root: String, mostIdle: Int = .max) {
        self.root = root
        self.mostIdle = mostIdle
    }

    deinit { removeAll() }

    /// Returns the path of a folder for an evaluation, which nothing else uses until it is kept or removed, and the
    /// duration of the evaluation so far in seconds.
    ///
    /// - Parameters:
    ///   - key: the text that identifies the command, the genome and the seed.
    ///   - epochs: the epochs that the evaluation has finished; 0 for an empty folder. If there is no folder that has
    ///     reached as many, it is empty as well.
    ///   - path: the folder of a program that pauses; nil for any.
    /// - Throws: `.failed` if no folder can be created.
    func folder(
        _ key: String, after epochs: Int, of path: String?
    ) throws(ObjectiveError) -> (path: String, seconds: Double) {
        let known: Idle? = state.withLock { state in
            if let path { return state.take(key) { $0.path == path } }
            return epochs == 0 ? nil : state.take(key) { $0.epochs == epochs }
        }
        if let known { return (known.path, known.seconds) }
        return (try create(), 0)
    }

    /// Keeps a folder for the continuation of its evaluation.
    func keep(_ path: String, for key: String, after epochs: Int, seconds: Double) {
        let surplus: Idle? = state.withLock { state in
            state.uses += 1
            state.idle[key, default: []].append(Idle(path: path, epochs: epochs, seconds: seconds, use: state.uses))
            guard state.idle.count > mostIdle,
                let oldest = state.idle.min(by: { $0.value[0].use < $1.value[0].use })
            else { return nil }
            return state.take(oldest.key) { $0.use == oldest.value[0].use }
        }
        if let surplus { Self.removed(surplus.path) }
    }

    /// Removes a folder that an evaluation uses: it is over or begins again.
    func remove(_ path: String) { Self.removed(path) }

    /// Removes a folder of an evaluation that does not continue, the one with the fewest epochs.
    ///
    /// - Parameter path: the folder of the program that paused; nil for any.
    func removeIdle(_ key: String, of path: String?) {
        let found = state.withLock { state in
            let fewest = state.idle[key]?.map(\.epochs).min()
            return state.take(key) { path == nil ? $0.epochs == fewest : $0.path == path }
        }
        if let found { Self.removed(found.path) }
    }

    /// Removes the folders that no program uses.
    public func removeIdle() {
        let paths = state.withLock { state in
            defer { state.idle = [:] }
            return state.idle.values.flatMap { $0.map(\.path) }
        }
        for path in paths { Self.removed(path) }
    }

    /// Removes all folders of this process.
    public func removeAll() {
        let session = state.withLock { state in
            defer { (state.session, state.idle) = (nil, [:]) }
            return state.session
        }
        guard let session else { return }
        if Self.removed(session.path) { unlink(session.path + Self.lockEnding) }
        close(session.lock)
    }

    private func create() throws(ObjectiveError) -> String {
        let path: String? = state.withLock { state in
            if state.session == nil {
                removeAbandoned()
                state.session = Self.session(in: root)
            }
            guard let session = state.session else { return nil }
            state.count += 1
            let path = "\(session.path)/\(state.count)"
            return mkdir(path, 0o700) == 0 ? path : nil
        }
        guard let path else {
            throw .failed(reason: ProgramFailures.noCheckpoint(root, String(cString: strerror(errno))))
        }
        return path
    }

    /// Returns a new private folder and its lock; nil if there can be none.
    private static func session(in root: String) -> (path: String, lock: Int32)? {
        do {
            try FileManager.default.createDirectory(
                atPath: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            return nil
        }
        for _ in 0..<10 {
            let path = "\(root)/\(getpid())-\(String(UInt64.random(in: .min ... .max), radix: 36))"
            guard let lock = locked(path + lockEnding, flags: O_EXCL) else { continue }
            guard mkdir(path, 0o700) == 0 else {
                unlink(path + lockEnding)
                close(lock)
                return nil
            }
            return (path, lock)
        }
        return nil
    }

    /// Returns the descriptor of a lock; nil if it cannot be created or another process holds it.
    private static func locked(_ path: String, flags: Int32 = 0) -> Int32? {
        let lock = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | flags, 0o600)
        guard lock >= 0 else { return nil }
        var found = stat()
        // Another process that starts now may have removed it before it was locked.
        if flock(lock, LOCK_EX | LOCK_NB) == 0, fstat(lock, &found) == 0, found.st_nlink > 0 { return lock }
        close(lock)
        return nil
    }

    /// Removes the folders of processes that were killed.
    public func removeAbandoned() {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: root) } catch { return }
        for name in names where name.hasSuffix(Self.lockEnding) {
            let path = "\(root)/\(name)"
            guard let lock = Self.locked(path) else { continue }
            if Self.removed(String(path.dropLast(Self.lockEnding.count))) { unlink(path) }
            close(lock)
        }
    }

    /// Removes a folder with its content; false if something of it is left.
    @discardableResult private static func removed(_ path: String) -> Bool {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            return !FileManager.default.fileExists(atPath: path)
        }
        return true
    }
}
