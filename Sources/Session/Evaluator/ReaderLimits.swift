import CSandbox
import Foundation
import SessionState

/// The limits of a process that reads files of other people.
enum ReaderLimits {
    /// The CPU time that a picture, a part of an archive or a large network may take, in seconds.
    static let maximumSeconds = 120
    private static let maximumFiles: rlim_t = 64

    /// The memory that every process may use: 1 GiB.
    private static let leastMemory = 1 << 30

    /// Returns the memory that a network's file may take: a multiple of its size, and at least 1 GiB. A small file
    /// that makes a library ask for gigabytes is damaged or malicious.
    static func memory(forNetworkAt path: String) -> Int {
        let (needed, isTooLarge) = size(of: path).multipliedReportingOverflow(by: 32)
        return min(MemoryLimit.bytes, max(leastMemory, isTooLarge ? .max : needed))
    }

    /// Returns the CPU time that a network's file may take, in seconds: 10, and one for each megabyte. A library can
    /// loop for ever in a damaged file.
    static func seconds(forNetworkAt path: String) -> Int { min(maximumSeconds, 10 + size(of: path) / 1_000_000) }

    private static func size(of path: String) -> Int {
        var facts = stat()
        return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
    }

    /// Limits the memory and the number of open files of this process for good. It can then neither write files nor
    /// start programs nor use the network, as far as the system can forbid that.
    static func apply(memory: Int = MemoryLimit.bytes) {
        set(RLIMIT_AS, rlim_t(max(memory, leastMemory)))
        set(RLIMIT_NOFILE, maximumFiles)
        set(RLIMIT_FSIZE, 0)
        set(RLIMIT_CORE, 0)
        // The runtime's crash reports would start a program.
        for crash in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] { signal(crash, SIG_DFL) }
        // Where the system cannot do so, as in some containers, the limits above remain.
        _ = sandbox_enter(true)
    }

    /// Allows the next piece of work its CPU time, from now.
    static func allowWork() { allowWork(seconds: maximumSeconds) }

    static func allowWork(seconds: Int) {
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        set(RLIMIT_CPU, rlim_t(used.tv_sec + 1 + seconds), isFinal: false)
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
