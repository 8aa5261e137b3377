import Foundation
import Synchronization
import Time

/// Threads that run jobs, the costliest first, so that no expensive job is left for the end.
///
/// They are separate threads because a job blocks for as long as a training takes. Jobs of equal cost start in order
/// of arrival.
public final class Workers<Value: Sendable>: Sendable {
    /// A job, called with the index of its worker.
    public typealias WorkerJob = @Sendable (_ worker: Int) -> Value

    private struct QueuedJob {
        let number: Int
        let job: WorkerJob
    }

    private struct State {
        var waiting = CostPriorityQueue<QueuedJob>()
        var finished: [(number: Int, result: Value)] = []
        var isOver = false
    }

    private let state = Mutex(State())
    private let jobsAvailable = DispatchSemaphore(value: 0)
    private let resultsAvailable = DispatchSemaphore(value: 0)
    private let count: Int

    /// Starts `count` threads, at least one.
    public init(count: Int) {
        self.count = max(1, count)
        for worker in 0..<self.count {
            let thread = Thread { [self] in run(worker) }
            thread.name = "worker \(worker + 1)"
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Submits a job.
    ///
    /// - Complexity: O(number of different pending costs).
    public func submit(number: Int, cost: Double, _ job: @escaping WorkerJob) {
        state.withLock { $0.waiting.add(QueuedJob(number: number, job: job), cost: cost) }
        jobsAvailable.signal()
    }

    /// Returns the next finished job, in the order in which they finish; nil if none finishes in time.
    public func next(within limit: Duration) -> (number: Int, result: Value)? {
        guard resultsAvailable.wait(timeout: .now() + limit.inSeconds) == .success else { return nil }
        return state.withLock { $0.finished.removeFirst() }
    }

    /// Drops pending jobs, and lets the threads end after the running ones.
    public func finish() {
        state.withLock { state in
            state.waiting = CostPriorityQueue()
            state.isOver = true
        }
        for _ in 0..<count { jobsAvailable.signal() }
    }

    private func run(_ worker: Int) {
        while true {
            jobsAvailable.wait()
            let (next, isOver) = state.withLock { state in
                (state.waiting.next(), state.isOver)
            }
            if let next {
                let result = next.job(worker)
                state.withLock { $0.finished.append((next.number, result)) }
                resultsAvailable.signal()
            } else if isOver {
                return
            }
        }
    }
}
