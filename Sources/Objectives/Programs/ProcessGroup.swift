import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A process group that ends with this process, however this process ends: normally, by Ctrl-C or by SIGKILL.
///
/// Its leader waits on a pipe that only this process holds open. When the pipe ends, because it was closed or because
/// this process is gone, the leader ends the whole group with everything its programs have started, including processes
/// that have left the group. Programs join a
/// group that its leader already watches, so they are never unwatched.
final class ProcessGroup: Sendable {
    /// The group's identifier, for programs that join it.
    var identifier: pid_t { leader.identifier }
    private let leader: ChildProcess

    /// The way in which the group ends when this process is gone.
    enum Ending: String {
        /// Ends by SIGKILL.
        case atOnce = "marked KILL; kill -s KILL 0"
        /// Lets programs notice the end of their input and gives them some seconds to clean up: a launcher returns
        /// its allocation.
        case gently = "sleep 3; marked TERM; kill -s TERM 0; sleep 3; marked KILL; kill -s KILL 0"
    }

    /// Creates a group with its leader.
    ///
    /// - Throws: `.failed` if no process can be started.
    init(ending: Ending = .atOnce) throws(ObjectiveError) {
        // SIGTERM goes to the whole group first, and the leader must survive it.
        let watch = "\(GroupMarker.shellFunction); trap '' TERM INT HUP; read -r line; \(ending.rawValue)"
        leader = try ChildProcess(["/bin/sh", "-c", watch], group: 0, hasInput: true)
    }

    /// True if the leader is running.
    var isWatched: Bool { leader.end == nil }

    /// Asks all programs of the group, and those that have left it, to exit (SIGTERM).
    func terminate() { signal(SIGTERM) }

    /// Kills the whole group and the processes that have left it (SIGKILL); returns when the leader is gone.
    func end() {
        signal(SIGKILL)
        leader.input.withLock { $0 = nil }
        leader.waitForEnd(within: .seconds(5))
    }

    private func signal(_ signal: Int32) {
        guard isWatched else { return }
        let marked = GroupMarker.processes(of: identifier)
        kill(-identifier, signal)
        for process in marked { kill(process, signal) }
    }

    deinit { signal(SIGKILL) }
}
