import CommandLanguage
import Plots
import Reports
import Session
import Terminal
import VisibleText

/// A renderer of reports as text.
struct ReportRenderer {
    /// The width of the window in columns.
    let columns: Int
    /// The height of the window in rows, for figures.
    let rows: Int
    let style: Style
    /// True if more than ASCII can be shown.
    let hasUnicode: Bool
    /// True if figures are described in sentences, and nothing is drawn.
    var isPlain = false

    func lines(_ report: Report) -> [String] {
        switch report {
        case .nothing, .leave, .shell, .clearing: []
        case .message(let text, let warnings): [text] + warnings.map(warning)
        case .notice(let text): [style.dim(text)]
        case .warning(let text): [warning(text)]
        case .memory(let facts): lines(facts)
        case .opened(let opened): lines(opened)
        case .loaded(let data): lines(loaded: data)
        case .data(let data): lines(data: data)
        case .settings(let settings): lines(settings)
        case .evolved(let evolved): lines(evolved)
        case .asked(let asked): lines(asked)
        case .told(let told): lines(told)
        case .step(let step): lines(step)
        case .guess(let guess): lines(guess)
        case .question(let question): lines(question)
        case .answer(let answer): lines(answer)
        case .comparison(let comparison):
            ComparisonRenderer(style: style).lines(comparison) + table(comparison.table)
                + analysis.lines(comparison.baselines)
        case .experiment(let experiment): lines(experiment)
        case .story(let story): story.lines + table(story.table)
        case .fittest(let fittest): lines(fittest)
        case .table(let report): [style.bold(report.title)] + table(report.table)
        case .mistakes(let mistakes):
            [style.bold(mistakes.table.title)] + table(mistakes.table.table) + pictures(mistakes.pictures)
        case .figure(let figure) where isPlain: FigureSentences().sentences(of: figure)
        case .figure(let figure):
            TerminalFigure().render(
                figure, columns: min(columns, 120), rows: max(10, min(rows - 3, 24 + 8 * figure.below.count)),
                style: .init(hasColor: style.hasColor, hasUnicode: hasUnicode, isLight: style.theme == .light))
        case .written(let path, let what): ["\(what) written to \(path)"]
        case .trained(let trained): winner.lines(trained) + curves(trained) + analysis.lines(trained.analysis)
        case .network(let network): winner.lines(network)
        case .scored(let scored): winner.lines(scored)
        case .predicted(let predicted): winner.lines(predicted)
        case .ensemble(let ensemble): winner.lines(ensemble)
        case .help(let help): HelpRenderer(columns: columns, style: style).lines(help)
        case .printed(let text): [text]
        case .pause(let text): text.isEmpty ? [] : [text]
        case .ran(_, let output, _): output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private var winner: WinnerRenderer { WinnerRenderer(columns: columns, style: style) }

    private var analysis: AnalysisRenderer { AnalysisRenderer(style: style) }

    func table(_ table: Table) -> [String] { TableRenderer(columns: columns, style: style).lines(table) }

    private func warning(_ text: String) -> String { style.warning("warning: ") + text }

    // MARK: - Data

    private func lines(loaded data: DataReport) -> [String] {
        let parts =
            (data.folds.map { folds in
                data.split?.time == nil
                    ? ["\(folds) folds of \(sizes(of: folds, data)) for training and validation"]
                    : ["\(folds) folds that roll forward by \(sizes(of: folds, data)) rows"]
            }
                ?? ["\(data.training) training", "\(data.validation) validation"])
            + (data.test > 0 ? ["\(data.test) test"] : [])
        let noun = data.isImages ? "images \(data.shape)" : "rows, \(data.shape)"
        let count = data.count == data.total ? "\(data.count)" : "\(data.count) of \(data.total)"
        let classes = data.classes.isEmpty ? "" : ", \(data.classes.count) classes"
        let first = "\(style.bold(data.name))  \(count) \(noun)\(classes): \(parts.joined(separator: ", "))"
        return [first] + (data.split.map { [$0.rule] } ?? []) + data.remarks.map { style.dim($0) }
            + data.warnings.map(warning)
            + (data.columnSummary.map { [style.dim($0)] } ?? [])
            + (data.notes.isEmpty ? [] : [style.dim("search: " + data.notes.joined(separator: ", "))])
    }

    /// Returns the number of samples in each of some folds: `25`, or `25 or 26` if they cannot be equal.
    private func sizes(of folds: Int, _ data: DataReport) -> String {
        if let split = data.split, split.group != nil || split.time != nil {
            let sizes = split.parts.filter { $0.name.hasPrefix("fold") && !$0.name.hasSuffix("training") }.map(\.rows)
            let (least, greatest) = (sizes.min() ?? 0, sizes.max() ?? 0)
            return least == greatest ? "\(least)" : "\(least) to \(greatest)"
        }
        let samples = data.training + data.validation
        let least = samples / folds
        return samples % folds == 0 ? "\(least)" : "\(least) or \(least + 1)"
    }

    private func lines(data: DataReport) -> [String] {
        let reads = data.testReads == 0 ? "never read" : "read \(Numbers.counted(data.testReads, "time"))"
        let test = data.test > 0 ? ["the test set was \(reads)"] : ["no test set"]
        let counts = zip(data.classes, data.classCounts).map { [$0, "\($1)"] }
        let classes =
            counts.isEmpty ? [] : table(Table(columns: [.init("class"), .init("samples", .right)], rows: counts))
        let amounts = data.amounts.map { amount in
            "\(amount.name): \(Numbers.score(amount.least)) to \(Numbers.score(amount.greatest)), mean "
                + "\(Numbers.score(amount.mean)), standard deviation \(Numbers.score(amount.deviation))"
        }
        let columns = data.columns.isEmpty ? [] : ["columns: " + Self.listed(data.columns)]
        let split = data.split.map { table($0.table) } ?? []
        return lines(loaded: data) + split + columns + amounts + test + ["SHA-256 \(data.digest)"] + classes
            + pictures(data.pictures)
    }

    /// Returns the first names and the number of others.
    private static func listed(_ names: [String]) -> String {
        names.prefix(40).joined(separator: ", ") + (names.count > 40 ? " and \(names.count - 40) more" : "")
    }

    private func pictures(_ pictures: [Picture]) -> [String] {
        isPlain ? [] : PictureRenderer(columns: columns, style: style, hasUnicode: hasUnicode).lines(pictures)
    }

    // MARK: - Settings

    private func lines(_ settings: SettingsReport) -> [String] {
        let rows = settings.rows.map { [$0.name, $0.value, $0.isDefault ? "default" : ""] }
        return [style.bold(settings.title)]
            + table(Table(columns: [.init("setting"), .init("value"), .init("")], rows: rows))
    }

    // MARK: - The search

    private func lines(_ evolved: EvolvedReport) -> [String] {
        let number = evolved.trainsNetworks ? Numbers.fraction : Numbers.score
        let best =
            evolved.best.map { best in
                let deviation = evolved.bestDeviation.map { " ± \(number($0))" } ?? ""
                return "best \(number(best))\(deviation) (\(evolved.objective))"
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

    private func lines(_ experiment: ExperimentReport) -> [String] {
        let duration = experiment.seconds.map { "; \(Numbers.duration($0))" } ?? ""
        return [style.bold(VisibleText.name(experiment.title, maximum: .max)) + duration] + table(experiment.table)
            + experiment.sentences.map { VisibleText.name($0, maximum: .max) } + experiment.warnings.map(warning)
    }

    private func lines(_ asked: AskedReport) -> [String] {
        asked.genomes.map { genome in
            let genes = genome.genes.map { "\($0.name) \($0.value ?? "–")" }.joined(separator: "  ")
            let epochs = genome.epochs.map { epochs in
                let before = genome.epochsBefore ?? 0
                return "  " + style.dim(before > 0 ? "epochs \(before) to \(epochs)" : "epochs \(epochs)")
            }
            return style.accent("\(genome.id)") + "  \(genes)" + (epochs ?? "")
        } + (asked.areRepeated ? [style.dim("given again: the next genomes depend on their values")] : [])
    }

    private func lines(_ told: ToldReport) -> [String] {
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

    private func lines(_ fittest: FittestReport) -> [String] {
        let trained = fittest.trainings.map { $0 == 1 ? ", trained once" : ", trained \($0) times" } ?? ""
        let number = fittest.trainings == nil ? Numbers.score : Numbers.fraction
        let deviation = fittest.deviation.map { " ± \(number($0))" } ?? ""
        let mean = fittest.meanOf.map { ", mean of \($0)" } ?? ""
        let fitness =
            "fitness \(style.accent(number(fittest.value)))\(deviation) (\(fittest.objective)\(mean))"
        let heading =
            (fittest.front.map { knee($0) + mean } ?? fitness) + ", "
            + (fittest.unfinished.map { "the best \($0.words)" } ?? "first seen in generation \(fittest.generation)")
            + trained
        let names = fittest.genes.map(\.name)
        let values = fittest.genes.map { $0.value ?? "–" }
        let nameWidth = names.map(\.displayWidth).max() ?? 0
        let valueWidth = values.map(\.displayWidth).max() ?? 0
        let cells = zip(names, values).map {
            style.name($0.padded(to: nameWidth, .left)) + "  " + $1.padded(to: valueWidth, .left)
        }
        let perRow = max(1, min(3, (columns - 2 + 3) / (nameWidth + valueWidth + 5)))
        let genes = stride(from: 0, to: cells.count, by: perRow).map { start in
            "  " + cells[start..<min(start + perRow, cells.count)].joined(separator: "   ").trimmingEnd
        }
        let others = fittest.scores.filter { !$0.value.isNaN }.sorted { $0.key < $1.key }
        // Rows break only between scores.
        let scores = others.reduce(into: [String]()) { rows, score in
            let text = "\(score.key) \(Numbers.score(score.value))"
            if let last = rows.last, last.displayWidth + text.displayWidth + 4 < columns {
                rows[rows.count - 1] = last + "  " + text
            } else {
                rows.append(text)
            }
        }
        let network = fittest.network.map { [style.dim("  " + $0)] } ?? []
        let rungs = fittest.rungs.map { ["  " + $0] } ?? []
        let spread = fittest.spread.map { spread in
            [
                style.dim(
                    "  ± is the standard deviation of \(fittest.meanOf ?? "\(spread.parts) parts"); the standard error of "
                        + "the mean is \(number(spread.standardError))")
            ]
        }
        return [heading] + (fittest.front == nil ? spread ?? [] : []) + rungs + violations(fittest) + trust(fittest)
            + genes + network
            + scores.map { style.dim("  " + $0) } + analysis.lines(fittest.baselines)
            + analysis.lines(fittest.analysis)
    }

    /// Returns the values of the knee, and the front that it belongs to.
    private func knee(_ front: FrontReport) -> String {
        "knee of the front of \(Numbers.counted(front.size, "genome")): birth \(front.birth), \(style.accent(front.words))"
    }

    /// The uncertainty of the score.
    /// Returns a line about violated conditions; none for a feasible genome.
    private func violations(_ fittest: FittestReport) -> [String] {
        guard let violation = fittest.violation, violation > 0 else { return [] }
        let missed = fittest.missed.map { " of \($0.map { "`\($0)`" }.joined(separator: " and "))" } ?? ""
        return [
            style.warning(
                "infeasible: violation \(Numbers.score(violation))\(missed); no genome meets all conditions yet")
        ]
    }

    private func trust(_ fittest: FittestReport) -> [String] {
        guard let trust = fittest.trust else { return [] }
        var lines: [String] = []
        if let low = trust.low, let high = trust.high {
            let rows = Numbers.counted(trust.rows, "validation row")
            let choice =
                trust.corrected.map {
                    ", expected score \(Numbers.fraction($0)), both corrected for choosing the best of \(trust.tries)"
                }
                ?? (trust.isCorrected ? "" : ", not corrected for choosing the best of \(trust.tries)")
            lines.append(
                style.dim(
                    "  95% confidence interval \(Numbers.fraction(low))–\(Numbers.fraction(high)) (\(rows))\(choice)"))
        }
        if trust.mayBeChance, let median = trust.median, let lucky = trust.lucky {
            lines.append(
                warning(
                    "this could be due to chance: if all \(trust.tries) networks were only as good as the median "
                        + "(\(Numbers.fraction(median))), the best of them would be expected to score up to "
                        + "\(Numbers.fraction(lucky)) on \(Numbers.counted(trust.rows, "validation row"))"))
        }
        return lines
    }
}
