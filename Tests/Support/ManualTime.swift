import Synchronization
public import Time

/// A clock that stands still until a test advances it, or that advances by a step with each reading.
public final class ManualTime: Sendable {
    private let start = ContinuousClock.now
    private let passed = Mutex(Duration.zero)
    private let step: Duration

    /// Creates a clock that starts now.
    ///
    /// - Parameter step: the time by which it advances after each reading.
    public init(step: Duration = .zero) { self.step = step }

    /// Advances the clock.
    public func advance(by duration: Duration) { passed.withLock { $0 += duration } }

    /// Returns a clock that stands still, leaps once when a condition becomes true, and then stands still again.
    public static func leaping(by leap: Duration, once condition: @escaping @Sendable () -> Bool) -> TimeSource {
        let start = ContinuousClock.now
        let hasLeapt = Mutex(false)
        return TimeSource {
            hasLeapt.withLock { hasLeapt in
                hasLeapt = hasLeapt || condition()
                return hasLeapt ? start + leap : start
            }
        }
    }

    /// The clock to pass to the code under test.
    public var source: TimeSource {
        TimeSource { [self] in
            passed.withLock { passed in
                defer { passed += step }
                return start + passed
            }
        }
    }
}
