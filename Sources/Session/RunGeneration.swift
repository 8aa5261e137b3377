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
        /// One a part.
        let fingerprints: [Fingerprint]
    }

    private func evaluate(
        _ objective: NetworkObjective, to reach: Reach, _ run: inout GenerationsRun
    ) throws(SessionError) -> Bool {
        guard let workers = run.workers else { return false }
        var wanted: [Wanted] = []
        var told = 0
        var results: [Fingerprint: GenerationsRun.Result] = [:]
        var submitted: [(fingerprint: Fingerprint, cost: Double)] = []
        var underWay: Set<Fingerprint> = []
        var progress = GenerationProgress(
            number: run.evolution.generation + 1, evaluated: 0, population: run.evolution.settings.size)
        while true {
            for birth in reach.ask(&run.evolution) {
                let fingerprints = try fingerprints(of: birth.genome, objective)
                for (part, fingerprint) in fingerprints.enumerated()
                where results[fingerprint] == nil && !underWay.contains(fingerprint) {
                    if let known = memory.evaluation(fingerprint.bytes) {
                        results[fingerprint] = .found(known)
                        continue
                    }
                    let cost = objective.cost(of: birth.genome)
                    underWay.insert(fingerprint)
                    progress.cost += cost
                    workers.submit(
                        number: submitted.count, cost: cost,
                        job(birth.genome, part, fingerprint, objective, run.cancellation, run.running))
                    submitted.append((fingerprint, cost))
                }
                wanted.append(Wanted(birth: birth, fingerprints: fingerprints))
            }
            while told < wanted.count {
                let parts = wanted[told].fingerprints.compactMap { results[$0] }
                guard parts.count == objective.parts else { break }
                let outcome = outcome(of: wanted[told].birth, parts, objective)
                note(wanted[told].birth, parts, objective, &run)
                // The next birth of the same network is answered by this one.
                for (fingerprint, result) in zip(wanted[told].fingerprints, parts) {
                    if case .measured(let evaluation, _) = result { results[fingerprint] = .found(evaluation) }
                }
                run.count(outcome)
                run.evolution.tell(wanted[told].birth.id, outcome)
                told += 1
            }
            progress.asked = wanted.count
            progress.evaluated = wanted.count { $0.fingerprints.allSatisfy { results[$0] != nil } }
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
            results[submitted[number].fingerprint] = result
            progress.costDone += submitted[number].cost
            if case .found = result { continue }
            if case .measured(let evaluation, _) = result { run.observe(cost: submitted[number].cost, evaluation) }
            run.countMeasured()
            state.counts.trainings += 1
        }
    }

    private func fingerprints(
        of genome: Genome, _ objective: NetworkObjective
    ) throws(SessionError) -> [Fingerprint] {
        do throws(ObjectiveError) {
            return try (0..<objective.parts).map { part throws(ObjectiveError) in
                try objective.fingerprint(of: genome, part: part)
            }
        } catch {
            throw .failed(error.description)
        }
    }

    private func outcome(
        of birth: Birth, _ parts: [GenerationsRun.Result], _ objective: NetworkObjective
    ) -> Outcome {
        if let reason = parts.lazy.compactMap(\.failure).first { return .failure(reason) }
        return objective.outcome(of: birth.genome, measured: parts.compactMap(\.evaluation))
    }

    /// Writes down how an outcome came about.
    private func note(
        _ birth: Birth, _ parts: [GenerationsRun.Result], _ objective: NetworkObjective, _ run: inout GenerationsRun
    ) {
        var entry = Ledger.Entry(birth: birth.id, seconds: 0, worker: nil)
        for part in parts {
            switch part {
            case .abandoned: return
            case .measured(let evaluation, let worker):
                entry.seconds += evaluation.seconds
                entry.worker = worker
            case .found(let evaluation):
                entry.seconds += evaluation.seconds
                memory.countAnswer(saving: evaluation.seconds)
                run.countKnown()
            }
        }
        let evaluations = parts.compactMap(\.evaluation)
        if evaluations.count == parts.count {
            entry.deviation = objective.deviation(of: birth.genome, measured: evaluations)
        }
        state.ledger.add(entry)
    }

    /// What a worker does: it looks once more whether another session was quicker, and what it measured is on the disk
    /// before anyone counts it.
    private func job(
        _ genome: Genome, _ part: Int, _ fingerprint: Fingerprint, _ objective: NetworkObjective,
        _ cancellation: Cancellation, _ running: RunningTrainings
    ) -> Workers<GenerationsRun.Result>.Job {
        let (memory, epochs) = (memory, state.training.epochs)
        return { worker in
            if let known = memory.evaluation(fingerprint.bytes) { return .found(known) }
            let start = ContinuousClock.now
            defer { running.set(nil, of: worker) }
            let finished: RememberedEvaluation
            do throws(ObjectiveError) {
                let evaluation = try objective.measure(genome, part: part, cancellation: cancellation) { progress in
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
