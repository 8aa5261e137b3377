import CommandLanguage
import Evolution
import Memory
import Objectives

extension EvolveCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let search = try session.search()
        guard let evolution = session.state.evolution else { return .nothing }
        var run = GenerationsRun(
            search: search, evolution: evolution, workers: session.workerCount, context: context, wanted: generations)
        session.state.target = evolution.generation + generations
        let goal = goal.map(search.choice.direction.oriented)
        var end = EvolvedReport.End.finished
        while run.finished < generations {
            guard try session.runGeneration(&run) else {
                end = .stopped
                break
            }
            if let goal, let best = run.evolution.fittest?.outcome?.fitness, best >= goal {
                end = .goal
                break
            }
            if let seconds, run.elapsed >= seconds, run.finished < generations {
                end = .time
                break
            }
        }
        run.close()
        session.state.evolution = run.evolution
        session.state.target = end == .stopped ? session.state.target : nil
        session.memory.saveAnswers()
        if let best = run.best { session.state.variables.set("fittest", to: "\(best)") }
        let timeWarning = "it ended by time: a rerun may end elsewhere"
        return .evolved(
            session.report(of: run, asked: generations, end: end, warnings: end == .time ? [timeWarning] : []))
    }

    /// What was stopped or ended by time is written as far as it came.
    func entry(_ text: String, _ report: Report, in session: Session) -> Transcript.Entry? {
        guard case .evolved(let evolved) = report else { return nil }
        var results: [String] = []
        if let best = evolved.best, best.isFinite {
            results = ["generation = \(evolved.generation) and fittest = \(best)"]
        }
        switch evolved.end {
        case .finished where seconds == nil, .goal where seconds == nil: return .init(text, results: results)
        case .finished, .goal:
            return .init("evolve \(evolved.finished)", comment: "within its time", results: results)
        case .time: return .init("evolve \(evolved.finished)", comment: "ended by time", results: results)
        case .stopped:
            return evolved.finished == 0
                ? nil : .init("evolve \(evolved.finished)", comment: "stopped by Ctrl-C", results: results)
        }
    }
}

extension Session {
    fileprivate func report(
        of run: GenerationsRun, asked: Int, end: EvolvedReport.End, warnings: [String]
    ) -> EvolvedReport {
        let direction = run.search.choice.direction
        let last = run.evolution.history.generations.last
        return EvolvedReport(
            end: end, finished: run.finished, asked: asked, generation: run.evolution.generation,
            evaluations: run.evaluations, measured: run.measured, known: run.known, failures: run.failures,
            failureReason: run.failureReason,
            best: run.best,
            mean: last?.mean.map(direction.oriented), objective: run.search.title,
            trainsNetworks: run.search.trainsNetworks, seconds: run.elapsed, warnings: warnings)
    }
}
