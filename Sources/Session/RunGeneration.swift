import Evolution
import Memory
import Networks
import Objectives

/// How far a run goes before it comes back.
private enum Reach {
    /// To the end of this generation.
    case generation(Int)
    /// To the outcomes of all births that are planned; no other phase is run.
    case outcomes

    func ask(_ evolution: inout Evolution) -> [Birth] {
        switch self {
        case .generation(let last): evolution.ask(.max, through: last)
        case .outcomes: evolution.askPlanned()
        }
    }

    func isReached(by evolution: Evolution) -> Bool {
        switch self {
        case .generation(let last): evolution.generation >= last
        case .outcomes: evolution.evaluations == evolution.births
        }
    }
}

extension Session {
    /// Runs one generation to its end.
    ///
    /// - Returns: false where the user stopped it; then the population is the one before, and what was measured is
    ///   remembered, so that going on gives what an uninterrupted run would have given.
    func runGeneration(_ run: inout GenerationsRun) throws(SessionError) -> Bool {
        keep(run)
        guard try evaluate(to: .generation(run.evolution.generation + 1), &run) else { return false }
        run.countFinishedGeneration()
        return !run.context.isInterrupted()
    }

    /// Evaluates the births that are planned.
    ///
    /// - Returns: false where the user stopped it; then nothing changed but what is remembered.
    func runEvaluation(_ run: inout GenerationsRun) throws(SessionError) -> Bool {
        try evaluate(to: .outcomes, &run)
    }

    private func evaluate(to reach: Reach, _ run: inout GenerationsRun) throws(SessionError) -> Bool {
        let before = run.evolution
        switch run.search.kind {
        case .expression(let objective): evaluate(objective, to: reach, &run)
        case .network(let objective):
            guard try evaluate(objective, to: reach, &run) else {
                run.evolution = before
                state.ledger.removeAll(from: before.evaluations)
                return false
            }
        }
        state.counts.evaluations += run.evolution.evaluations - before.evaluations
        return true
    }

    /// Functions of genes are quick: a generation is finished before a wish to stop is looked at.
    private func evaluate(_ objective: ExpressionObjective, to reach: Reach, _ run: inout GenerationsRun) {
        let target = run.evolution.generation + 1
        while !reach.isReached(by: run.evolution) {
            let births = reach.ask(&run.evolution)
            for birth in births {
                let outcome = objective.outcome(of: birth.genome)
                run.count(outcome)
                run.evolution.tell(birth.id, outcome)
            }
            guard !births.isEmpty else { break }
        }
        run.tell(GenerationProgress(number: target, evaluated: 0, population: run.evolution.settings.size))
    }

    /// Saves a long search by itself, as it was before this generation.
    private func keep(_ run: GenerationsRun) {
        guard let recovery, recovery.isDue else { return }
        var state = state
        state.evolution = run.evolution
        recovery.save(state, evaluations: memory.unsaved, atOnce: true)
    }

    /// One genome that the evolution asked for, until it is told.
    private struct Wanted {
        let birth: Birth
        let fingerprint: Fingerprint
        let cost: Double
    }

    private func evaluate(
        _ objective: NetworkObjective, to reach: Reach, _ run: inout GenerationsRun
    ) throws(SessionError) -> Bool {
        guard let workers = run.workers else { return false }
        var wanted: [Wanted] = []
        var told = 0
        var results: [Fingerprint: GenerationsRun.Result] = [:]
        var underWay: Set<Fingerprint> = []
        var progress = GenerationProgress(
            number: run.evolution.generation + 1, evaluated: 0, population: run.evolution.settings.size)
        while true {
            for birth in reach.ask(&run.evolution) {
                let fingerprint = try fingerprint(of: birth.genome, objective)
                let cost = objective.cost(of: birth.genome)
                if results[fingerprint] == nil, !underWay.contains(fingerprint) {
                    if let known = memory.evaluation(fingerprint.bytes) {
                        results[fingerprint] = .found(known)
                    } else {
                        underWay.insert(fingerprint)
                        progress.cost += cost
                        workers.submit(
                            number: wanted.count, cost: cost,
                            job(birth.genome, fingerprint, objective, run.cancellation, run.running))
                    }
                }
                wanted.append(Wanted(birth: birth, fingerprint: fingerprint, cost: cost))
            }
            while told < wanted.count, let result = results[wanted[told].fingerprint] {
                let outcome = outcome(of: wanted[told].birth, result, objective)
                note(wanted[told].birth, result)
                // The next birth of the same network is answered by this one.
                if case .measured(let evaluation, _) = result {
                    results[wanted[told].fingerprint] = .found(evaluation)
                }
                run.count(outcome)
                run.evolution.tell(wanted[told].birth.id, outcome)
                told += 1
            }
            progress.evaluated = wanted.count { results[$0.fingerprint] != nil }
            run.tell(progress, isForced: true)
            tellOfMemory(run.context)
            if reach.isReached(by: run.evolution) { return true }
            // Births that waited for these outcomes can be asked for now.
            guard told < wanted.count else { continue }
            // The wait is short so that the clock moves on the screen and Ctrl-C is noticed.
            let next = workers.next(within: 0.1)
            guard !run.context.isInterrupted() else {
                run.cancellation.cancel()
                return false
            }
            guard let (number, result) = next else { continue }
            results[wanted[number].fingerprint] = result
            progress.costDone += wanted[number].cost
            if case .found = result { continue }
            run.countMeasured()
            state.counts.trainings += 1
        }
    }

    private func fingerprint(
        of genome: Genome, _ objective: NetworkObjective
    ) throws(SessionError) -> Fingerprint {
        do { return try objective.fingerprint(of: genome) } catch { throw .failed(error.description) }
    }

    private func outcome(of birth: Birth, _ result: GenerationsRun.Result, _ objective: NetworkObjective) -> Outcome {
        switch result {
        case .abandoned(let reason): return .failure(reason)
        case .measured(let known, _), .found(let known):
            switch known.result {
            case .failure(let reason): return .failure(reason)
            case .scores(let scores):
                let evaluation = Evaluation(scores: scores, curve: known.curve, seconds: known.seconds)
                return objective.outcome(of: birth.genome, measured: evaluation)
            }
        }
    }

    /// Writes down how an outcome came about.
    private func note(_ birth: Birth, _ result: GenerationsRun.Result) {
        switch result {
        case .abandoned: break
        case .measured(let evaluation, let worker):
            state.ledger.add(.init(birth: birth.id, seconds: evaluation.seconds, worker: worker))
        case .found(let evaluation):
            memory.countAnswer(saving: evaluation.seconds)
            state.ledger.add(.init(birth: birth.id, seconds: evaluation.seconds, worker: nil))
        }
    }

    /// What a worker does: it looks once more whether another session was quicker, and what it measured is on the disk
    /// before anyone counts it.
    private func job(
        _ genome: Genome, _ fingerprint: Fingerprint, _ objective: NetworkObjective, _ cancellation: Cancellation,
        _ running: RunningTrainings
    ) -> Workers<GenerationsRun.Result>.Job {
        let (memory, epochs) = (memory, state.training.epochs)
        return { worker in
            if let known = memory.evaluation(fingerprint.bytes) { return .found(known) }
            let start = ContinuousClock.now
            defer { running.set(nil, of: worker) }
            let finished: RememberedEvaluation
            do throws(ObjectiveError) {
                let evaluation = try objective.measure(genome, cancellation: cancellation) { progress in
                    running.set(
                        TrainingState(
                            worker: worker + 1, progress, epochs: epochs,
                            elapsed: GenerationsRun.seconds(since: start)), of: worker)
                }
                finished = RememberedEvaluation(
                    result: .scores(evaluation.scores), curve: evaluation.curve, seconds: evaluation.seconds)
            } catch .failed(let reason) {
                finished = RememberedEvaluation(
                    result: .failure(reason), curve: [], seconds: GenerationsRun.seconds(since: start))
            } catch {
                return .abandoned(error.description)
            }
            memory.remember(finished, as: fingerprint.bytes)
            return .measured(finished, worker: worker + 1)
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
