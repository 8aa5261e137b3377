import CommandLanguage
import Evolution
import Objectives
package import Plots
import Reports
import SearchRunner
package import SessionState
import Statistics

/// Draws figures of an experiment, each with a description.
package struct ExperimentDrawing {
    package let experiment: Experiment

    package init(experiment: Experiment) {
        self.experiment = experiment
    }

    /// The maximum number of steps of a line.
    private static let maximumSteps = 400

    private var oriented: (Double) -> Double { experiment.objective.direction.oriented }
    private var isMinimized: Bool { experiment.objective.direction == .minimize }
    private var runs: [ExperimentRun] { experiment.ways.flatMap(\.runs) }
    private var content: String { Numbers.counted(experiment.finished, "run") + " of the experiment" }

    /// Draws an experiment with at least one finished run.
    package func figure(_ view: PlotCommand.View?) -> (Figure, String) {
        switch view {
        case .ends?: ends()
        case .targets?: targets()
        case nil: course()
        }
    }

    /// The median and the quartiles of each way by evaluations.
    private func course() -> (Figure, String) {
        let ways = experiment.ways.map { way in
            let length = way.runs.map(\.evaluations).max() ?? 0
            let count = min(length, Self.maximumSteps)
            let steps = (0..<count).compactMap { index -> ExperimentPlot.Step? in
                let step = length / count * (index + 1) + length % count * (index + 1) / count
                return self.step(way.runs, after: step)
            }
            return ExperimentPlot.Way(name: way.name, steps: steps)
        }
        let figure = ExperimentPlot.figure(
            ways, verticalLabel: "best \(experiment.objective.title) so far", isMinimized: isMinimized)
        return (figure, content)
    }

    /// Returns the quartiles after some evaluations; nil while a quartile of the runs has no fitness yet.
    private func step(_ runs: [ExperimentRun], after evaluations: Int) -> ExperimentPlot.Step? {
        let best = runs.map { $0.best(after: evaluations) ?? -.infinity }.sorted()
        guard !best.isEmpty else { return nil }
        let quartiles = [0.25, 0.5, 0.75].map { Quantiles.quantile($0, ofSorted: best) }
        guard quartiles.allSatisfy(\.isFinite) else { return nil }
        let shown = quartiles.map(oriented).sorted()
        return ExperimentPlot.Step(evaluations: evaluations, low: shown[0], median: shown[1], high: shown[2])
    }

    /// The best results of all runs.
    private func ends() -> (Figure, String) {
        let summary = ExperimentSummary(experiment)
        let budget = summary.budget.map { " after \(Numbers.counted($0, "evaluation"))" } ?? ""
        let figure = BoxPlot.figure(
            summary.ways.map { .init(name: $0.name, values: $0.ends.filter(\.isFinite).map(oriented)) },
            verticalLabel: "best \(experiment.objective.title)\(budget)", isMinimized: isMinimized)
        return (figure, content)
    }

    /// The fraction of runs that reached the goal. Without a goal, the target is the median of the first way.
    private func targets() -> (Figure, String) {
        let ends = (experiment.ways.first { !$0.runs.isEmpty }?.runs ?? []).compactMap(\.best).sorted()
        let target =
            experiment.goalFitness ?? (ends.isEmpty ? -.infinity : Quantiles.quantile(0.5, ofSorted: ends))
        let ways = experiment.ways.map { way in
            RunningTimePlot.Way(name: way.name, evaluations: way.runs.map { $0.evaluations(untilReaching: target) })
        }
        let figure = RunningTimePlot.figure(
            ways, target: Numbers.score(oriented(target)), length: runs.map(\.evaluations).max() ?? 1)
        return (figure, content)
    }
}
