import Evolution
import Objectives
package import Reports
import SearchRunner

/// The runs of an experiment as tables for other programs.
package struct ExperimentExport {
    package let experiment: Experiment

    package init(experiment: Experiment) {
        self.experiment = experiment
    }

    private var oriented: (Double) -> Double { experiment.objective.direction.oriented }

    /// A row for each finished run.
    package var runs: Table {
        var columns: [Table.Column] = [
            .init("way"), .init("seed", .right), .init("generations", .right), .init("evaluations", .right),
            .init("failures", .right), .init("best", .right), .init("evaluations_to_best", .right),
        ]
        if experiment.goal != nil { columns.append(.init("evaluations_to_goal", .right)) }
        let rows = experiment.ways.flatMap { way in
            way.runs.map { run in
                var cells = [
                    way.name, "\(run.seed)", "\(run.generations)", "\(run.evaluations)", "\(run.failures)",
                    text(run.best), run.improvements.last.map { "\($0.evaluations)" } ?? "",
                ]
                if let goal = experiment.goalFitness {
                    cells.append(run.evaluations(untilReaching: goal).map { "\($0)" } ?? "")
                }
                return cells
            }
        }
        return Table(columns: columns, rows: rows)
    }

    /// A row for each generation of each finished run.
    package var generations: Table {
        let columns: [Table.Column] = [
            .init("way"), .init("seed", .right), .init("generation", .right), .init("evaluations", .right),
            .init("best_so_far", .right),
        ]
        let rows = experiment.ways.flatMap { way in
            way.runs.flatMap { run in
                (0..<run.generations).map { index in
                    let evaluations = (index + 1) * run.size
                    return [
                        way.name, "\(run.seed)", "\(index + 1)", "\(evaluations)", text(run.best(after: evaluations)),
                    ]
                }
            }
        }
        return Table(columns: columns, rows: rows)
    }

    private func text(_ fitness: Double?) -> String { fitness.map { Numbers.written(oriented($0)) } ?? "" }
}
