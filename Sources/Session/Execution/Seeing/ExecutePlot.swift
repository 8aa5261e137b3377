import CommandLanguage
import Evolution
import Notation
import Objectives
import Plots

extension Session {
    /// Draws the experiment.
    fileprivate func experimentFigure(_ view: PlotCommand.View?) throws(SessionError) -> (Figure, String) {
        guard let experiment = state.experiment else { throw .noExperiment }
        guard experiment.finished > 0 else { throw .noFinishedRun }
        return ExperimentDrawing(experiment: experiment).figure(view)
    }
}

extension PlotCommand: Executable {
    func execute(in session: Session, _ context: ExecutionContext) async throws(SessionError) -> Report {
        let (figure, content) = try self.figure(session, context)
        let shown: Figure
        do {
            shown = try figure.with(
                title: title, horizontalLabel: horizontalLabel, verticalLabel: verticalLabel,
                legend: legend.flatMap { Figure.Legend(rawValue: $0.rawValue) }
            ).showing(horizontal: horizontalRanges, vertical: verticalRanges)
        } catch {
            throw .failed(error.description)
        }
        return try await session.show(shown, in: file, what: "plot of \(content)", context)
    }

    private func figure(
        _ session: Session, _ context: ExecutionContext
    ) throws(SessionError) -> (Figure, String) {
        // A map can show a population even before its first generation is finished.
        if subject == .map { return (try session.map(), "the population on its map") }
        if subject == .front { return try session.front(for: "plot front").drawing() }
        if subject == .experiment { return try session.experimentFigure(view) }
        if let network = try currentNetwork(session, context) { return network }
        let (evolution, objective) = try session.evolved()
        if subject == .fitness, let front = SearchFront(evolution, objective) {
            if isMaximumOnly || isDiscrete { throw .noStatisticsOfFront }
            return front.hypervolumeDrawing()
        }
        if subject == .compare, let compared = SearchFront(evolution, objective) {
            let drawing = Drawing(evolution: evolution, what: compared.hypervolumeTitle, direction: .maximize)
            return try draw(drawing, session, context)
        }
        let drawing = try Drawing(evolution, objective, of: self.objective)
        let (figure, content) = try draw(drawing, session, context)
        guard objective.objectives.count > 1, Self.ofOneObjective.contains(subject) else { return (figure, content) }
        return (figure.noting(noteOnObjective(drawing.objective, objective)), content)
    }

    /// The number of columns that are drawn in the terminal, and on a page.
    private static let mostColumns = (terminal: 25, page: 60)

    /// Returns a plot of the current network; nil for other plots.
    private func currentNetwork(
        _ session: Session, _ context: ExecutionContext
    ) throws(SessionError) -> (Figure, String)? {
        switch subject {
        case .columns:
            try session.columnsDrawing(
                most: file == nil ? Self.mostColumns.terminal : Self.mostColumns.page, context)
        case .calibration: try session.calibrationDrawing()
        case .residuals: try session.residualsDrawing()
        default: nil
        }
    }

    /// Returns which of several objectives is drawn; in the terminal, with the command that draws another.
    private func noteOnObjective(_ index: Int, _ choice: ObjectiveChoice) -> String {
        let objectives = choice.named
        let text = "of \(objectives[index].name), one of \(objectives.count) objectives"
        // A picture is for readers who cannot type commands, and predictions are those of the first objective.
        guard file == nil, subject != .expectations else { return text }
        let other = objectives[index == 0 ? 1 : 0]
        return "\(text); `plot \(subject.rawValue) objective \(CommandText.word(other.name))` draws another"
    }

    /// The plots of which one objective alone is drawn.
    private static let ofOneObjective: Set<Subject> = [.parallel, .importance, .lineage, .time, .expectations]

    private func draw(
        _ drawing: Drawing, _ session: Session, _ context: ExecutionContext
    ) throws(SessionError) -> (Figure, String) {
        switch subject {
        case .fitness: return drawing.fitness(isMaximumOnly: isMaximumOnly, isDiscrete: isDiscrete)
        case .time: return try drawing.time(session.state.evaluationLog)
        case .genes: return try drawing.genes(genes, on: file.map { .page($0.page) } ?? .terminal)
        case .training: return try session.trainingDrawing(of: count)
        case .parallel: return try drawing.parallel(genes)
        case .importance:
            return try importance(drawing, session, context)
        case .diversity: return drawing.diversity()
        case .range: return drawing.range()
        case .histogram: return try drawing.histogram()
        case .selection: return try drawing.selection()
        case .lineage: return try drawing.lineage(of: birth)
        case .compare: return try drawing.comparison(session.state.comparison)
        case .expectations: return try drawing.expectations()
        case .front: return try session.front(for: "plot front").drawing()
        case .map: return (try session.map(), "the population on its map")
        case .experiment: return try session.experimentFigure(view)
        case .columns, .calibration, .residuals:
            guard let drawn = try currentNetwork(session, context) else { throw .noNetworkTrained }
            return drawn
        }
    }

    private func importance(
        _ drawing: Drawing, _ session: Session, _ context: ExecutionContext
    ) throws(SessionError) -> (Figure, String) {
        // The sample has the first objective alone.
        let sample = drawing.objective == 0 ? session.state.comparison?.sample ?? [] : []
        if isByModel { return try drawing.importanceByModel(genes, sample, seed: session.state.seed) }
        let known = sample.isEmpty ? drawing.measured.count : sample.count
        if known < Self.few {
            context.report(
                .roughImportance(evaluations: known))
        }
        let settled = sample.isEmpty ? drawing.settledGenes : []
        if !settled.isEmpty {
            context.report(
                .settledGenes(settled))
        }
        return try drawing.importance(genes, sample, settled: settled)
    }

    /// With fewer evaluations than this, the fittest tenth is too small for a reliable estimate.
    private static let few = 50
}
