import Synchronization
public import Time

/// A time that stands still but where a test moves it, or goes on by a step with each look at it.
public final class ManualTime: Sendable {
    private let start = ContinuousClock.now
    private let passed = Mutex(Duration.zero)
    private let step: Duration

    /// A time that begins now.
    ///
    /// - Parameter step: how far it goes on after each reading.
    public init(step: Duration = .zero) { self.step = step }

    /// Moves it on.
    public func advance(by duration: Duration) { passed.withLock { $0 += duration } }

    /// A time that stands still, leaps once something has come about, and then stands still again.
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

    /// What is given to those who look at it.
    public var source: TimeSource {
        TimeSource { [self] in
            passed.withLock { passed in
                defer { passed += step }
                return start + passed
            }
        }
    }
}
