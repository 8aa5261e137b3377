import Evolution
import Memory
import Objectives

/// The point at which a run returns.
private enum Reach {
    /// The end of this generation.
    case generation(Int)
    /// The outcomes of all planned births; no other phase is run.
    case outcomes

    func ask(_ run: inout SearchRun) -> [Birth] {
        switch self {
        case .generation(let last): run.ask(through: last)
        case .outcomes: run.evolution.askPlanned()
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
    /// - Returns: False if the user stopped it, or if the time limit was reached within the generation. Then the
    ///   population is unchanged and the measurements are kept, so continuing gives the same result as an
    ///   uninterrupted run.
    /// - Throws: `.failed` if a genome has no fingerprint; `.halted` if a program keeps failing; the errors of the
    ///   backend.
    func runGeneration(_ run: inout SearchRun) throws(SessionError) -> Bool {
        keep(run)
        guard try evaluate(to: .generation(run.evolution.generation + 1), &run) else { return false }
        run.countFinishedGeneration()
        return !run.context.isInterrupted()
    }

    /// Evaluates the planned births.
    ///
    /// - Returns: False if the user stopped it; then nothing but the kept measurements has changed.
    /// - Throws: The same errors as `runGeneration`.
    func runEvaluation(_ run: inout SearchRun) throws(SessionError) -> Bool {
        try evaluate(to: .outcomes, &run)
    }

    private func evaluate(to reach: Reach, _ run: inout SearchRun) throws(SessionError) -> Bool {
        let first = run.evolution.evaluations
        if case .expression(let objective) = run.search.kind {
            evaluate(objective, to: reach, &run)
        } else if let objective = run.search.measured {
            let before = run.evolution
            var isDone = false
            defer {
                if !isDone {
                    run.evolution = before
                    state.evaluationLog.removeAll(from: before.evaluations)
                }
            }
            isDone = try evaluate(objective, to: reach, &run)
            guard isDone else { return false }
        }
        state.counts.evaluations += run.evolution.evaluations - first
        return true
    }

    /// Evaluates functions of genes. They are quick: a generation is finished before the run checks for Ctrl-C.
    private func evaluate(_ objective: ExpressionObjective, to reach: Reach, _ run: inout SearchRun) {
        let target = run.evolution.generation + 1
        let first = run.evolution.evaluations
        let workers = run.threads
        var outcomes: [Double] = []
        var reasons: [String] = []
        func reason(_ value: Double, _ codes: [UInt32], _ row: Int) -> String {
            let reason = objective.reason(value, codes, row: row)
            reasons.append(reason)
            return reason
        }
        run.evolution.run(through: target, isOneRound: reach.isOneRound, reason: reason) {
            let values = objective.fitness($0, rows: $1, workers: workers)
            outcomes += values
            return values
        }
        run.count(outcomes, reasons: reasons)
        assert(run.evolution.evaluations == first + outcomes.count)
        run.report(GenerationProgress(number: target, evaluated: 0, population: run.evolution.settings.size))
    }

    /// Saves a long search automatically, as it was before this generation.
    private func keep(_ run: SearchRun) {
        guard !run.isRival, let recovery, recovery.isDue else { return }
        var state = state
        state.evolution = run.evolution
        recovery.save(state, memory, atOnce: true)
    }

    private func evaluate(
        _ objective: any Objective, to reach: Reach, _ run: inout SearchRun
    ) throws(SessionError) -> Bool {
        guard let backend = run.backend else { return false }
        let before = run.evolution
        run.beginGeneration()
        var progress = GenerationProgress(
            number: run.evolution.generation + 1, evaluated: 0, population: run.evolution.settings.size)
        let end = reach.isOneRound ? .max : progress.number * progress.population
        while true {
            for birth in reach.ask(&run) {
                let keys = try keys(of: birth, objective)
                let cost = objective.cost(of: birth.genome)
                run.plan(cost: cost)
                let pieces = run.asked.add(birth, keys: keys, cost: cost) { known(birth, $0, $1) }
                for (number, part) in pieces {
                    backend.submit(
                        EvaluationTask(
                            number: number, genome: birth.genome, part: part, fingerprint: keys[part].fingerprint,
                            cost: cost))
                }
            }
            while !reach.isReached(by: run.evolution), let (wanted, parts) = run.asked.next {
                let outcome = outcome(of: wanted.birth, parts, objective)
                note(wanted, parts, outcome, objective, &run)
                run.asked.report(parts)
                run.count(outcome)
                run.tell(wanted.birth.id, outcome)
                if run.search.program != nil, run.failuresInRow >= Self.maximumFailuresInRow {
                    keepUnfinished(run.asked, isWithFailures: false)
                    throw halt(&run, wanted.birth.genome)
                }
            }
            // Quick results are not reported one by one.
            if run.isReportDue || run.search.trainsNetworks {
                run.asked.fill(&progress, below: end)
                run.report(progress, isForced: true)
            }
            reportMemory(run.context)
            if reach.isReached(by: run.evolution) {
                state.unfinished = nil
                return true
            }
            keepMeasured(run, objective, as: before)
            // Births that waited for these outcomes can be asked for now.
            guard run.asked.isWaiting else { continue }
            // The wait is short so that the clock on the screen keeps moving and Ctrl-C is noticed.
            let next: (number: Int, result: SearchRun.PartResult)?
            do throws(SessionError) {
                next = try backend.next(within: .milliseconds(100))
            } catch {
                keepUnfinished(run.asked, isWithFailures: true)
                throw error
            }
            guard !run.context.isInterrupted(), !run.isTimeOver else {
                backend.finish()
                if let next { run.asked.finish(next.number, next.result) }
                while let (number, result) = try? backend.next(within: .zero) { run.asked.finish(number, result) }
                keepUnfinished(run.asked, isWithFailures: true)
                return false
            }
            guard let (number, result) = next else { continue }
            run.asked.finish(number, result)
            if case .found = result { continue }
            run.countMeasured()
            if run.search.trainsNetworks { state.counts.trainings += 1 }
        }
    }

    /// Saves the measurements of the current generation if the memory does not keep them: a crash must not lose hours
    /// of a program's work.
    private func keepMeasured(_ run: SearchRun, _ objective: any Objective, as before: Evolution) {
        guard !objective.isRemembered, let recovery, recovery.isDue else { return }
        var kept = state
        kept.evolution = before
        kept.evaluationLog.removeAll(from: before.evaluations)
        if let unfinished = Self.unfinished(run.asked, isWithFailures: true) { kept.unfinished = unfinished }
        recovery.save(kept, memory, atOnce: true)
    }

    /// The number of failures in a row after which a run stops.
    private static let maximumFailuresInRow = 10

    private func keys(of birth: Birth, _ objective: any Objective) throws(SessionError) -> [PendingEvaluations.Key] {
        guard objective.isRemembered else { return (0..<objective.parts).map { .birth(birth.id, part: $0) } }
        do throws(ObjectiveError) {
            return try (0..<objective.parts).map { part throws(ObjectiveError) in
                .fingerprint(try objective.fingerprint(of: birth.genome, part: part))
            }
        } catch {
            throw .failed(error.description)
        }
    }

    /// Returns the known evaluation of a part of a birth; nil if it must be measured.
    private func known(_ birth: Birth, _ part: Int, _ key: PendingEvaluations.Key) -> RememberedEvaluation? {
        guard let fingerprint = key.fingerprint else {
            return state.unfinished?.evaluation(of: birth, part: part)
        }
        return memory.evaluation(fingerprint.bytes)
    }

    /// Keeps the measurements of a stopped generation if the memory does not keep them.
    private func keepUnfinished(_ asked: PendingEvaluations, isWithFailures: Bool) {
        if let unfinished = Self.unfinished(asked, isWithFailures: isWithFailures) { state.unfinished = unfinished }
    }

    /// Returns the measurements of births that the memory does not keep; nil if there are none.
    private static func unfinished(_ asked: PendingEvaluations, isWithFailures: Bool) -> UnfinishedGeneration? {
        var entries: [UnfinishedGeneration.Entry] = []
        for wanted in asked.wanted {
            for case .birth(let birth, let part) in wanted.keys {
                switch asked.results[.birth(birth, part: part)] {
                case .measured(let evaluation, _)?, .found(let evaluation)?:
                    if case .failure = evaluation.result, !isWithFailures { continue }
                    entries.append(
                        .init(birth: birth, part: part, codes: wanted.birth.genome.codes, evaluation: evaluation))
                default: continue
                }
            }
        }
        return entries.isEmpty ? nil : UnfinishedGeneration(entries: entries)
    }

    /// Ends a run whose program keeps failing, and returns the error.
    private func halt(_ run: inout SearchRun, _ genome: Genome) -> SessionError {
        run.backend?.finish()
        var notes: [String] = []
        if let program = run.search.program {
            let groups = run.failureGroups
            if groups.count > 1 {
                for group in groups.prefix(3) { notes += Notice.failures(group) }
            } else {
                let lines = program.lastError.suffix(8)
                if lines.count > 1 { notes += Notice.lastLines(lines) }
            }
            notes.append(Notice.commandLine(program.commandLine(of: genome)))
        }
        notes.append(Notice.continuation(generations: run.finished))
        return .halted(
            SessionError.failuresInRow(run.failuresInRow, last: run.failureReason ?? ""), notes: notes, .nothing)
    }

    private func outcome(
        of birth: Birth, _ parts: [SearchRun.PartResult], _ objective: any Objective
    ) -> Outcome {
        if let reason = parts.lazy.compactMap(\.failure).first { return .failure(reason) }
        return objective.outcome(of: birth.genome, measured: parts.compactMap(\.evaluation))
    }

    /// Adds the circumstances of an outcome to the evaluationLog.
    private func note(
        _ wanted: PendingEvaluations.Wanted, _ parts: [SearchRun.PartResult], _ outcome: Outcome,
        _ objective: any Objective,
        _ run: inout SearchRun
    ) {
        let birth = wanted.birth
        var measured = 0.0
        var entry = EvaluationLog.Entry(birth: birth.id, seconds: 0, worker: nil)
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
        state.evaluationLog.add(entry)
        run.observe(fitness: outcome.fitness, cost: wanted.cost, seconds: entry.seconds, measured: measured)
    }
}
