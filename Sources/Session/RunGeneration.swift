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

    var isOneRound: Bool { if case .outcomes = self { true } else { false } }

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
    /// - Returns: false where the user stopped it, or where its time was over within the generation; then the population
    ///   is the one before, and what was measured is remembered, so that going on gives what an uninterrupted run would
    ///   have given.
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
        if case .expression(let objective) = run.search.kind {
            evaluate(objective, to: reach, &run)
        } else if let objective = run.search.measured {
            var isDone = false
            defer {
                if !isDone {
                    run.evolution = before
                    state.ledger.removeAll(from: before.evaluations)
                }
            }
            isDone = try evaluate(objective, to: reach, &run)
            guard isDone else { return false }
        }
        state.counts.evaluations += run.evolution.evaluations - before.evaluations
        return true
    }

    /// Functions of genes are quick: a generation is finished before a wish to stop is looked at.
    private func evaluate(_ objective: ExpressionObjective, to reach: Reach, _ run: inout GenerationsRun) {
        let target = run.evolution.generation + 1
        let first = run.evolution.evaluations
        let workers = run.workerCount
        var outcomes: [Double] = []
        run.evolution.run(through: target, isOneRound: reach.isOneRound, reason: ExpressionObjective.reason) {
            let values = objective.fitness($0, rows: $1, workers: workers)
            outcomes += values
            return values
        }
        run.count(outcomes, reason: ExpressionObjective.reason)
        assert(run.evolution.evaluations == first + outcomes.count)
        run.tell(GenerationProgress(number: target, evaluated: 0, population: run.evolution.settings.size))
    }

    /// Saves a long search by itself, as it was before this generation.
    private func keep(_ run: GenerationsRun) {
        guard let recovery, recovery.isDue else { return }
        var state = state
        state.evolution = run.evolution
        recovery.save(state, evaluations: memory.unsaved, atOnce: true)
    }

    /// What answers a birth: where measurements are remembered, any birth of the same thing; otherwise it alone.
    private enum Key: Hashable {
        case fingerprint(Fingerprint)
        case birth(Int, part: Int)
    }

    /// One genome that the evolution asked for, until it is told.
    private struct Wanted {
        let birth: Birth
        /// One a part.
        let keys: [Key]
    }

    private func evaluate(
        _ objective: any Objective, to reach: Reach, _ run: inout GenerationsRun
    ) throws(SessionError) -> Bool {
        guard let workers = run.workers else { return false }
        var wanted: [Wanted] = []
        var told = 0
        var results: [Key: GenerationsRun.Result] = [:]
        var submitted: [(key: Key, cost: Double)] = []
        var underWay: Set<Key> = []
        /// From here on, births may wait for results.
        var firstUnanswered = 0
        var progress = GenerationProgress(
            number: run.evolution.generation + 1, evaluated: 0, population: run.evolution.settings.size)
        while true {
            for birth in reach.ask(&run.evolution) {
                let keys = try keys(of: birth, objective)
                for (part, key) in keys.enumerated() where results[key] == nil && !underWay.contains(key) {
                    if let known = known(birth, part, key) {
                        results[key] = .found(known)
                        continue
                    }
                    let cost = objective.cost(of: birth.genome)
                    underWay.insert(key)
                    progress.cost += cost
                    workers.submit(
                        number: submitted.count, cost: cost,
                        job(birth.genome, part, key, objective, run.cancellation, run.running))
                    submitted.append((key, cost))
                }
                wanted.append(Wanted(birth: birth, keys: keys))
            }
            while told < wanted.count {
                let parts = wanted[told].keys.compactMap { results[$0] }
                guard parts.count == objective.parts else { break }
                let outcome = outcome(of: wanted[told].birth, parts, objective)
                note(wanted[told].birth, parts, outcome, objective, &run)
                // The next birth of the same network is answered by this one.
                for (key, result) in zip(wanted[told].keys, parts) {
                    if case .measured(let evaluation, _) = result { results[key] = .found(evaluation) }
                }
                run.count(outcome)
                run.evolution.tell(wanted[told].birth.id, outcome)
                told += 1
                if run.search.program != nil, run.failuresInRow >= Self.mostFailuresInRow {
                    let last = wanted[told - 1].birth.genome
                    keepUnfinished(wanted, results, isWithFailures: false)
                    throw halt(&run, last)
                }
            }
            // Quick answers are not told one by one.
            if run.isTellingDue || run.search.trainsNetworks {
                firstUnanswered = max(firstUnanswered, told)
                progress.asked = wanted.count
                progress.evaluated =
                    firstUnanswered
                    + wanted[firstUnanswered...].count { $0.keys.allSatisfy { results[$0] != nil } }
                run.tell(progress, isForced: true)
            }
            tellOfMemory(run.context)
            if reach.isReached(by: run.evolution) {
                state.unfinished = nil
                return true
            }
            // Births that waited for these outcomes can be asked for now.
            guard told < wanted.count else { continue }
            // The wait is short so that the clock moves on the screen and Ctrl-C is noticed.
            let next = workers.next(within: 0.1)
            guard !run.context.isInterrupted(), !run.isTimeOver else {
                run.cancellation.cancel()
                if let next { results[submitted[next.number].key] = next.result }
                while let (number, result) = workers.next(within: 0) { results[submitted[number].key] = result }
                keepUnfinished(wanted, results, isWithFailures: true)
                return false
            }
            guard let (number, result) = next else { continue }
            results[submitted[number].key] = result
            progress.costDone += submitted[number].cost
            if case .found = result { continue }
            run.countMeasured()
            if run.search.trainsNetworks { state.counts.trainings += 1 }
        }
    }

    /// Failures in a row after which nobody expects the next to do better.
    private static let mostFailuresInRow = 10

    private func keys(of birth: Birth, _ objective: any Objective) throws(SessionError) -> [Key] {
        guard objective.isRemembered else { return (0..<objective.parts).map { .birth(birth.id, part: $0) } }
        do throws(ObjectiveError) {
            return try (0..<objective.parts).map { part throws(ObjectiveError) in
                .fingerprint(try objective.fingerprint(of: birth.genome, part: part))
            }
        } catch {
            throw .failed(error.description)
        }
    }

    /// What is known of a part of a birth without measuring it.
    private func known(_ birth: Birth, _ part: Int, _ key: Key) -> RememberedEvaluation? {
        guard case .fingerprint(let fingerprint) = key else {
            return state.unfinished?.evaluation(of: birth, part: part)
        }
        return memory.evaluation(fingerprint.bytes)
    }

    /// Keeps what was measured of a generation that is stopped, where the memory does not.
    private func keepUnfinished(
        _ wanted: [Wanted], _ results: [Key: GenerationsRun.Result], isWithFailures: Bool
    ) {
        var entries: [UnfinishedGeneration.Entry] = []
        for wanted in wanted {
            for case .birth(let birth, let part) in wanted.keys {
                switch results[.birth(birth, part: part)] {
                case .measured(let evaluation, _)?, .found(let evaluation)?:
                    if case .failure = evaluation.result, !isWithFailures { continue }
                    entries.append(
                        .init(birth: birth, part: part, codes: wanted.birth.genome.codes, evaluation: evaluation))
                default: continue
                }
            }
        }
        if !entries.isEmpty { state.unfinished = UnfinishedGeneration(entries: entries) }
    }

    /// Ends a run whose program fails again and again.
    private func halt(_ run: inout GenerationsRun, _ genome: Genome) -> SessionError {
        run.cancellation.cancel()
        var lines = ["\(run.failuresInRow) evaluations in a row failed; the last one: \(run.failureReason ?? "")"]
        if let program = run.search.program {
            let said = program.lastError.suffix(8)
            if said.count > 1 { lines += ["its standard error ends:"] + said.map { "  \($0)" } }
            lines.append("by hand it is  \(program.commandLine(of: genome))")
        }
        let kept = run.finished > 0 ? "\(Numbers.counted(run.finished, "generation")) kept; " : ""
        lines.append("\(kept)once it works, `evolve` goes on")
        return .halted(lines.joined(separator: "\n"), .nothing)
    }

    private func outcome(
        of birth: Birth, _ parts: [GenerationsRun.Result], _ objective: any Objective
    ) -> Outcome {
        if let reason = parts.lazy.compactMap(\.failure).first { return .failure(reason) }
        return objective.outcome(of: birth.genome, measured: parts.compactMap(\.evaluation))
    }

    /// Writes down how an outcome came about.
    private func note(
        _ birth: Birth, _ parts: [GenerationsRun.Result], _ outcome: Outcome, _ objective: any Objective,
        _ run: inout GenerationsRun
    ) {
        var measured = 0.0
        var entry = Ledger.Entry(birth: birth.id, seconds: 0, worker: nil)
        for part in parts {
            switch part {
            case .abandoned: return
            case .measured(let evaluation, let worker):
                entry.seconds += evaluation.seconds
                measured += evaluation.seconds
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
        run.observe(fitness: outcome.fitness, seconds: entry.seconds, measured: measured)
    }

    /// What a worker does: it looks once more whether another session was quicker, and what it measured is on the disk
    /// before anyone counts it.
    private func job(
        _ genome: Genome, _ part: Int, _ key: Key, _ objective: any Objective,
        _ cancellation: Cancellation, _ running: RunningEvaluations
    ) -> Workers<GenerationsRun.Result>.Job {
        let (memory, epochs) = (memory, state.training.epochs)
        let fingerprint: Fingerprint? = if case .fingerprint(let fingerprint) = key { fingerprint } else { nil }
        // That a program fails may have reasons outside of it.
        let remembersFailures = objective is NetworkObjective
        return { worker in
            if let fingerprint, let known = memory.evaluation(fingerprint.bytes) { return .found(known) }
            let start = ContinuousClock.now
            running.begin(worker)
            defer { running.end(worker) }
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
                guard remembersFailures else { return .measured(finished, worker: worker + 1) }
            } catch {
                return .abandoned(error.description)
            }
            if let fingerprint { memory.remember(finished, as: fingerprint.bytes) }
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
