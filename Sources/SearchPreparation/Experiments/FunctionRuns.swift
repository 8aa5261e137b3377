import Dispatch
import Evolution
package import Messages
import Networks
import Objectives
import SearchRunner
package import Session
package import SessionState
import Synchronization

extension Session {
    /// Runs searches over functions of genes, one on each thread, until all are finished or Ctrl-C stops them.
    ///
    /// The threads work in short slices, between which the session looks for Ctrl-C, reports the progress and saves.
    /// A search is the same however it is sliced.
    package func runFunctions(_ ways: [PreparedWay], _ progress: ExperimentProgressMeter) throws(SessionError) {
        guard let experiment = state.experiment else { return }
        let threads = state.evaluators == nil ? workerCount : processors
        var queue = FunctionRunQueue(experiment)
        while !queue.isEmpty, !progress.context.isInterrupted() {
            queue.run(
                ways, experiment, threads: min(threads, queue.count), isInterrupted: progress.context.isInterrupted)
            if let failure = queue.failure { throw failure }
            let ended = queue.takeFinished()
            for (job, evolution) in ended { state.experiment?.take(job, evolution) }
            progress.report(ended.count, begun: queue.begun.map(\.evolution))
            guard let recovery, recovery.isDue else { continue }
            keepBegun(queue)
            recovery.save(state, memory, atOnce: false)
        }
        keepBegun(queue)
    }

    private func keepBegun(_ queue: FunctionRunQueue) {
        for (job, evolution) in queue.begun { state.experiment?.take(job, evolution) }
    }
}

/// The runs that wait for a thread.
struct FunctionRunQueue {
    /// The runs that have not begun, the next one last.
    private var waiting: [(job: Experiment.Job, paused: PausedRun?)]
    /// The runs that have begun, in the order in which they go on.
    private(set) var begun: [(job: Experiment.Job, evolution: Evolution)] = []
    private var finished: [(job: Experiment.Job, evolution: Evolution)] = []
    /// The error of a search that could not begin; nil for none.
    private(set) var failure: SessionError?

    /// The time after which the threads return.
    private static let slice = Duration.milliseconds(100)
    /// The number of evaluations after which a thread returns even earlier.
    private static let evaluations = 10_000

    init(_ experiment: Experiment) {
        waiting = experiment.missing.reversed().map { ($0, experiment.paused($0)) }
    }

    /// The number of unfinished runs.
    var count: Int { waiting.count + begun.count }

    var isEmpty: Bool { count == 0 }

    /// Removes and returns the runs that finished since the last call.
    mutating func takeFinished() -> [(job: Experiment.Job, evolution: Evolution)] {
        defer { finished = [] }
        return finished
    }

    /// Runs on some threads for a slice of time; each run advances by at least one generation, unless the user stops it.
    mutating func run(
        _ ways: [PreparedWay], _ experiment: Experiment, threads: Int, isInterrupted: () -> Bool
    ) {
        let shared = SharedQueue(self)
        let stop = Cancellation()
        let group = DispatchGroup()
        let end = ContinuousClock.now + Self.slice
        for _ in 0..<threads {
            DispatchQueue.global().async(group: group) { shared.run(ways, experiment, until: end, stop) }
        }
        while group.wait(timeout: .now() + .milliseconds(20)) == .timedOut {
            if isInterrupted() { stop.cancel() }
        }
        self = shared.queue.withLock { $0 }
    }

    /// The queue while several threads take runs from it.
    private final class SharedQueue: Sendable {
        let queue: Mutex<FunctionRunQueue>

        init(_ queue: FunctionRunQueue) { self.queue = Mutex(queue) }

        /// Takes runs and advances them, on one thread.
        func run(
            _ ways: [PreparedWay], _ experiment: Experiment, until end: ContinuousClock.Instant, _ stop: Cancellation
        ) {
            var done = 0
            func isOver() -> Bool {
                done >= FunctionRunQueue.evaluations || ContinuousClock.now >= end || stop.isCancelled
            }
            repeat {
                guard let (job, begun) = queue.withLock({ $0.next(ways) }) else { return }
                guard case .expression(let objective) = ways[job.way].search.kind else { return }
                var evolution = begun
                repeat {
                    evolution.advance(by: objective, stop)
                    done += evolution.settings.size
                } while !experiment.isFinished(evolution) && !isOver()
                let reached = evolution
                queue.withLock {
                    if experiment.isFinished(reached) {
                        $0.finished.append((job, reached))
                    } else {
                        $0.begun.append((job, reached))
                    }
                }
            } while !isOver()
        }
    }

    /// Removes and returns the next run; nil if there is none.
    private mutating func next(_ ways: [PreparedWay]) -> (job: Experiment.Job, evolution: Evolution)? {
        if !begun.isEmpty { return begun.removeFirst() }
        guard failure == nil, let (job, paused) = waiting.popLast() else { return nil }
        do throws(SessionError) {
            return (job, try ways[job.way].begin(job.seed, paused: paused))
        } catch {
            failure = error
            return nil
        }
    }
}

extension Evolution {
    /// The size of a population above which a generation can be stopped.
    private static let large = 10_000

    /// Runs one generation, or leaves the search as it was if the user stops a long one.
    fileprivate mutating func advance(by objective: ExpressionObjective, _ stop: Cancellation) {
        let isLong = hasLongPhases || settings.size > Self.large
        let before = isLong ? self : nil
        let isFinished = stoppable(by: isLong ? PhaseStop { stop.isCancelled } : .never) { evolution in
            evolution.run(
                through: evolution.generation + 1, rowsAtOnce: objective.genomesBetweenChecks,
                isStopped: { isLong && stop.isCancelled }, reason: objective.reason
            ) { objective.fitness($0, rows: $1, workers: 1) }
        }
        if !isFinished, let before { self = before }
    }
}
