import CommandLanguage
import Evolution
import Objectives
import Plots

extension PlotCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let (evolution, objective) = try session.evolved()
        let oriented = objective.direction.oriented
        let points = evolution.history.generations.map { record in
            FitnessPlot.Generation(
                generation: record.generation, mean: record.mean.map(oriented), deviation: record.deviation,
                best: record.best.map(oriented))
        }
        let what = objective.isOverGenesAlone ? "\(objective.expression)" : "validation \(objective.expression)"
        let figure = FitnessPlot.figure(
            points, isMaximumOnly: isMaximumOnly, title: title, horizontalLabel: horizontalLabel,
            verticalLabel: verticalLabel ?? what, isMinimized: objective.direction == .minimize)
        guard let path else { return .figure(figure) }
        let place = Session.expanded(path)
        do {
            try await GnuplotFigure().write(figure, to: place)
        } catch {
            throw .failed(error.description)
        }
        return .written(path: place, what: "plot of \(Numbers.counted(points.count, "generation"))")
    }
}
