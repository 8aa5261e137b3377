import Subprocess

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The end of a process, seen by the thread that waits for it: swift-subprocess tells it through Swift's pool of threads,
/// and all of these may be blocked by work.
extension ChildProcess {
    /// What is ready to be read when the process has ended; nil where no such thing can be had.
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
            // One that has ended already is told at once.
            guard kevent(queue, &change, 1, nil, 0, nil) == 0 || errno == ESRCH else {
                close(queue)
                return nil
            }
            return PipeEnd(queue)
        #endif
    }

    /// How a process of ours ended; nil as long as it runs. It stays to be reaped by who started it.
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
