import Evolution
import Memory
import Objectives

extension Session {
    /// Runs one generation to its end.
    ///
    /// - Returns: false where the user stopped it; then the population is the one before, and what was measured is
    ///   remembered, so that going on gives what an uninterrupted run would have given.
    func runGeneration(_ run: inout GenerationsRun) throws(SessionError) -> Bool {
        guard var evolution = state.evolution else { return false }
        let target = evolution.generation + 1
        do {
            while evolution.generation < target {
                if evolution.phase == .evaluate, try !evaluate(&evolution, &run) { return false }
                _ = try evolution.step()
            }
        } catch let error as EvolutionError {
            throw .failed(error.description)
        } catch let error as SessionError {
            throw error
        } catch {
            throw .failed("\(error)")
        }
        state.counts.evaluations += evolution.settings.size
        state.evolution = evolution
        run.countFinishedGeneration()
        return true
    }

    /// Gives an evolution all outcomes that it wants; false where the user stopped it.
    private func evaluate(_ evolution: inout Evolution, _ run: inout GenerationsRun) throws(SessionError) -> Bool {
        switch run.search.kind {
        case .expression(let objective): return evaluate(&evolution, objective, &run)
        case .network(let objective): return try evaluate(&evolution, objective, &run)
        }
    }

    private func evaluate(
        _ evolution: inout Evolution, _ objective: ExpressionObjective, _ run: inout GenerationsRun
    ) -> Bool {
        while true {
            guard !run.context.isInterrupted() else { return false }
            let births = evolution.ask(.max)
            guard !births.isEmpty else { return true }
            let outcomes = births.map { objective.outcome(of: $0.genome) }
            for (birth, outcome) in zip(births, outcomes) {
                run.count(outcome)
                evolution.tell(birth.id, outcome)
            }
            let progress = GenerationProgress(
                number: evolution.generation + 1, evaluated: births.count, population: births.count)
            run.tell(progress, best: best(of: evolution, run))
        }
    }

    /// One genome that the evolution asked for, until it is told.
    private struct Wanted {
        let birth: Birth
        let fingerprint: Fingerprint
        let cost: Double
    }

    private func evaluate(
        _ evolution: inout Evolution, _ objective: NetworkObjective, _ run: inout GenerationsRun
    ) throws(SessionError) -> Bool {
        guard let workers = run.workers else { return false }
        var wanted: [Wanted] = []
        var told = 0
        var underWay: Set<Fingerprint> = []
        var failed: [Fingerprint: String] = [:]
        var progress = GenerationProgress(
            number: evolution.generation + 1, evaluated: 0, population: evolution.settings.size)
        while true {
            for birth in evolution.ask(.max) {
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
                evolution.tell(wanted[told].birth.id, outcome)
                told += 1
            }
            progress.evaluated = wanted.count - wanted.count { outcome(of: $0, objective, failed) == nil }
            run.tell(progress, best: best(of: evolution, run), force: true)
            guard told < wanted.count else { return true }
            // The wait is short so that the clock moves on the screen and Ctrl-C is noticed.
            let next = workers.next(within: 0.1)
            guard !run.context.isInterrupted() else {
                run.cancellation.cancel()
                return false
            }
            guard let (number, result) = next else { continue }
            let fingerprint = wanted[number].fingerprint
            progress.costDone += wanted[number].cost
            run.countMeasured(cost: wanted[number].cost)
            state.counts.trainings += 1
            switch result {
            case .success(let measurement):
                state.memory.remember(
                    RememberedEvaluation(
                        result: .scores(measurement.scores), curve: measurement.curve, seconds: measurement.seconds),
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
            let measurement = Measurement(scores: scores, curve: known.curve, seconds: known.seconds)
            return objective.outcome(of: wanted.birth.genome, measured: measurement)
        case .failure(let reason): return .failure(reason)
        }
    }

    private func best(of evolution: Evolution, _ run: GenerationsRun) -> Double? {
        evolution.fittest?.outcome?.fitness.map(run.search.choice.direction.oriented)
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
    init(worker: Int, _ progress: MeasurementProgress, epochs: Int?, elapsed: Double) {
        self.init(
            worker: worker, epoch: progress.epoch, epochs: epochs, share: progress.share, loss: progress.loss,
            score: progress.score, best: progress.best, elapsed: elapsed)
    }
}
