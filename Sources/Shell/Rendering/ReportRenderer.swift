import PlotRendering
import Plots
import Reports
import Terminal

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
        case .trained(let trained):
            winner.lines(trained) + curves(trained)
                + analysis.lines(trained.analysis, isRefit: trained.refit != nil)
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

    var analysis: AnalysisRenderer { AnalysisRenderer(style: style) }

    func table(_ table: Table) -> [String] { TableRenderer(columns: columns, style: style).lines(table) }

    func warning(_ text: String) -> String { style.warning("warning: ") + text }

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
}
