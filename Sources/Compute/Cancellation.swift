import Synchronization

/// A request to stop, which every long loop checks once per batch. Any thread can make it; it cannot be revoked.
public final class Cancellation: Sendable {
    private let flag = Atomic(false)

    /// Creates a request that has not been made yet.
    public init() {}

    /// Requests to stop.
    public func cancel() { flag.store(true, ordering: .relaxed) }

    /// True if `cancel()` was called.
    public var isCancelled: Bool { flag.load(ordering: .relaxed) }
}
