import CommandLanguage
import Evolution
import Objectives
import Plots

extension PlotCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let (evolution, objective) = try session.evolved()
        let what = objective.title
        let drawing = Drawing(
            command: self, evolution: evolution, what: what, direction: objective.direction)
        let (figure, content): (Figure, String)
        switch subject {
        case .fitness: (figure, content) = drawing.fitness()
        case .expectations: (figure, content) = try drawing.expectations()
        case .compare: (figure, content) = try drawing.comparison(session.state.comparison)
        }
        guard let path else { return .figure(figure) }
        let place = Session.expanded(path)
        do {
            try await GnuplotFigure().write(figure, to: place)
        } catch {
            throw .failed(error.description)
        }
        return .written(path: place, what: "plot of \(content)")
    }
}

/// Makes figures of an evolution.
private struct Drawing {
    let command: PlotCommand
    let evolution: Evolution
    let what: String
    let direction: Direction

    func fitness() -> (Figure, String) {
        let points = evolution.history.generations.map { record in
            FitnessPlot.Generation(
                generation: record.generation, mean: record.mean.map(direction.oriented), deviation: record.deviation,
                best: record.best.map(direction.oriented))
        }
        let figure = FitnessPlot.figure(
            points, isMaximumOnly: command.isMaximumOnly, title: command.title,
            horizontalLabel: command.horizontalLabel, verticalLabel: command.verticalLabel ?? what,
            isMinimized: direction == .minimize)
        return (figure, Numbers.counted(points.count, "generation"))
    }

    func expectations() throws(SessionError) -> (Figure, String) {
        let points = (0..<evolution.evaluations).compactMap { id -> Figure.Point? in
            let birth = evolution.history.birth(id)
            guard let expected = birth.expectation?.fitness, let fitness = birth.organism.outcome?.fitness else {
                return nil
            }
            return Figure.Point(x: direction.oriented(expected), y: direction.oriented(fitness))
        }
        guard !points.isEmpty else {
            throw .missing(
                "nothing was expected of anyone: only litters have a model", try: "population litter 64; evolve 2")
        }
        let figure = ExpectationsPlot.figure(
            points, title: command.title, horizontalLabel: command.horizontalLabel ?? "expected \(what)",
            verticalLabel: command.verticalLabel ?? what)
        return (figure, Numbers.counted(points.count, "birth"))
    }

    func comparison(_ comparison: Comparison?) throws(SessionError) -> (Figure, String) {
        guard let comparison else { throw .missing("nothing was compared yet", try: "compare random") }
        func best(_ fitness: [Double?]) -> [Double?] {
            Comparison.bestSoFar(fitness).map { $0.map(direction.oriented) }
        }
        let figure = ComparisonPlot.figure(
            [
                .init(name: comparison.other, best: best(comparison.others)),
                .init(name: "evolution", best: best(comparison.evolution)),
            ], title: command.title, horizontalLabel: command.horizontalLabel,
            verticalLabel: command.verticalLabel ?? "best \(what) so far")
        return (figure, "\(Numbers.counted(comparison.evolution.count, "evaluation")) each")
    }
}
