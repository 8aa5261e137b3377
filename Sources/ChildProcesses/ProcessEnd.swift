import Platform
import Subprocess

/// The end of a process, as seen by the waiting thread. swift-subprocess reports it through Swift's thread pool,
/// whose threads may all be blocked by work.
extension ChildProcess {
    /// Returns a pipe that becomes readable when the process has ended; nil if the system provides none.
    static func life(of process: ProcessIdentifier) -> PipeEnd? {
        #if os(Linux)
            let descriptor = fcntl(process.processDescriptor, F_DUPFD_CLOEXEC, 0)
            return descriptor >= 0 ? PipeEnd(descriptor) : nil
        #else
            let queue = kqueue()
            guard queue >= 0 else { return nil }
            var change = kevent(
                ident: UInt(process.value), filter: Int16(EVFILT_PROC), flags: UInt16(EV_ADD), fflags: NOTE_EXIT,
                data: 0, udata: nil)
            // A process that has already ended is reported at once.
            guard kevent(queue, &change, 1, nil, 0, nil) == 0 || errno == ESRCH else {
                close(queue)
                return nil
            }
            return PipeEnd(queue)
        #endif
    }

    /// Returns the end of a child process; nil while it runs. The process remains to be reaped by its starter.
    static func end(of process: pid_t) -> End? {
        var info = siginfo_t()
        guard waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0, info.si_signo == SIGCHLD else {
            return nil
        }
        #if canImport(Glibc)
            let status = info._sifields._sigchld.si_status
        #elseif canImport(Musl)
            let status = info.__si_fields.__si_common.__second.__sigchld.si_status
        #else
            let status = info.si_status
        #endif
        return info.si_code == CLD_EXITED ? .exited(status) : .signaled(status)
    }
}
