import Evolution
import Memory
import Networks
import Objectives

extension Session {
    /// Runs one generation to its end.
    ///
    /// - Returns: false where the user stopped it; then the population is the one before, and what was measured is
    ///   remembered, so that going on gives what an uninterrupted run would have given.
    func runGeneration(_ run: inout GenerationsRun) throws(SessionError) -> Bool {
        let target = run.evolution.generation + 1
        switch run.search.kind {
        case .expression(let objective): evaluate(objective, through: target, &run)
        case .network(let objective):
            let before = run.evolution
            guard try evaluate(objective, through: target, &run) else {
                run.evolution = before
                return false
            }
        }
        state.counts.evaluations += run.evolution.settings.size
        run.countFinishedGeneration()
        return !run.context.isInterrupted()
    }

    /// Functions of genes are quick: a generation is finished before a wish to stop is looked at.
    private func evaluate(_ objective: ExpressionObjective, through target: Int, _ run: inout GenerationsRun) {
        while run.evolution.generation < target {
            let births = run.evolution.ask(.max, through: target)
            for birth in births {
                let outcome = objective.outcome(of: birth.genome)
                run.count(outcome)
                run.evolution.tell(birth.id, outcome)
            }
            guard !births.isEmpty else { break }
        }
        run.tell(GenerationProgress(number: target, evaluated: 0, population: run.evolution.settings.size))
    }

    /// One genome that the evolution asked for, until it is told.
    private struct Wanted {
        let birth: Birth
        let fingerprint: Fingerprint
        let cost: Double
    }

    private func evaluate(
        _ objective: NetworkObjective, through target: Int, _ run: inout GenerationsRun
    ) throws(SessionError) -> Bool {
        guard let workers = run.workers else { return false }
        var wanted: [Wanted] = []
        var told = 0
        var underWay: Set<Fingerprint> = []
        var failed: [Fingerprint: String] = [:]
        var progress = GenerationProgress(
            number: target, evaluated: 0, population: run.evolution.settings.size)
        while true {
            for birth in run.evolution.ask(.max, through: target) {
                let fingerprint = try fingerprint(of: birth.genome, objective)
                let cost = objective.cost(of: birth.genome)
                let isKnown = state.memory.evaluation(fingerprint.bytes) != nil
                if !isKnown, underWay.insert(fingerprint).inserted {
                    progress.cost += cost
                    workers.submit(
                        number: wanted.count, cost: cost,
                        Self.job(birth.genome, objective, run.cancellation, run.running, epochs: state.training.epochs))
                } else if let known = state.memory.evaluation(fingerprint.bytes) {
                    state.memory.countAnswer(saving: known.seconds)
                }
                wanted.append(Wanted(birth: birth, fingerprint: fingerprint, cost: cost))
            }
            while told < wanted.count, let outcome = outcome(of: wanted[told], objective, failed) {
                run.count(outcome)
                run.evolution.tell(wanted[told].birth.id, outcome)
                told += 1
            }
            progress.evaluated = wanted.count - wanted.count { outcome(of: $0, objective, failed) == nil }
            run.tell(progress, isForced: true)
            if run.evolution.generation >= target { return true }
            // Births that waited for these outcomes can be asked for now.
            guard told < wanted.count else { continue }
            // The wait is short so that the clock moves on the screen and Ctrl-C is noticed.
            let next = workers.next(within: 0.1)
            guard !run.context.isInterrupted() else {
                run.cancellation.cancel()
                return false
            }
            guard let (number, result) = next else { continue }
            let fingerprint = wanted[number].fingerprint
            progress.costDone += wanted[number].cost
            run.countMeasured()
            state.counts.trainings += 1
            switch result {
            case .success(let evaluation):
                state.memory.remember(
                    RememberedEvaluation(
                        result: .scores(evaluation.scores), curve: evaluation.curve, seconds: evaluation.seconds),
                    as: fingerprint.bytes)
            case .failure(.failed(let reason)):
                state.memory.remember(
                    RememberedEvaluation(result: .failure(reason), curve: [], seconds: 0), as: fingerprint.bytes)
            case .failure(let error):
                failed[fingerprint] = error.description
            }
        }
    }

    private func fingerprint(
        of genome: Genome, _ objective: NetworkObjective
    ) throws(SessionError) -> Fingerprint {
        do { return try objective.fingerprint(of: genome) } catch { throw .failed(error.description) }
    }

    private func outcome(
        of wanted: Wanted, _ objective: NetworkObjective, _ failed: [Fingerprint: String]
    ) -> Outcome? {
        if let reason = failed[wanted.fingerprint] { return .failure(reason) }
        guard let known = state.memory.evaluation(wanted.fingerprint.bytes) else { return nil }
        switch known.result {
        case .scores(let scores):
            let evaluation = Evaluation(scores: scores, curve: known.curve, seconds: known.seconds)
            return objective.outcome(of: wanted.birth.genome, measured: evaluation)
        case .failure(let reason): return .failure(reason)
        }
    }

    private static func job(
        _ genome: Genome, _ objective: NetworkObjective, _ cancellation: Cancellation, _ running: RunningTrainings,
        epochs: Int?
    ) -> Workers<GenerationsRun.Result>.Job {
        { worker in
            let start = ContinuousClock.now
            defer { running.set(nil, of: worker) }
            do throws(ObjectiveError) {
                return .success(
                    try objective.measure(genome, cancellation: cancellation) { progress in
                        running.set(
                            TrainingState(
                                worker: worker + 1, progress, epochs: epochs,
                                elapsed: GenerationsRun.seconds(since: start)), of: worker)
                    })
            } catch {
                return .failure(error)
            }
        }
    }
}

extension TrainingState {
    init(worker: Int, _ progress: EvaluationProgress, epochs: Int?, elapsed: Double) {
        self.init(
            worker: worker, epoch: progress.epoch, epochs: epochs, share: progress.share, loss: progress.loss,
            score: progress.score, best: progress.best, elapsed: elapsed)
    }
}
