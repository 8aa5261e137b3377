package import Evolution
package import Messages
import Reports
package import Time

/// Reports the progress over all runs of an experiment.
package final class ExperimentProgressMeter {
    /// The environment of the command.
    package let context: ExecutionContext
    private let name: String
    private let generations: Int
    /// The number of runs.
    private let runs: Int
    /// The number of runs that were finished before the command began.
    private let known: Int
    /// The number of runs that this command finished.
    private var finished = 0
    private let time: TimeSource
    private let start: ContinuousClock.Instant

    package init(_ experiment: Experiment, time: TimeSource, _ context: ExecutionContext) {
        self.context = context
        self.time = time
        name = experiment.name
        generations = experiment.generations
        runs = experiment.runs
        known = experiment.finished
        start = time.now
    }

    /// The seconds since the command began.
    package var elapsed: Double { time.seconds(since: start) }

    /// Counts finished runs and reports the progress.
    ///
    /// - Parameter begun: The searches of the runs that have begun.
    package func report(_ count: Int, begun: [Evolution]) {
        finished += count
        let part = begun.reduce(0.0) { $0 + min(1, Double($1.generation) / Double(max(1, generations))) }
        emit(part, way: nil, seed: nil, search: nil)
    }

    /// Returns the environment of one run, whose progress becomes part of the experiment's.
    package func context(of job: Experiment.Job, in experiment: Experiment) -> ExecutionContext {
        let already = experiment.paused(job)?.evolution.generation ?? 0
        let way = experiment.ways[job.way].name
        return ExecutionContext(isInterrupted: context.isInterrupted, runShell: context.runShell) { [self] event in
            guard case .progress(.evolution(let search)) = event else { return context.emit(event) }
            let inside = search.population > 0 ? Double(search.evaluated) / Double(search.population) : 0
            let done = Double(already + search.finished) + min(1, inside)
            emit(min(1, done / Double(max(1, generations))), way: way, seed: job.seed, search: search)
        }
    }

    private func emit(_ part: Double, way: String?, seed: UInt64?, search: EvolutionProgress?) {
        let elapsed = elapsed
        let done = Double(finished) + part
        let left = Double(runs - known) - done
        context.progress(
            .experiment(
                ExperimentProgress(
                    name: name, finished: known + finished, runs: runs,
                    fraction: min(1, (Double(known) + done) / Double(max(1, runs))), elapsed: elapsed,
                    remaining: done > 0 ? max(0, elapsed / done * left) : nil, way: way, seed: seed, search: search)))
    }
}
