import Arithmetic
import CommandLanguage
import Evolution
import Expressions
import Memory
import Objectives
import Plots
import Time

extension EvolveCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let search = try session.searchToRun()
        guard let evolution = session.state.evolution else { return .nothing }
        warnOfUnnamedGenes(search, context)
        session.state.target = wanted.map { evolution.generation + $0 }
        var run = try session.run(search, evolution, context, wanted: wanted)
        run.deadline = seconds.map { session.time.now + .limited(seconds: $0) }
        var end = EvolvedReport.End.finished
        var trouble: SessionError?
        var drawn = ContinuousClock.now
        while run.finished < wanted ?? .max {
            if isGoalReached(run.evolution, search) {
                end = .goal
                break
            }
            do throws(SessionError) {
                guard try run.runGeneration() else {
                    end = context.isInterrupted() ? .stopped : .time
                    break
                }
            } catch {
                (trouble, end) = (error, .failing)
                break
            }
            session.updateLiveReport(of: run)
            if isLive, ContinuousClock.now - drawn >= Self.drawingInterval {
                drawn = .now
                context.progress(.figure(figure(of: run)))
            }
            if run.isTimeOver, run.finished < wanted ?? .max, !isGoalReached(run.evolution, search) {
                end = .time
                break
            }
        }
        if end == .finished, isGoalReached(run.evolution, search) { end = .goal }
        run.close()
        session.state.take(run)
        session.state.target = end == .stopped || end == .failing ? session.state.target : nil
        session.memory.saveAnswers()
        if let best = run.best { session.state.variables.set("fittest", to: Numbers.written(best)) }
        var warnings = end == .time ? [Warning.stoppedByTime] : []
        if end != .goal, let collapse = run.evolution.collapse { warnings.append(collapse) }
        if let warning = session.warningOfNumbers(search) { warnings.append(warning) }
        let report = Report.evolved(
            session.report(of: run, asked: wanted, end: end, warnings: warnings))
        if case .halted(let message, let notes, _)? = trouble { throw .halted(message, notes: notes, report) }
        if let trouble { throw trouble }
        if isLive, run.evolution.generation > 0 { context.report(.figure(figure(of: run))) }
        return report
    }

    /// The minimum time between two drawings.
    private static let drawingInterval = Duration.milliseconds(100)

    private func figure(of run: SearchRun) -> Figure {
        let drawing = Drawing(
            evolution: run.evolution, what: run.search.title, direction: run.search.choice.direction)
        return drawing.fitness().0
    }

    /// The number of generations, by default 1; nil if a goal or a time limit decides.
    private var wanted: Int? { generations ?? (goal == nil && seconds == nil ? 1 : nil) }

    private func isGoalReached(_ evolution: Evolution, _ search: SearchSetup) -> Bool {
        guard let goal, let best = evolution.fittest?.outcome?.fitness else { return false }
        return best >= search.choice.direction.oriented(goal)
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
        switch evolved.end {
        case .finished where seconds == nil, .goal where seconds == nil: return .init(text, results: results)
        case .finished, .goal:
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
    fileprivate func report(
        of run: SearchRun, asked: Int?, end: EvolvedReport.End, warnings: [String]
    ) -> EvolvedReport {
        let direction = run.search.choice.direction
        let last = run.evolution.history.generations.last
        return EvolvedReport(
            end: end, finished: run.finished, asked: asked, generation: run.evolution.generation,
            evaluations: run.counters.evaluations, measured: run.counters.measured, known: run.counters.known,
            failures: run.counters.failures, failureReason: run.counters.failureReason,
            failureOutput: run.counters.failures > 0 ? Array(run.search.program?.lastError.suffix(8) ?? []) : [],
            failureGroups: run.failureGroups, best: run.best, mean: last?.mean.map(direction.oriented),
            objective: run.search.title,
            trainsNetworks: run.search.trainsNetworks, seconds: run.elapsed, warnings: warnings)
    }

    /// Returns a warning about answers with several numbers, once for each command.
    fileprivate func warningOfNumbers(_ search: SearchSetup) -> String? {
        guard let program = search.program, let answer = program.ambiguousAnswer,
            let command = search.choice.program?.command.text,
            reportedWarnings.insert("several numbers: \(command)").inserted
        else { return nil }
        return "the answer \"\(answer)\" has several numbers; the last one is the fitness"
    }
}
