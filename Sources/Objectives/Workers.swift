import Foundation
import Synchronization

/// Threads that run jobs, the costliest first, so that no core waits for a straggler at the end.
///
/// They are threads of our own because a job blocks for as long as a training takes. Jobs of the same cost start in
/// the order in which they came.
public final class Workers<Result: Sendable>: Sendable {
    /// One job: its number is given back with its result.
    public typealias Job = @Sendable (_ worker: Int) -> Result

    private struct Waiting {
        let number: Int
        let job: Job
    }

    private struct State {
        var waiting = CostliestFirst<Waiting>()
        var finished: [(number: Int, result: Result)] = []
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

    /// Gives them a job. O(different costs that wait).
    public func submit(number: Int, cost: Double, _ job: @escaping Job) {
        state.withLock { $0.waiting.add(Waiting(number: number, job: job), cost: cost) }
        jobsAvailable.signal()
    }

    /// The next finished job, in the order in which they finish; nil where none does in time.
    public func next(within seconds: Double) -> (number: Int, result: Result)? {
        guard resultsAvailable.wait(timeout: .now() + seconds) == .success else { return nil }
        return state.withLock { $0.finished.removeFirst() }
    }

    /// Drops the jobs that no thread has begun, and lets the threads end after those that are under way.
    public func finish() {
        state.withLock { state in
            state.waiting = CostliestFirst()
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
