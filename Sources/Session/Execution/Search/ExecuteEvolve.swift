import Arithmetic
import CommandLanguage
import Evolution
import Expressions
import Memory
import Objectives
import Plots
import Programs
import Reports
import SearchRunner
import Time

extension EvolveCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let search = try session.searchToRun()
        guard let evolution = session.state.evolution else { return .nothing }
        let objectives = search.choice.named
        let target = goal.isEmpty ? nil : try SearchGoal(goal, objectives)
        func isGoalReached(_ evolution: Evolution) -> Bool { target?.isReached(by: evolution, objectives) ?? false }
        warnOfUnnamedGenes(search, context)
        session.state.target = wanted.map { evolution.generation + $0 }
        session.wasTranscriptAhead = session.state.isTranscriptAhead
        var run = try session.run(search, evolution, context, wanted: wanted)
        run.deadline = seconds.map { session.time.now + .limited(seconds: $0) }
        var stagnation = patience.map { Stagnation(generations: $0, change: change, of: evolution) }
        var end = EvolvedReport.End.finished
        var trouble: SessionError?
        var drawn = ContinuousClock.now
        while run.finished < wanted ?? .max {
            if isGoalReached(run.evolution) {
                end = .goal
                break
            }
            if stagnation?.isOver == true {
                end = .patience
                break
            }
            do throws(SessionError) {
                guard try SessionError.ofSearch({ () throws(SearchError) in try run.runGeneration() }) else {
                    end = context.isInterrupted() ? .stopped : .time
                    break
                }
            } catch {
                (trouble, end) = (error, .failing)
                break
            }
            stagnation?.note(run.evolution)
            session.updateLiveReport(of: run, context)
            if isLive, ContinuousClock.now - drawn >= Self.drawingInterval {
                drawn = .now
                context.progress(.figure(figure(of: run)))
            }
            if run.isTimeOver, run.finished < wanted ?? .max, !isGoalReached(run.evolution),
                stagnation?.isOver != true
            {
                end = .time
                break
            }
        }
        if end == .finished, isGoalReached(run.evolution) { end = .goal }
        if end == .finished, stagnation?.isOver == true { end = .patience }
        run.close()
        session.state.take(run)
        session.state.target = end == .stopped || end == .failing ? session.state.target : nil
        session.memory.saveAnswers()
        if let best = session.state.bestFitness.map(search.choice.direction.oriented) {
            session.state.variables.set("fittest", to: Numbers.written(best))
        }
        var warnings = end == .time ? [Warning.stoppedByTime] : []
        if end != .goal, let collapse = run.evolution.collapse { warnings.append(collapse) }
        if let warning = session.warningOfNumbers(search) { warnings.append(warning) }
        if let nearest = run.evolution.fittest?.outcome, !nearest.isFeasible {
            warnings.append(Warning.noFeasibleGenome(violation: Numbers.score(nearest.violation)))
        }
        if let warning = session.warningOfMissingReports(search) { warnings.append(warning) }
        let report = Report.evolved(
            session.report(
                of: run, asked: wanted, end: end,
                patience: patience.map { PatienceReport(generations: $0, change: change) }, warnings: warnings))
        if case .halted(let message, let notes, _)? = trouble { throw .halted(message, notes: notes, report) }
        if let trouble { throw trouble }
        if isLive, run.evolution.generation > 0 { context.report(.figure(figure(of: run))) }
        return report
    }

    /// The minimum time between two drawings.
    private static let drawingInterval = Duration.milliseconds(100)

    private func figure(of run: SearchRun) -> Figure {
        if let front = SearchFront(run.evolution, run.search.choice) { return front.hypervolumeDrawing().0 }
        let drawing = Drawing(
            evolution: run.evolution, what: run.search.title, direction: run.search.choice.direction)
        return drawing.fitness().0
    }

    /// The number of generations, by default 1; nil if a goal, a time limit or patience decides.
    private var wanted: Int? {
        generations ?? (goal.isEmpty && seconds == nil && patience == nil ? 1 : nil)
    }

    /// Warns about genes that the command does not name although it names others.
    private func warnOfUnnamedGenes(_ search: SearchSetup, _ context: ExecutionContext) {
        guard let program = search.program, let command = search.choice.program?.command, !command.names.isEmpty else {
            return
        }
        for gene in program.unnamedGenes.prefix(3) {
            context.report(
                .unnamedGene(gene))
        }
    }

    /// Returns an entry; for a run that was stopped, it has the number of finished generations.
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard case .evolved(let evolved) = report else { return nil }
        var results: [String] = []
        if let best = evolved.best, best.isFinite {
            results = ["generation = \(evolved.generation) and fittest = \(best)"]
        }
        if let front = evolved.front { results = session.results(of: front, generation: evolved.generation) }
        // A replay evaluates a generation that the time limit stopped as a whole, so its fittest is at least as good.
        let isAhead = session.state.fittestUnfinished != nil
        if isAhead { session.state.recordedGeneration = evolved.generation + 1 }
        if isAhead || session.wasTranscriptAhead {
            let count = evolved.finished + (isAhead ? 1 : 0) - (session.wasTranscriptAhead ? 1 : 0)
            guard count > 0 else { return nil }
            let best = evolved.unfinished.map { "stopped by the time limit; the fittest is the best \($0.words)" }
            return .init("evolve \(count)", comment: best, results: isAhead ? [] : results)
        }
        switch evolved.end {
        case .finished where seconds == nil, .goal where seconds == nil, .patience where seconds == nil:
            return .init(text, results: results)
        case .time where evolved.finished == 0: return nil
        case .finished, .goal, .patience:
            guard evolved.finished > 0 else { return nil }
            return .init("evolve \(evolved.finished)", comment: "within the time limit", results: results)
        case .time: return .init("evolve \(evolved.finished)", comment: "stopped by the time limit", results: results)
        case .stopped, .failing:
            return evolved.finished == 0
                ? nil
                : .init(
                    "evolve \(evolved.finished)",
                    comment: evolved.end == .stopped ? "stopped by Ctrl-C" : "then all evaluations failed",
                    results: results)
        }
    }
}

extension Session {
    /// Returns the conditions that a front meets, for a recorded script; none if a gene has the name of a fact.
    fileprivate func results(of front: FrontReport, generation: Int) -> [String] {
        let genes = Set(state.genes.genes.map(\.name))
        guard let volume = front.hypervolume, genes.isDisjoint(with: ["front", "hypervolume"]) else { return [] }
        return ["generation = \(generation) and front = \(front.size) and hypervolume = \(volume)"]
    }

    fileprivate func report(
        of run: SearchRun, asked: Int?, end: EvolvedReport.End, patience: PatienceReport?, warnings: [String]
    ) -> EvolvedReport {
        let direction = run.search.choice.direction
        let last = run.evolution.history.generations.last
        let front = SearchFront(run.evolution, run.search.choice)
        return EvolvedReport(
            end: end, finished: run.finished, asked: asked, generation: run.evolution.generation,
            evaluations: run.counters.evaluations, measured: run.counters.measured, known: run.counters.known,
            failures: run.counters.failures, failureReason: run.counters.failureReason,
            failureOutput: run.counters.failures > 0 ? Array(run.search.program?.lastError.suffix(8) ?? []) : [],
            failureGroups: run.failureGroups, best: run.best, unfinished: end == .time ? state.unfinishedReport : nil,
            patience: patience, mean: front == nil ? last?.mean.map(direction.oriented) : nil,
            objective: run.search.title,
            trainsNetworks: run.search.trainsNetworks, seconds: run.elapsed, warnings: warnings,
            front: front.flatMap(FrontReport.init),
            bestDeviation: run.best.flatMap { _ in
                run.evolution.fittest.flatMap { run.evaluationLog.byBirth[$0.id]?.deviation }
            })
    }

    /// Returns a warning about answers with several numbers, once for each command.
    fileprivate func warningOfNumbers(_ search: SearchSetup) -> String? {
        guard let program = search.program, let answer = program.ambiguousAnswer,
            let command = search.choice.program?.command.text,
            reportedWarnings.insert("several numbers: \(command)").inserted
        else { return nil }
        return "the answer \"\(answer)\" has several numbers; the last one is the fitness"
    }

    /// Returns a warning about a program that reports nothing while it works, once for each command.
    fileprivate func warningOfMissingReports(_ search: SearchSetup) -> String? {
        guard let program = search.program, program.lacksReports,
            let command = search.choice.program?.command.text,
            reportedWarnings.insert("no reports: \(command)").inserted
        else { return nil }
        return Warning.noReports
    }
}
