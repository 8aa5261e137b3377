/// The time for limits, timeouts and measurements: that of the machine, or one that a test sets by hand.
public struct TimeSource: Sendable {
    private let read: @Sendable () -> ContinuousClock.Instant

    /// Creates a source that reads the time anew for each `now`.
    public init(_ read: @escaping @Sendable () -> ContinuousClock.Instant) { self.read = read }

    /// The machine's time, which continues during sleep.
    public static let machine = TimeSource { ContinuousClock.now }

    /// The current time.
    public var now: ContinuousClock.Instant { read() }

    /// Returns the seconds since a moment.
    public func seconds(since start: ContinuousClock.Instant) -> Double { (now - start).inSeconds }
}
