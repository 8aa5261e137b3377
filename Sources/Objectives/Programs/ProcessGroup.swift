import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A process group that ends with this process, however that ends: by itself, by Ctrl-C or by SIGKILL.
///
/// Its leader waits on a pipe that only this process holds open. When the pipe ends, because it was closed or because
/// this process is gone, the leader ends the whole group, with all that the programs in it have started. A program joins
/// a group that its leader already watches, so that no moment is left in which it would be unwatched.
final class ProcessGroup: Sendable {
    /// The group's number, for programs that join it.
    var identifier: pid_t { leader.identifier }
    private let leader: ChildProcess

    /// How it ends where this process is gone.
    enum Ending: String {
        /// By SIGKILL.
        case atOnce = "kill -s KILL 0"
        /// Its programs notice the end of their input, and have some seconds to tidy up: a launcher gives back what it was
        /// allotted.
        case gently = "sleep 3; kill -s TERM 0; sleep 3; kill -s KILL 0"
    }

    /// A group with its leader.
    ///
    /// - Throws: `.failed` where no process can be started.
    init(ending: Ending = .atOnce) throws(ObjectiveError) {
        // SIGTERM goes to the group first, and the leader has to outlast it.
        let watch = "trap '' TERM INT HUP; read -r line; \(ending.rawValue)"
        leader = try ChildProcess(["/bin/sh", "-c", watch], group: 0, hasInput: true)
    }

    /// Whether the leader is there.
    var isWatched: Bool { leader.end == nil }

    /// Asks all of its programs to end.
    func terminate() { if isWatched { kill(-identifier, SIGTERM) } }

    /// Ends all of it; returns when the leader is gone.
    func end() {
        if isWatched { kill(-identifier, SIGKILL) }
        leader.input.withLock { $0 = nil }
        leader.waitForEnd(seconds: 5)
    }

    deinit { if isWatched { kill(-identifier, SIGKILL) } }
}
