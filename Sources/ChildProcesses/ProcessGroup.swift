import CProcesses
package import Platform
import Synchronization

/// A process group that ends with this process, however this process ends: normally, by Ctrl-C or by SIGKILL.
///
/// Its leader waits on a pipe that only this process holds open. When the pipe ends, because it was closed or because
/// this process is gone, the leader ends the whole group with everything its programs have started, including processes
/// that have left the group. Programs join a
/// group that its leader already watches, so they are never unwatched.
package final class ProcessGroup: Sendable {
    /// The group's identifier, for programs that join it.
    package var identifier: pid_t { leader.identifier }
    private let leader: ChildProcess
    private let begin: SystemTicks

    /// The way in which the group ends when this process is gone.
    package enum Ending: String {
        /// Ends by SIGKILL.
        case atOnce = "marked KILL; kill -s KILL 0"
        /// Lets programs notice the end of their input and gives them some seconds to clean up: a launcher returns
        /// its allocation.
        case gently = "sleep 3; marked TERM; kill -s TERM 0; sleep 3; marked KILL; kill -s KILL 0"
    }

    /// Creates a group with its leader.
    ///
    /// - Throws: `ChildProcessError` if no process can be started.
    package init(ending: Ending = .atOnce) throws(ChildProcessError) {
        // SIGTERM goes to the whole group first, and the leader must survive it.
        let watch = "\(GroupMarker.shellFunction); trap '' TERM INT HUP; read -r line; \(ending.rawValue)"
        StartedProcesses.shared.adopt { processes_adopt_orphans() }
        begin = .now
        leader = try ChildProcess(["/bin/sh", "-c", watch], group: 0, hasInput: true)
        StartedProcesses.shared.add(group: leader.identifier)
    }

    /// True if the leader is running.
    package var isWatched: Bool { leader.end == nil }

    /// Asks all programs of the group, and those that have left it, to exit (SIGTERM).
    package func terminate() { signal(SIGTERM) }

    /// Kills the whole group and the processes that have left it (SIGKILL); returns when the leader is gone.
    package func end() {
        // Another group may have the identifier of one whose leader has ended.
        guard isWatched else { return }
        signal(SIGKILL)
        leader.input.withLock { $0 = nil }
        leader.waitForEnd(within: .seconds(5))
        // What a program started becomes an orphan when the program has ended.
        let deadline = ContinuousClock.now + .seconds(1)
        while StartedProcesses.shared.signal(SIGKILL, group: identifier) > 0, ContinuousClock.now < deadline {
            usleep(1_000)
        }
        let leftovers = Leftovers(group: identifier, begin: begin, isEnding: true)
        killAll { leftovers.running() }
    }

    /// Ends the processes that a program of the group left behind, inside and outside of it: by SIGTERM, and if they
    /// still run after a while, by SIGKILL.
    ///
    /// - Parameters:
    ///   - program: the program, which has ended.
    ///   - duration: the time that it ran.
    ///   - grace: the time that the processes have to exit after SIGTERM.
    package func endLeftovers(of program: pid_t, running duration: Duration, grace: Duration) {
        guard isWatched else { return }
        // A short run cannot have used all process identifiers, so those after the program's own are enough.
        let first = duration < .milliseconds(500) ? program : nil
        let leftovers = Leftovers(group: identifier, begin: begin)
        var left = leftovers.running(after: first)
        guard !left.isEmpty else { return }
        let deadline = ContinuousClock.now + grace
        for process in left { kill(process, SIGTERM) }
        var pause: UInt32 = 1_000
        while !left.isEmpty, ContinuousClock.now < deadline {
            usleep(pause)
            pause = min(2 * pause, 20_000)
            left = leftovers.running(after: first)
        }
        killAll { leftovers.running(after: first) }
    }

    /// The maximum number of times that leftover processes are killed.
    private static let mostRounds = 50

    /// Kills processes until none of them is left.
    private func killAll(_ running: () -> [pid_t]) {
        var clear = 0
        for _ in 0..<Self.mostRounds {
            // A process may start another one while it is killed, and the end of a parent may make an orphan while the
            // processes are looked at: only the second look is certain.
            let left = running()
            clear = left.isEmpty ? clear + 1 : 0
            guard clear < 2 else { return }
            for process in left { kill(process, SIGKILL) }
            if !left.isEmpty { usleep(1_000) }
        }
    }

    private func signal(_ signal: Int32) {
        guard isWatched else { return }
        let left = Leftovers(group: identifier, begin: begin, isEnding: true).running()
        kill(-identifier, signal)
        // A program that has left the group may carry no marker either.
        StartedProcesses.shared.signal(signal, group: identifier)
        for process in left { kill(process, signal) }
    }

    deinit {
        signal(SIGKILL)
        StartedProcesses.shared.remove(group: identifier)
    }
}
