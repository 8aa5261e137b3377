import CommandLanguage
import Evolution
import Networks
import Objectives
import Time

/// A training in full, as a worker does it.
struct FullTraining: Sendable {
    typealias Body =
        @Sendable (_ cores: Int, Cancellation, _ progress: (TrainingProgress) -> Void) throws(ObjectiveError) ->
        TrainingOutcome

    /// The most epochs; nil for no limit.
    let epochs: Int?
    /// About how long it takes, beside others.
    let cost: Double
    let body: Body

    init(epochs: Int?, cost: Double, _ body: @escaping Body) {
        self.epochs = epochs
        self.cost = cost
        self.body = body
    }
}

extension Session {
    /// Trains networks on threads of their own, so that the clock moves on the screen and Ctrl-C is noticed: one with all
    /// cores, several side by side. The results are in the order of the trainings.
    ///
    /// - Parameter keepsBest: whether Ctrl-C gives what the trainings have come to, where one of them has finished an epoch.
    func train(
        _ trainings: [FullTraining], keepsBest: Bool = false, _ context: ExecutionContext
    ) throws(SessionError) -> [Result<TrainingOutcome, ObjectiveError>] {
        let count = min(trainings.count, workerCount)
        let cores = trainings.count == 1 ? processors : 1
        let workers = Workers<Result<TrainingOutcome, ObjectiveError>>(count: count)
        let cancellation = Cancellation()
        let running = RunningEvaluations()
        let start = ContinuousClock.now
        let isOnly = trainings.count == 1
        defer { workers.finish() }
        for (number, training) in trainings.enumerated() {
            workers.submit(number: number, cost: training.cost) { worker in
                // The only one's last state is told with its end, however quickly that comes.
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
        var results = [Result<TrainingOutcome, ObjectiveError>?](repeating: nil, count: trainings.count)
        var finished = 0
        while finished < trainings.count {
            let next = workers.next(within: 0.1)
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
        if cancellation.isCancelled, !ended.contains(where: { $0.scores != nil }) { throw .interrupted }
        return ended
    }

    /// What trains networks, where networks are sought.
    func networkObjective() throws(SessionError) -> NetworkObjective {
        guard case .network(let objective) = try search().kind else {
            throw .unusable("this objective trains no network; `show fittest` shows the genome")
        }
        return objective
    }

    /// What an organism builds, to be trained in full.
    func blueprint(
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

    /// The key of a network that is trained in full.
    func fingerprint(
        of blueprint: NetworkBlueprint, _ objective: NetworkObjective, attempt: Int = 0
    ) throws(SessionError) -> Fingerprint {
        do {
            return try objective.fingerprint(of: blueprint, attempt: attempt)
        } catch {
            throw .failed(error.description)
        }
    }

    /// Remembers what was trained in full, as long as the session lasts. Not without end: weights are large.
    func keep(_ outcome: TrainingOutcome, as fingerprint: Fingerprint) {
        if trainings.count >= Self.mostTrainings { trainings = [:] }
        trainings[fingerprint] = outcome
    }

    private static let mostTrainings = 64
}

extension TrainingLimits {
    /// Settings with these limits in place of their own.
    func applied(to settings: TrainingSettings, _ session: Session) -> TrainingSettings {
        var settings = settings
        settings.epochs = epochs
        settings.timeLimit = seconds ?? (epochs == nil ? session.state.training.values.seconds : nil)
        settings.patience = patience ?? Self.defaultPatience
        return settings
    }
}

extension [TrainingOutcome] {
    /// The one with the best validation score; of equal ones the first.
    func best(by metric: Metric) -> TrainingOutcome? {
        self.max { left, right in
            let (mine, theirs) = (left.scores[metric] ?? -.infinity, right.scores[metric] ?? -.infinity)
            return metric.isHigherBetter ? mine < theirs : mine > theirs
        }
    }
}

extension Result<TrainingOutcome, ObjectiveError> {
    /// The scores of a training that succeeded; nil of one that failed.
    var scores: Scores? { if case .success(let outcome) = self { outcome.scores } else { nil } }
}

extension [Result<TrainingOutcome, ObjectiveError>] {
    /// Why the first that failed did.
    var failure: ObjectiveError? {
        for case .failure(let error) in self { return error }
        return nil
    }
}
