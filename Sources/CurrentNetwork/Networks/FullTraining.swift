package import CommandLanguage
package import Evolution
package import Messages
package import Networks
package import Objectives
import Reports
import SearchPreparation
import SearchRunner
package import Session
import SessionState
import Settings
import Time

/// A full training, as a task for a worker.
package struct FullTraining<Trained: Sendable>: Sendable {
    package typealias Body =
        @Sendable (_ cores: Int, Cancellation, _ progress: (TrainingProgress) -> Void) throws(ObjectiveError) -> Trained

    /// The maximum number of epochs; nil for no limit.
    let epochs: Int?
    /// The estimated duration relative to other trainings.
    let cost: Double
    let body: Body

    package init(epochs: Int?, cost: Double, _ body: @escaping Body) {
        self.epochs = epochs
        self.cost = cost
        self.body = body
    }
}

extension Session {
    /// Trains networks on separate threads, so that the clock on the screen keeps moving and Ctrl-C is noticed. A
    /// single network uses all cores; several are trained in parallel.
    ///
    /// - Parameter keepsBest: True to return the results so far on Ctrl-C if one of the trainings has finished an
    ///   epoch.
    /// - Returns: The results in the order of the trainings.
    /// - Throws: `.interrupted` on Ctrl-C, unless there are results to keep.
    package func train<Trained>(
        _ trainings: [FullTraining<Trained>], keepsBest: Bool = false, _ context: ExecutionContext
    ) throws(SessionError) -> [Result<Trained, ObjectiveError>] {
        let count = min(trainings.count, workerCount)
        let cores = trainings.count == 1 ? processors : 1
        let workers = Workers<Result<Trained, ObjectiveError>>(count: count)
        let cancellation = Cancellation()
        let running = RunningEvaluations()
        let start = ContinuousClock.now
        let isOnly = trainings.count == 1
        defer { workers.finish() }
        for (number, training) in trainings.enumerated() {
            workers.submit(number: number, cost: training.cost) { worker in
                // A single training keeps its last state: it is shown even if the training ends quickly.
                defer { if !isOnly { running.end(worker) } }
                do throws(ObjectiveError) {
                    return .success(
                        try training.body(cores, cancellation) { progress in
                            running.set(
                                TrainingState(
                                    worker: worker, EvaluationProgress(progress), epochs: training.epochs,
                                    elapsed: TimeSource.machine.seconds(since: start)), of: worker)
                        })
                } catch {
                    return .failure(error)
                }
            }
        }
        var results = [Result<Trained, ObjectiveError>?](repeating: nil, count: trainings.count)
        var finished = 0
        while finished < trainings.count {
            let next = workers.next(within: .milliseconds(100))
            if context.isInterrupted() {
                cancellation.cancel()
                guard keepsBest else { throw .interrupted }
            }
            if let state = running.trainings.first { context.progress(.training(state)) }
            if let next {
                results[next.number] = next.result
                finished += 1
            }
        }
        let ended = results.compactMap { $0 }
        if cancellation.isCancelled, !ended.contains(where: { $0.isSuccess }) { throw .interrupted }
        return ended
    }

    /// Returns the objective that trains networks.
    ///
    /// - Throws: `.unusable` if the objective trains no network; the errors of `search()`.
    package func networkObjective() throws(SessionError) -> NetworkObjective {
        guard case .network(let objective) = try search().kind else {
            throw .trainsNoNetwork
        }
        return objective
    }

    /// Returns the network that an organism describes, with the settings of a full training.
    ///
    /// - Throws: `.failed` if the genome describes no network.
    package func blueprint(
        of organism: Organism, _ objective: NetworkObjective, _ limits: TrainingLimits
    ) throws(SessionError) -> NetworkBlueprint {
        do {
            var blueprint = try objective.blueprint(of: organism.genome)
            blueprint.settings = limits.applied(to: blueprint.settings, self)
            return blueprint
        } catch {
            throw .failed(error.description)
        }
    }

    /// Returns the fingerprint of a full training.
    ///
    /// - Throws: `.failed` if there is none.
    package func fingerprint(
        of blueprint: NetworkBlueprint, _ objective: NetworkObjective, attempt: Int = 0
    ) throws(SessionError) -> Fingerprint {
        do {
            return try objective.fingerprint(of: blueprint, attempt: attempt)
        } catch {
            throw .failed(error.description)
        }
    }

    /// Caches the result of a full training for the rest of the session. The cache is bounded, because weights are
    /// large.
    package func keep(_ outcome: TrainingOutcome, as fingerprint: Fingerprint) {
        if trainings.count >= Self.maximumTrainings { trainings = [:] }
        trainings[fingerprint] = outcome
    }

    private static let maximumTrainings = 64
}

extension TrainingLimits {
    /// Returns settings with these limits in place of their own.
    package func applied(to settings: TrainingSettings, _ session: Session) -> TrainingSettings {
        let searched = settings
        var settings = settings
        settings.epochs = epochs
        settings.timeLimit = seconds ?? (epochs == nil ? session.state.training.values.seconds : nil)
        settings.patience = patience(inPlaceOf: searched)
        return settings
    }
}

extension [TrainingOutcome] {
    /// Returns the outcome with the best validation score; the first of equal ones.
    func best(by metric: Metric) -> TrainingOutcome? { indexOfBest(by: metric).map { self[$0] } }

    /// Returns the position of the outcome with the best validation score, the first of equal ones; nil if there is none.
    package func indexOfBest(by metric: Metric) -> Int? {
        indices.max { left, right in
            let worst = metric.isHigherBetter ? -Double.infinity : .infinity
            let (mine, theirs) = (self[left].scores[metric] ?? worst, self[right].scores[metric] ?? worst)
            return metric.isHigherBetter ? mine < theirs : mine > theirs
        }
    }
}

extension Result {
    /// True if it is a value and not an error.
    fileprivate var isSuccess: Bool { if case .success = self { true } else { false } }
}

extension Result<TrainingOutcome, ObjectiveError> {
    /// The scores of a training that succeeded; nil for one that failed.
    package var scores: Scores? { if case .success(let outcome) = self { outcome.scores } else { nil } }
}

extension [Result<TrainingOutcome, ObjectiveError>] {
    /// The error of the first training that failed; nil if all succeeded.
    package var failure: ObjectiveError? {
        for case .failure(let error) in self { return error }
        return nil
    }
}
