/// The time that limits, timeouts and measurements go by: that of the machine, or one that a test moves by hand.
public struct TimeSource: Sendable {
    private let read: @Sendable () -> ContinuousClock.Instant

    /// A source that reads the time anew for each `now`.
    public init(_ read: @escaping @Sendable () -> ContinuousClock.Instant) { self.read = read }

    /// The machine's time, which goes on while it sleeps.
    public static let machine = TimeSource { ContinuousClock.now }

    /// The present moment.
    public var now: ContinuousClock.Instant { read() }

    /// The seconds since a moment.
    public func seconds(since start: ContinuousClock.Instant) -> Double { (now - start).inSeconds }
}
