import Platform

/// The number of files and pipes that this process may have open.
enum OpenFiles {
    /// Raises the limit as far as the system allows: hundreds of evaluators need three pipes each.
    static func allowAll() {
        var limit = rlimit()
        #if canImport(Glibc)
            let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let files = RLIMIT_NOFILE
        #endif
        guard getrlimit(files, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(files, &limit)
    }
}
