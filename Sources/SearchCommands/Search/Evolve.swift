import Arithmetic
package import CommandLanguage
import CommandParsing
import Drawings
import Evolution
import Expressions
import Memory
package import Messages
import Objectives
import Plots
import Programs
package import Reports
import SearchPreparation
import SearchReports
import SearchRunner
package import Session
package import SessionState
import Time

extension EvolveCommand: Executable {
    package func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let search = try session.searchToRun()
        guard let evolution = session.state.evolution else { return .nothing }
        let target = goal.isEmpty ? nil : try SearchGoal(goal, search.choice.named)
        warnOfUnnamedGenes(search, context)
        session.state.target = wanted.map { evolution.generation + $0 }
        session.wasTranscriptAhead = session.state.isTranscriptAhead
        var generations = Generations(
            run: try session.run(search, evolution, context, wanted: wanted), wanted: wanted, goal: target)
        generations.run.deadline = seconds.map { session.time.now + .limited(seconds: $0) }
        generations.stagnation = patience.map { Stagnation(generations: $0, change: change, of: evolution) }
        var drawn = ContinuousClock.now
        generations.evolve(context) { run in
            session.updateLiveReport(of: run, context)
            if isLive, ContinuousClock.now - drawn >= Self.drawingInterval {
                drawn = .now
                context.progress(.figure(figure(of: run)))
            }
        }
        generations.run.close()
        let (run, end) = (generations.run, generations.end)
        session.state.take(run)
        session.state.target = end == .stopped || end == .failing ? session.state.target : nil
        session.memory.saveAnswers()
        if let best = session.state.bestFitness.map(search.choice.direction.oriented) {
            session.state.variables.set("fittest", to: Numbers.written(best))
        }
        let report = Report.evolved(
            session.report(
                of: run, asked: wanted, end: end,
                patience: patience.map { PatienceReport(generations: $0, change: change) },
                warnings: session.warnings(of: run, end)))
        if case .halted(let message, let notes, _)? = generations.trouble {
            throw .halted(message, notes: notes, report)
        }
        if let trouble = generations.trouble { throw trouble }
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
    package func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
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

/// The generations of a run, and the condition that ends them.
private struct Generations {
    var run: SearchRun
    /// The number of generations to finish; nil if a goal, a time limit or patience decides.
    let wanted: Int?
    let goal: SearchGoal?
    var stagnation: Stagnation?
    /// The reason that the run ended.
    private(set) var end = EvolvedReport.End.finished
    /// The error that ended it; nil if there was none.
    private(set) var trouble: SessionError?

    init(run: SearchRun, wanted: Int?, goal: SearchGoal?) {
        self.run = run
        self.wanted = wanted
        self.goal = goal
    }

    /// Runs generations until a condition is met, the user or the time limit stops them, or evaluations keep failing.
    ///
    /// - Parameter show: Shows the run after each generation.
    mutating func evolve(_ context: ExecutionContext, _ show: (SearchRun) -> Void) {
        while !isComplete, met == nil {
            do throws(SessionError) {
                guard try run.runNextGeneration() else {
                    end = context.isInterrupted() ? .stopped : .time
                    return
                }
            } catch {
                (trouble, end) = (error, .failing)
                return
            }
            stagnation?.note(run.evolution)
            show(run)
            if run.isTimeOver, !isComplete, met == nil {
                end = .time
                return
            }
        }
        end = met ?? .finished
    }

    private var isComplete: Bool { run.finished >= wanted ?? .max }

    /// The condition that the generations so far meet; nil if they meet none.
    private var met: EvolvedReport.End? {
        if let goal, goal.isReached(by: run.evolution, run.search.choice.named) { return .goal }
        return stagnation?.isOver == true ? .patience : nil
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
                run.evolution.fittest.flatMap { run.evaluationLog.entry(of: $0.id)?.deviation }
            })
    }

    /// Returns the warnings about a run, in the order in which they are reported.
    fileprivate func warnings(of run: SearchRun, _ end: EvolvedReport.End) -> [String] {
        var warnings = end == .time ? [Warning.stoppedByTime] : []
        if end != .goal, let collapse = run.evolution.collapse { warnings.append(collapse) }
        if let warning = warningOfNumbers(run.search) { warnings.append(warning) }
        if let nearest = run.evolution.fittest?.outcome, !nearest.isFeasible {
            warnings.append(Warning.noFeasibleGenome(violation: Numbers.score(nearest.violation)))
        }
        if let warning = warningOfMissingReports(run.search) { warnings.append(warning) }
        return warnings
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
