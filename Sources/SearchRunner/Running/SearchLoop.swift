import Evolution
import Memory
import Objectives
import Programs

extension SearchRun {
    /// Runs one generation to its end.
    ///
    /// - Returns: False if the user stopped it, or if the time limit was reached within the generation. Then the
    ///   population is unchanged and the measurements are kept, so continuing gives the same result as an
    ///   uninterrupted run.
    /// - Throws: `.failed` if a genome has no fingerprint; `.halted` if a program keeps failing; the errors of the
    ///   backend.
    package mutating func runGeneration() throws(SearchError) -> Bool {
        if let autosave, autosave.isDue { autosave.save(self) }
        guard try evaluate(to: .generation(evolution.generation + 1)) else { return false }
        countFinishedGeneration()
        return !context.isInterrupted()
    }

    /// Evaluates the planned births.
    ///
    /// - Returns: False if the user stopped it; then nothing but the kept measurements has changed.
    /// - Throws: The same errors as `runGeneration`.
    package mutating func runEvaluation() throws(SearchError) -> Bool { try evaluate(to: .outcomes) }

    private mutating func evaluate(to reach: Reach) throws(SearchError) -> Bool {
        let first = evolution.evaluations
        if case .expression(let objective) = search.kind {
            guard evaluate(objective, to: reach) else { return false }
        } else if case .expressions(let objectives) = search.kind {
            guard evaluate(objectives, to: reach) else { return false }
        } else if let objective = search.measured {
            let before = evolution
            do throws(SearchError) {
                guard try evaluate(objective, to: reach) else {
                    goBack(to: before)
                    return false
                }
            } catch {
                goBack(to: before)
                throw error
            }
        }
        countEvaluations(since: first)
        return true
    }

    /// Evaluates functions of genes; returns false if the user stopped it.
    private mutating func evaluate(_ objective: ExpressionObjective, to reach: Reach) -> Bool {
        let target = evolution.generation + 1
        let first = evolution.evaluations
        let workers = threads
        var outcomes: [Double] = []
        var reasons: [String] = []
        func reason(_ value: Double, _ codes: [UInt32], _ row: Int) -> String {
            let reason = objective.reason(value, codes, row: row)
            reasons.append(reason)
            return reason
        }
        let isFinished = unlessStopped { evolution, isStopped in
            evolution.run(
                through: target, isOneRound: reach.isOneRound, rowsAtOnce: objective.genomesBetweenChecks,
                isStopped: isStopped, reason: reason
            ) {
                let values = objective.fitness($0, rows: $1, workers: workers)
                outcomes += values
                return values
            }
        }
        guard isFinished else { return false }
        enter(outcomes, reasons: reasons)
        assert(evolution.evaluations == first + outcomes.count)
        report(GenerationProgress(number: target, evaluated: 0, population: evolution.settings.size))
        return true
    }

    /// Evaluates several functions of genes; returns false if the user stopped it.
    private mutating func evaluate(_ objectives: ExpressionVector, to reach: Reach) -> Bool {
        let target = evolution.generation + 1
        let workers = threads
        var outcomes: [Outcome] = []
        let isFinished = unlessStopped { evolution, isStopped in
            evolution.run(
                through: target, isOneRound: reach.isOneRound, rowsAtOnce: objectives.genomesBetweenChecks,
                isStopped: isStopped
            ) {
                let values = objectives.outcomes($0, rows: $1, workers: workers)
                outcomes += values
                return values
            }
        }
        guard isFinished else { return false }
        enter(outcomes)
        report(GenerationProgress(number: target, evaluated: 0, population: evolution.settings.size))
        return true
    }

    /// Runs a generation. A long one can be stopped, and is then as if it had not begun. A short one is finished
    /// instead: keeping the state before it would make it longer.
    ///
    /// - Returns: False if the user stopped it.
    private mutating func unlessStopped(_ run: (inout Evolution, _ isStopped: () -> Bool) -> Bool) -> Bool {
        let begin = ContinuousClock.now
        defer { lastDuration = ContinuousClock.now - begin }
        let isLong = lastDuration.map { $0 > Self.longGeneration } ?? (evolution.settings.size > Self.largePopulation)
        guard isLong || evolution.hasLongPhases else { return run(&evolution) { false } }
        let before = evolution
        let context = context
        guard evolution.stoppable(by: stop, { run(&$0) { context.isInterrupted() } }) else {
            goBack(to: before)
            return false
        }
        return true
    }

    private static let longGeneration = Duration.milliseconds(20)
    /// The size of a population above which the first generation counts as long.
    private static let largePopulation = 10_000

    private mutating func evaluate(_ objective: any Objective, to reach: Reach) throws(SearchError) -> Bool {
        guard let backend else { return false }
        let before = evolution
        beginGeneration()
        var progress = GenerationProgress(
            number: evolution.generation + 1, evaluated: 0, population: evolution.settings.size)
        let end = reach.isOneRound ? .max : progress.number * progress.population
        while true {
            for birth in reach.ask(&self) {
                let prepared = try prepare(birth, objective)
                for task in add(birth, prepared, objective) { submit(task, to: backend) }
            }
            guard !evolution.isGivenUp else {
                stop(backend, after: nil)
                return false
            }
            for task in decideRungs(objective) { submit(task, to: backend) }
            try enterMeasured(objective, to: reach, backend)
            // Quick results are not reported one by one.
            if isReportDue || search.trainsNetworks {
                asked.fill(&progress, below: end)
                report(progress, isForced: true)
            }
            reportWarnings()
            if let notice = backend.takeNotice() { context.emit(.warning(notice)) }
            if reach.isReached(by: evolution) {
                keep(UnfinishedGeneration?.none)
                keep(UnfinishedBest?.none)
                return true
            }
            saveMeasured(objective, as: before)
            // Births that waited for these outcomes can be asked for now.
            guard asked.isWaiting else { continue }
            beginWaiting(on: backend)
            let next = try waitForResult(from: backend)
            let isInterrupted = context.isInterrupted()
            guard !isInterrupted, !isTimeOver, next != nil || !order.isStuck else {
                stop(backend, after: next)
                if !isInterrupted {
                    keep(
                        UnfinishedBest(
                            of: asked, below: end, population: progress.population, objective: objective,
                            conditions: search.results, front: evolution.front))
                }
                return false
            }
            if let (number, result) = next { finish(number, result) }
        }
    }

    /// Enters the outcomes of the births whose parts are all measured, in the order of births.
    ///
    /// - Throws: `.halted` if a program keeps failing.
    private mutating func enterMeasured(
        _ objective: any Objective, to reach: Reach, _ backend: any EvaluationBackend
    ) throws(SearchError) {
        while !reach.isReached(by: evolution), let (wanted, parts) = asked.next {
            enter(FinishedEvaluation(wanted, parts: parts, objective: objective, conditions: search.results))
            objective.release(wanted.prepared)
            for task in decideRungs(objective) { submit(task, to: backend) }
            if search.program != nil, counters.failuresInRow >= Self.maximumFailuresInRow {
                keepUnfinished(isWithFailures: false)
                throw halt(wanted.birth.genome)
            }
        }
    }

    /// Returns the next result; nil if there is none yet.
    private mutating func waitForResult(
        from backend: any EvaluationBackend
    ) throws(SearchError) -> (number: Int, result: PartResult)? {
        do throws(SearchError) {
            // The wait is short so that the clock on the screen keeps moving and Ctrl-C is noticed.
            return try backend.next(within: .milliseconds(100))
        } catch {
            keepUnfinished(isWithFailures: true)
            throw error
        }
    }

    /// Stops the evaluations and keeps what they measured.
    private mutating func stop(_ backend: any EvaluationBackend, after last: (number: Int, result: PartResult)?) {
        backend.finish()
        if let last { finishLate(last.number, last.result) }
        while let (number, result) = try? backend.next(within: .zero) { finishLate(number, result) }
        keepUnfinished(isWithFailures: true)
    }

    /// Saves the measurements of the current generation if the memory does not keep them: a crash must not lose hours
    /// of a program's work.
    private func saveMeasured(_ objective: any Objective, as before: Evolution) {
        guard !objective.isRemembered, let autosave, autosave.isDue else { return }
        var stopped = self
        stopped.goBack(to: before)
        stopped.keepUnfinished(isWithFailures: true)
        autosave.save(stopped)
    }

    /// Reports warnings about the files of the memory and of the session.
    private func reportWarnings() {
        for warning in memory.takeWarnings() + [autosave?.takeWarning()].compactMap({ $0 }) {
            context.emit(.warning(warning))
        }
    }

    /// The number of failures in a row after which a run stops.
    private static let maximumFailuresInRow = 10

    private func prepare(_ birth: Birth, _ objective: any Objective) throws(SearchError) -> PreparedGenome {
        do throws(ObjectiveError) {
            return try objective.prepare(birth.genome)
        } catch {
            throw .failed(error.description)
        }
    }

    /// Keeps the measurements of a stopped generation if the memory does not keep them.
    private mutating func keepUnfinished(isWithFailures: Bool) {
        if let unfinished = Self.unfinished(asked, isWithFailures: isWithFailures) { keep(unfinished) }
    }

    /// Returns the measurements of births that the memory does not keep; nil if there are none.
    private static func unfinished(_ asked: PendingEvaluations, isWithFailures: Bool) -> UnfinishedGeneration? {
        var entries: [UnfinishedGeneration.Entry] = []
        for wanted in asked.wanted {
            for case .birth(let birth, let part, let rung) in wanted.keys.joined() {
                guard let evaluation = asked.results[.birth(birth, part: part, rung: rung)]?.remembered else {
                    continue
                }
                if case .failure = evaluation.result, !isWithFailures { continue }
                entries.append(
                    .init(
                        birth: birth, part: part, rung: rung, codes: wanted.birth.genome.codes,
                        evaluation: evaluation))
            }
        }
        return entries.isEmpty ? nil : UnfinishedGeneration(entries: entries)
    }

    /// Ends a run whose program keeps failing, and returns the error.
    private func halt(_ genome: Genome) -> SearchError {
        backend?.finish()
        var notes: [String] = []
        if let program = search.program {
            let groups = failureGroups
            if groups.count > 1 {
                for group in groups.prefix(3) { notes += SearchNotice.failures(group) }
            } else {
                let lines = program.lastError.suffix(8)
                if lines.count > 1 { notes += SearchNotice.lastLines(lines) }
            }
            notes.append(SearchNotice.commandLine(program.commandLine(of: genome)))
        }
        notes.append(SearchNotice.continuation(generations: finished))
        return .failuresInRow(counters.failuresInRow, last: counters.failureReason ?? "", notes: notes)
    }
}
