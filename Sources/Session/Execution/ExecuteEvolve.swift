import CommandLanguage
import Evolution
import Objectives

extension EvolveCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) throws(SessionError) -> Report {
        let search = try session.search()
        var run = GenerationsRun(
            search: search, workers: session.workerCount, context: context, wanted: generations)
        let goal = goal.map(search.choice.direction.oriented)
        run.seconds = seconds
        var end = EvolvedReport.End.finished
        while run.finished < generations {
            guard try session.runGeneration(&run) else {
                end = .stopped
                break
            }
            if let goal, let best = session.state.evolution?.fittest?.outcome?.fitness, best >= goal {
                end = .goal
                break
            }
            if let seconds, run.elapsed >= seconds, run.finished < generations {
                end = .time
                break
            }
        }
        run.close()
        let timeWarning = "it ended by time: a rerun may end elsewhere"
        return .evolved(session.report(of: run, asked: generations, end: end, warnings: end == .time ? [timeWarning] : []))
    }
}

extension Session {
    fileprivate func report(
        of run: GenerationsRun, asked: Int, end: EvolvedReport.End, warnings: [String]
    ) -> EvolvedReport {
        let direction = run.search.choice.direction
        let last = state.evolution?.history.generations.last
        return EvolvedReport(
            end: end, finished: run.finished, asked: asked, generation: state.evolution?.generation ?? 0,
            evaluations: run.evaluations, measured: run.measured, failures: run.failures,
            failureReason: run.failureReason,
            best: state.evolution?.fittest?.outcome?.fitness.map(direction.oriented),
            mean: last?.mean.map(direction.oriented), objective: run.search.title,
            trainsNetworks: run.search.trainsNetworks, seconds: run.elapsed, warnings: warnings)
    }
}
