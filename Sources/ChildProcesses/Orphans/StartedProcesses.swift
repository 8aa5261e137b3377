import Platform
import Synchronization

/// The processes that this process started itself, and those that it adopted when their parents ended.
final class StartedProcesses: Sendable {
    static let shared = StartedProcesses()

    /// A process from shortly before its start until its exit status was read.
    private struct Start {
        let begin: SystemTicks
        /// The group it was started in; 0 if it may leave no processes behind.
        let group: pid_t
        /// Its identifier; nil while it is being started.
        var identifier: pid_t?
        var hasEnded = false

        /// Returns true if a process with this start may be the process itself or one that it started.
        func mayHaveStarted(_ process: SystemTicks, ending group: pid_t) -> Bool {
            begin <= process && (identifier == nil || self.group != 0 && self.group != group && !hasEnded)
        }
    }

    private enum Adoption { case off, allowed, on }

    private struct State {
        var adoption = Adoption.off
        var starts: [Int: Start] = [:]
        var count = 0
        var groups: Set<pid_t> = []
        /// The orphans that are to end, and adopted processes that have ended, until their exit statuses were read.
        var adopted: [pid_t: SystemTicks] = [:]
        /// The processes of the user's own commands, which never end with an evaluation.
        var spared: [pid_t: SystemTicks] = [:]
        var lastReaped = ContinuousClock.now

        func isStarted(_ process: pid_t) -> Bool { starts.values.contains { $0.identifier == process } }
    }

    private let state = Mutex(State())

    // MARK: - Starts

    /// Notes that a process is about to be started.
    ///
    /// - Returns: the number of the start.
    func begin(in group: pid_t) -> Int {
        let begin = SystemTicks.now
        return state.withLock { state in
            state.count += 1
            state.starts[state.count] = Start(begin: begin, group: group)
            return state.count
        }
    }

    /// Notes the identifier of a process that was started.
    func succeed(_ start: Int, _ identifier: pid_t) {
        state.withLock { $0.starts[start]?.identifier = identifier }
    }

    /// Notes that a process has ended.
    func end(_ start: Int) { state.withLock { $0.starts[start]?.hasEnded = true } }

    /// Forgets a process whose exit status was read, or that was not started.
    func remove(_ start: Int) { _ = state.withLock { $0.starts.removeValue(forKey: start) } }

    /// Sends a signal to the processes that were started in a group and have not ended, wherever they are now.
    ///
    /// - Returns: their number.
    @discardableResult
    func signal(_ signal: Int32, group: pid_t) -> Int {
        // No identifier is given out anew meanwhile, because a process is forgotten only after its exit status was read.
        state.withLock { state in
            state.starts.values.filter { start in
                guard start.group == group, !start.hasEnded, let identifier = start.identifier,
                    ChildProcess.end(of: identifier) == nil
                else { return false }
                return kill(identifier, signal) == 0
            }.count
        }
    }

    // MARK: - Groups

    func add(group: pid_t) { _ = state.withLock { $0.groups.insert(group) } }

    func remove(group: pid_t) { _ = state.withLock { $0.groups.remove(group) } }

    // MARK: - Adoption

    /// Allows adoption from the first group on.
    func allowAdoption() { state.withLock { if $0.adoption == .off { $0.adoption = .allowed } } }

    /// Begins to adopt orphans if that is allowed.
    func adopt(_ begin: () -> Bool) {
        state.withLock { if $0.adoption == .allowed { $0.adoption = begin() ? .on : .off } }
    }

    /// True if this process adopts orphans.
    var isAdopting: Bool { state.withLock { $0.adoption == .on } }

    /// The identifiers of the adopted processes that were seen and not reaped yet.
    var adopted: [pid_t] { state.withLock { Array($0.adopted.keys) } }

    /// Returns those of the orphans that only programs that have ended can have started.
    ///
    /// The others are looked at again when the next program ends.
    ///
    /// - Parameter group: a group whose programs are being ended.
    func ownerless(_ orphans: [Orphan], ending group: pid_t) -> [pid_t] {
        state.withLock { state in
            orphans.filter { orphan in
                guard !state.isStarted(orphan.identifier), !state.groups.contains(orphan.group),
                    orphan.marker.map({ !state.groups.contains($0) }) ?? true,
                    state.spared[orphan.identifier] != orphan.start
                else { return false }
                state.adopted[orphan.identifier] = orphan.start
                return !state.starts.values.contains { $0.mayHaveStarted(orphan.start, ending: group) }
            }.map(\.identifier)
        }
    }

    /// Reads the exit statuses of adopted processes that have ended, which otherwise remain in the system's table.
    ///
    /// The exit statuses of processes that this process started itself are left to those who started them.
    ///
    /// - Parameters:
    ///   - ended: children of this process that have ended.
    ///   - gone: processes that do not exist any more.
    func reap(_ ended: [Orphan], gone: [pid_t] = []) {
        guard !ended.isEmpty || !gone.isEmpty else { return }
        let ownGroup = getpgrp()
        state.withLock { state in
            for process in gone { (state.adopted[process], state.spared[process]) = (nil, nil) }
            for process in ended where !state.isStarted(process.identifier) {
                // What is started without an entry here stays in this process's own group.
                guard process.group != ownGroup || state.spared[process.identifier] == process.start else { continue }
                guard !state.starts.values.contains(where: { $0.identifier == nil && $0.begin <= process.start }) else {
                    state.adopted[process.identifier] = process.start
                    continue
                }
                waitpid(process.identifier, nil, WNOHANG)
                (state.adopted[process.identifier], state.spared[process.identifier]) = (nil, nil)
            }
        }
    }

    /// Spares the processes that the user's own command left behind.
    ///
    /// - Parameters:
    ///   - children: children of this process.
    ///   - start: the number of the start of the command.
    func spare(_ children: [Orphan], startedSince start: Int) {
        state.withLock { state in
            guard let begin = state.starts[start]?.begin else { return }
            let present = Dictionary(children.map { ($0.identifier, $0.start) }, uniquingKeysWith: { $1 })
            state.spared = state.spared.filter { present[$0.key] == $0.value }
            for child in children where child.start >= begin && !state.isStarted(child.identifier) {
                state.spared[child.identifier] = child.start
            }
        }
    }

    /// Returns true once a second while orphans are adopted.
    func isTimeToReap() -> Bool {
        let now = ContinuousClock.now
        return state.withLock { state in
            guard state.adoption == .on, now - state.lastReaped >= .seconds(1) else { return false }
            state.lastReaped = now
            return true
        }
    }
}
