import CSandbox
import Foundation

/// The limits of a process that reads files of other people.
enum ReaderLimits {
    /// The CPU time that a network, a picture or a part of an archive may take, in seconds.
    static let maximumSeconds = 120
    private static let maximumFiles: rlim_t = 64

    /// Limits the memory and the number of open files of this process for good. It can then neither write files nor
    /// start programs nor use the network, as far as the system can forbid that.
    static func apply() {
        set(RLIMIT_AS, rlim_t(max(MemoryLimit.bytes, 1 << 30)))
        set(RLIMIT_NOFILE, maximumFiles)
        set(RLIMIT_FSIZE, 0)
        set(RLIMIT_CORE, 0)
        // The runtime's crash reports would start a program.
        for crash in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(crash, SIG_DFL) }
        // Where the system cannot do so, as in some containers, the limits above remain.
        _ = sandbox_enter(true)
    }

    /// Allows the next piece of work its CPU time, from now.
    static func allowWork() {
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        set(RLIMIT_CPU, rlim_t(used.tv_sec + 1 + maximumSeconds), isFinal: false)
    }

    #if canImport(Glibc)
        private typealias Resource = __rlimit_resource
        private static func code(_ resource: Resource) -> __rlimit_resource_t { __rlimit_resource_t(resource.rawValue) }
    #else
        private typealias Resource = Int32
        private static func code(_ resource: Resource) -> Int32 { resource }
    #endif

    private static func set(_ resource: Resource, _ maximum: rlim_t, isFinal: Bool = true) {
        var limit = rlimit()
        getrlimit(code(resource), &limit)
        limit.rlim_cur = min(maximum, limit.rlim_max)
        if isFinal { limit.rlim_max = limit.rlim_cur }
        setrlimit(code(resource), &limit)
    }
}
