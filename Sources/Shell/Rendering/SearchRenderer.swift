import Reports
import Terminal
import VisibleText

/// The results of searches.
extension ReportRenderer {
    func lines(_ evolved: EvolvedReport) -> [String] {
        let number = evolved.trainsNetworks ? Numbers.fraction : Numbers.score
        let best =
            evolved.best.map { best in
                let deviation = evolved.bestDeviation.map { " ± \(number($0))" } ?? ""
                return "best so far \(number(best))\(deviation) (\(evolved.objective))"
            } ?? evolved.front.map(summary)
            ?? "no genome has a fitness"
        let mean = evolved.mean.map { ", mean \(number($0))" } ?? ""
        // Folds and repeats are several trainings of a network.
        let trained =
            evolved.measured + evolved.known > evolved.evaluations
            ? Numbers.counted(evolved.measured, "training") : "\(Numbers.counted(evolved.measured, "network")) trained"
        let work =
            evolved.trainsNetworks
            ? trained : Numbers.counted(evolved.evaluations, "evaluation")
        let cached = evolved.known > 0 ? " (\(evolved.known) cached)" : ""
        var lines: [String] = []
        switch evolved.end {
        case .stopped, .failing:
            let finished = evolved.asked.map { "\(evolved.finished) of \($0) generations" }
            lines.append("stopped: \(finished ?? Numbers.counted(evolved.finished, "generation")) kept")
        case .goal where evolved.finished == 0: lines.append("the goal was already reached")
        case .goal: lines.append("reached the goal after \(Numbers.counted(evolved.finished, "generation"))")
        case .time: lines.append("stopped by the time limit after \(Numbers.counted(evolved.finished, "generation"))")
        case .patience: lines.append(stagnation(evolved))
        case .finished: break
        }
        if evolved.generation > 0 {
            lines.append(
                "generation \(evolved.generation): \(best)\(mean); \(work)\(cached) in "
                    + Numbers.duration(evolved.seconds)
            )
        }
        if let unfinished = evolved.unfinished {
            let isFront = unfinished.values != nil
            let rank =
                unfinished.isFittest
                ? isFront ? "the knee so far" : "the fittest so far"
                : isFront ? "not the knee of the front" : "not better than the fittest"
            let best = unfinished.values.map(FrontReport.words) ?? number(unfinished.best)
            lines.append("best \(best) \(unfinished.words): \(rank)")
        }
        return lines + failures(evolved) + evolved.warnings.map(warning)
    }

    /// Returns the size, the hypervolume and the knee of a front in a few words.
    private func summary(_ front: FrontReport) -> String {
        let volume = front.hypervolume.map { ", hypervolume \(Numbers.score($0))" } ?? ""
        return "front of \(Numbers.counted(front.size, "genome"))\(volume), knee: \(front.words)"
    }

    /// The end of a search whose best no longer improves.
    private func stagnation(_ evolved: EvolvedReport) -> String {
        guard let patience = evolved.patience else { return "" }
        let count = Numbers.counted(patience.generations, "generation")
        let change = patience.change > 0 ? " by more than \(Numbers.written(patience.change))" : ""
        return evolved.finished == 0
            ? "the best had already not improved\(change) for \(count); without `patience`, `evolve` continues"
            : "stopped after \(Numbers.counted(evolved.finished, "generation")): the best has not improved\(change) for "
                + count
    }

    /// The maximum number of reasons shown.
    private static let mostReasons = 5

    /// The failures by their reason, each with the last lines of standard error.
    private func failures(_ evolved: EvolvedReport) -> [String] {
        let groups = evolved.failureGroups
        guard evolved.failures > 0, let first = groups.first else { return [] }
        let count = Numbers.counted(evolved.failures, "evaluation")
        // The reason already contains one line of the output.
        func output(_ group: FailureGroup, _ indent: String) -> [String] {
            group.output.count > 1 ? group.output.map { style.dim(indent + $0) } : []
        }
        guard groups.count > 1 else { return [warning("\(count) failed: \(first.reason)")] + output(first, "  ") }
        let shown = groups.prefix(Self.mostReasons)
        let others = evolved.failures - shown.reduce(0) { $0 + $1.count }
        return [warning("\(count) failed, for these reasons:")]
            + shown.flatMap { ["  \($0.count) × \($0.reason)"] + output($0, "    ") }
            + (others > 0 ? ["  \(others) × other reasons"] : [])
    }

    func lines(_ experiment: ExperimentReport) -> [String] {
        let duration = experiment.seconds.map { "; \(Numbers.duration($0))" } ?? ""
        return [style.bold(VisibleText.name(experiment.title, maximum: .max)) + duration] + table(experiment.table)
            + experiment.sentences.map { VisibleText.name($0, maximum: .max) } + experiment.warnings.map(warning)
    }

    func lines(_ asked: AskedReport) -> [String] {
        asked.genomes.map { genome in
            let genes = genome.genes.map { "\($0.name) \($0.value ?? "–")" }.joined(separator: "  ")
            let epochs = genome.epochs.map { epochs in
                let before = genome.epochsBefore ?? 0
                return "  " + style.dim(before > 0 ? "epochs \(before) to \(epochs)" : "epochs \(epochs)")
            }
            return style.accent("\(genome.id)") + "  \(genes)" + (epochs ?? "")
        } + (asked.areRepeated ? [style.dim("given again: the next genomes depend on their values")] : [])
    }

    func lines(_ told: ToldReport) -> [String] {
        let best = told.best.map { ", best \(Numbers.score($0))" } ?? ""
        let measurement = told.measurement.map { measurement in
            let state =
                switch measurement.state {
                case .continues: "continues"
                case .undecided: "waits for earlier genomes"
                case .stopped: "is stopped"
                case .complete: "is complete"
                case .failed: "failed"
                }
            return " and \(state) after \(measurement.epochs) of \(measurement.highest) epochs"
        }
        return [
            "genome \(told.id) reported\(measurement ?? ""): \(Numbers.counted(told.evaluations, "evaluation")), "
                + "\(Numbers.counted(told.generation, "generation")) finished\(best)"
        ]
    }
}
