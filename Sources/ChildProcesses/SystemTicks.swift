import Platform

/// A moment in the unit in which the system reports when processes were started: ticks since the machine was started.
struct SystemTicks: Comparable {
    let count: Int

    static func < (left: Self, right: Self) -> Bool { left.count < right.count }

    /// The current moment. A process that is started from now on has this start or a later one.
    static var now: SystemTicks {
        #if os(Linux)
            var time = timespec()
            clock_gettime(CLOCK_BOOTTIME, &time)
            return SystemTicks(count: time.tv_sec * perSecond + time.tv_nsec / (1_000_000_000 / perSecond))
        #else
            return SystemTicks(count: 0)
        #endif
    }

    private static let perSecond = max(1, Int(sysconf(Int32(_SC_CLK_TCK))))
}
