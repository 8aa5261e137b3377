import Reports
import Terminal

/// A renderer of the last lines of `show fittest` and `train`: simpler predictions, the columns that matter, mistakes,
/// calibration and residuals, each in a line, and the commands that show more.
struct AnalysisRenderer {
    let style: Style

    /// The number of columns of the table that are named.
    private static let namedColumns = 5

    func lines(_ baselines: BaselinesReport?) -> [String] {
        guard let baselines else { return [] }
        let stopped = baselines.wasStopped ? [style.dim("  baselines stopped: `show baselines` continues")] : []
        guard baselines.baselines.contains(where: { $0.value != nil }), !baselines.wasStopped else { return stopped }
        return ["  " + baselines.titledLine] + baselines.warnings.map { style.warning("warning: ") + $0 }
    }

    /// - Parameter isRefit: True if the current network was trained again on the validation set: it cannot show more.
    func lines(_ analysis: NetworkAnalysis?, isRefit: Bool = false) -> [String] {
        guard let analysis else { return [] }
        let parts =
            [
                important(analysis), mistakes(analysis), calibration(analysis),
            ].compactMap { $0 } + analysis.residuals.prefix(Self.namedColumns).map { residuals($0, analysis) }
        let more = isRefit ? "this is the network before it was trained again" : more(analysis)
        return parts.map { "  " + $0 } + [more].compactMap { $0 }.map { style.dim("  " + $0) }
    }

    // MARK: - Parts

    /// The most important columns in one line.
    private func important(_ analysis: NetworkAnalysis) -> String? {
        guard !analysis.columns.isEmpty else { return nil }
        let mattering = analysis.columns.filter(\.matters)
        guard !mattering.isEmpty else {
            let change = analysis.isScoreRising ? "rises" : "falls"
            return "no column matters by itself: \(analysis.score) \(change) by no more than "
                + "twice its deviation if one is permuted"
        }
        let named = mattering.prefix(Self.namedColumns).map {
            "\(style.name($0.name)) \(Numbers.score($0.fall)) ± \(Numbers.score($0.deviation))"
        }
        let others = mattering.count - named.count
        let silent = analysis.columns.count - mattering.count
        let rest = [
            others > 0 ? "\(others) more matter\(others == 1 ? "s" : "")" : nil,
            silent > 0 ? "\(silent) do\(silent == 1 ? "es" : "") not" : nil,
        ].compactMap { $0 }
        return "columns that matter (\(analysis.change)): \(named.joined(separator: ", "))"
            + (rest.isEmpty ? "" : "; " + rest.joined(separator: ", "))
    }

    private func mistakes(_ analysis: NetworkAnalysis) -> String? {
        guard let mistakes = analysis.mistakes else { return nil }
        let rows = Numbers.counted(analysis.rows, "validation row")
        guard mistakes > 0 else { return "no mistakes on \(rows)" }
        let often = analysis.confusion.map { confusion in
            ", most often \(confusion.actual) as \(confusion.predicted) "
                + "(\(Numbers.counted(confusion.count, "time")), \(Numbers.percent(confusion.share)) of \(confusion.actual))"
        }
        return "\(Numbers.counted(mistakes, "mistake")) on \(rows)\(often ?? "")"
    }

    private func calibration(_ analysis: NetworkAnalysis) -> String? {
        guard let error = analysis.calibrationError, let bins = analysis.calibrationBins else { return nil }
        let direction = analysis.overconfidence.map { $0 >= 0 ? ", overconfident" : ", underconfident" } ?? ""
        return "expected calibration error \(Numbers.fraction(error)) (\(Numbers.counted(bins, "bin"))\(direction))"
    }

    private func residuals(_ residuals: NetworkAnalysis.Residuals, _ analysis: NetworkAnalysis) -> String {
        let name = analysis.residuals.count > 1 ? " of \(residuals.name)" : ""
        return "residuals\(name) on \(Numbers.counted(analysis.rows, "validation row")): root mean square "
            + "\(Numbers.score(residuals.rootMeanSquare)), mean \(Numbers.score(residuals.mean)), greatest "
            + Numbers.score(residuals.greatest)
    }

    /// The commands that show what the lines above summarise.
    private func more(_ analysis: NetworkAnalysis) -> String? {
        var commands = analysis.columns.isEmpty ? [] : ["plot columns"]
        if analysis.mistakes ?? 0 > 0 { commands += ["show confusion", "show mistakes"] }
        if analysis.calibrationError != nil { commands.append("plot calibration") }
        if !analysis.residuals.isEmpty { commands += ["show mistakes", "plot residuals"] }
        guard let last = commands.last else { return nil }
        let quoted = commands.dropLast().map { "`\($0)`" }.joined(separator: ", ")
        return "\(quoted.isEmpty ? "" : quoted + " and ")`\(last)` \(commands.count == 1 ? "shows" : "show") more"
    }
}
