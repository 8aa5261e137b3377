import Synchronization

/// A wish to stop that every long loop looks at, a batch at a time. It may be made on any thread and never goes back.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)

    /// Not wished for yet.
    public init() {}

    /// Wishes to stop.
    public func cancel() { flag.store(true, ordering: .relaxed) }

    /// Whether to stop.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
