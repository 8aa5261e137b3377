import CommandLanguage
import Plots
import Session

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
        case .said(let text, let warnings): [text] + warnings.map(warning)
        case .warned(let text): [warning(text)]
        case .memory(let facts): lines(facts)
        case .opened(let opened): lines(opened)
        case .loaded(let data): lines(loaded: data)
        case .data(let data): lines(data: data)
        case .settings(let settings): lines(settings)
        case .evolved(let evolved): lines(evolved)
        case .step(let step): lines(step)
        case .guess(let guess): lines(guess)
        case .comparison(let comparison): ComparisonRenderer(style: style).lines(comparison) + table(comparison.table)
        case .story(let story): story.lines + table(story.table)
        case .fittest(let fittest): lines(fittest)
        case .table(let report): [style.bold(report.title)] + table(report.table)
        case .figure(let figure) where isPlain: FigureSentences().sentences(of: figure)
        case .figure(let figure):
            TerminalFigure().render(
                figure, columns: min(columns, 120), rows: max(10, min(rows - 3, 24 + 8 * figure.below.count)),
                style: .init(hasColor: style.hasColor, hasUnicode: hasUnicode, isLight: style.theme == .light))
        case .written(let path, let what): ["\(what) written to \(path)"]
        case .trained(let trained): winner.lines(trained) + curves(trained)
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

    func table(_ table: Table) -> [String] { TableRenderer(columns: columns, style: style).lines(table) }

    private func warning(_ text: String) -> String { style.warning("warning: ") + text }

    // MARK: - Data

    private func lines(loaded data: DataReport) -> [String] {
        let parts =
            (data.folds.map { ["\($0) folds of \((data.training + data.validation) / $0) for training and validation"] }
                ?? ["\(data.training) training", "\(data.validation) validation"])
            + (data.test > 0 ? ["\(data.test) test"] : [])
        let noun = data.isImages ? "images \(data.shape)" : "rows, \(data.shape)"
        let count = data.count == data.total ? "\(data.count)" : "\(data.count) of \(data.total)"
        let classes = data.classes.isEmpty ? "" : ", \(data.classes.count) classes"
        let first = "\(style.bold(data.name))  \(count) \(noun)\(classes): \(parts.joined(separator: ", "))"
        return [first] + data.remarks.map { style.dim($0) } + data.warnings.map(warning)
            + (data.columnSummary.map { [style.dim($0)] } ?? [])
            + (data.notes.isEmpty ? [] : [style.dim("search: " + data.notes.joined(separator: ", "))])
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
        return lines(loaded: data) + columns + amounts + test + ["SHA-256 \(data.digest)"] + classes
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
        let number = evolved.trainsNetworks ? Numbers.share : Numbers.score
        let best = evolved.best.map { "best \(number($0)) (\(evolved.objective))" } ?? "no genome has a fitness"
        let mean = evolved.mean.map { ", mean \(number($0))" } ?? ""
        // Folds and repeats are several trainings of a network.
        let trained =
            evolved.measured + evolved.known > evolved.evaluations
            ? Numbers.counted(evolved.measured, "training") : "\(Numbers.counted(evolved.measured, "network")) trained"
        let work =
            evolved.trainsNetworks
            ? trained
                + (evolved.known > 0 ? ", \(evolved.known) cached" : "")
            : Numbers.counted(evolved.evaluations, "evaluation")
                + (evolved.known > 0 ? ", \(evolved.known) cached" : "")
        var lines: [String] = []
        switch evolved.end {
        case .stopped, .failing:
            let finished = evolved.asked.map { "\(evolved.finished) of \($0) generations" }
            lines.append("stopped: \(finished ?? Numbers.counted(evolved.finished, "generation")) kept")
        case .goal where evolved.finished == 0: lines.append("the goal was already reached")
        case .goal: lines.append("reached the goal after \(Numbers.counted(evolved.finished, "generation"))")
        case .time: lines.append("stopped by the time limit after \(Numbers.counted(evolved.finished, "generation"))")
        case .finished: break
        }
        if evolved.generation > 0 {
            lines.append(
                "generation \(evolved.generation): \(best)\(mean); \(work) in \(Numbers.duration(evolved.seconds))")
        }
        if evolved.failures > 0, let reason = evolved.failureReason {
            lines.append(
                warning("\(Numbers.counted(evolved.failures, "evaluation")) failed; the last one: \(reason)"))
            // The reason already contains one line of the output.
            if evolved.failureOutput.count > 1 { lines += evolved.failureOutput.map { style.dim("  " + $0) } }
        }
        return lines + evolved.warnings.map(warning)
    }

    private func lines(_ fittest: FittestReport) -> [String] {
        let trained = fittest.trainings.map { $0 == 1 ? ", trained once" : ", trained \($0) times" } ?? ""
        let number = fittest.trainings == nil ? Numbers.score : Numbers.share
        let deviation = fittest.deviation.map { " ± \(number($0))" } ?? ""
        let mean = fittest.meanOf.map { ", mean of \($0)" } ?? ""
        let heading =
            "fitness \(style.accent(number(fittest.value)))\(deviation) (\(fittest.objective)\(mean)), "
            + "first seen in generation \(fittest.generation)\(trained)"
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
        return [heading] + trust(fittest) + genes + scores.map { style.dim("  " + $0) }
    }

    /// The uncertainty of the score.
    private func trust(_ fittest: FittestReport) -> [String] {
        guard let trust = fittest.trust else { return [] }
        var lines: [String] = []
        if let low = trust.low, let high = trust.high {
            let rows = Numbers.counted(trust.rows, "validation row")
            let choice =
                trust.corrected.map { ", corrected for choosing the best of \(trust.tries): \(Numbers.share($0))" }
                ?? (trust.isCorrected ? "" : ", not corrected for choosing the best of \(trust.tries)")
            lines.append(
                style.dim("  95% confidence interval \(Numbers.share(low))–\(Numbers.share(high)) (\(rows))\(choice)"))
        }
        if trust.mayBeChance, let median = trust.median, let lucky = trust.lucky {
            lines.append(
                warning(
                    "this could be due to chance: if all \(trust.tries) networks were only as good as the median "
                        + "(\(Numbers.share(median))), the best of them would be expected to score up to "
                        + "\(Numbers.share(lucky)) on \(Numbers.counted(trust.rows, "validation row"))"))
        }
        return lines
    }
}
