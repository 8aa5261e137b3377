import CurrentNetwork
import Reports
import Terminal

/// A renderer of reports on trained networks: scores with their intervals, classes, predictions.
struct WinnerRenderer {
    let columns: Int
    let style: Style

    /// The maximum number of classes in a matrix; with more classes, only the most confused pairs are shown.
    private static let maximumClasses = 20
    /// The maximum number of classes in a matrix with shares; `show confusion` has them for any number.
    private static let maximumShares = 4

    func lines(_ trained: TrainedReport) -> [String] {
        let saved = trained.path.map { "     saved \($0)" } ?? ""
        let kept =
            trained.bestEpoch == 0
            ? "no epoch improved the score; the weights are unchanged"
            : "the weights of epoch \(trained.bestEpoch) are kept"
        let test = trained.test.map { ", test \(trained.score) \(style.accent(Numbers.fraction($0)))" } ?? ""
        let seeds = trained.seeds.map { $0.isNaN ? "none" : Numbers.fraction($0) }.joined(separator: ", ")
        return [
            "\(Numbers.counted(trained.epochs, "epoch")) in \(Numbers.duration(trained.seconds)): \(trained.stop); "
                + "\(kept), \(trained.parameters) parameters"
        ] + trained.failures.map { style.warning("warning: ") + $0 }
            + (trained.seeds.isEmpty ? [] : ["the best of \(trained.seeds.count) seeds, by validation: \(seeds)"])
            + (trained.refit.map { [line([$0]) + " in \(Numbers.duration($0.seconds))"] } ?? []) + [
                "validation \(trained.score) \(style.accent(Numbers.fraction(trained.validation)))\(test)\(saved)"
            ] + intervals(trained.validationScore, trained.testScore)
            + (trained.comparison.map { [style.dim("  " + $0)] } ?? []) + reads(trained.testReads)
            + (trained.confusion.map(lines) ?? [])
    }

    /// Returns the line about networks that were trained once more on the same rows.
    private func line(_ refits: [RefitReport]) -> String {
        let epochs = refits.map { "\($0.epochs)" }.joined(separator: ", ")
        return
            "then trained again on the \(Numbers.counted(refits.first?.rows ?? 0, "row")) of the training and validation "
            + "sets together: \(epochs) \(epochs == "1" ? "epoch" : "epochs")"
    }

    func lines(_ network: NetworkReport) -> [String] {
        let hidden = network.hidden.isEmpty ? "no hidden layers" : network.hidden.joined(separator: " → ")
        let names = network.outputs.prefix(8).joined(separator: ", ") + (network.outputs.count > 8 ? ", …" : "")
        let count = network.outputs.count
        let outputs = network.hasClasses ? "\(count) classes" : Numbers.counted(count, "number")
        return [
            "network read from \(network.path)",
            "\(network.sample) → \(hidden) → \(outputs) (\(names)), \(network.parameters) parameters",
        ] + network.warnings.map { style.warning("warning: ") + $0 }
    }

    func lines(_ scored: ScoredReport) -> [String] {
        let test = scored.test.map { ", test \(scored.score) \(style.accent(Numbers.fraction($0.value)))" } ?? ""
        let others = scored.scores.filter { $0.key != scored.score && !$0.value.isNaN }.sorted { $0.key < $1.key }
        let words = others.map { "\($0.key) \(Numbers.score($0.value))" }.joined(separator: "  ")
        let part = scored.test == nil ? "validation" : "test"
        return ["validation \(scored.score) \(style.accent(Numbers.fraction(scored.validation.value)))\(test)"]
            + intervals(scored.validation, scored.test) + (words.isEmpty ? [] : [style.dim("  \(part): \(words)")])
            + reads(scored.testReads) + (scored.confusion.map(lines) ?? [])
    }

    func lines(_ predicted: PredictedReport) -> [String] {
        let written = predicted.path.map { ["\(Numbers.counted(predicted.samples, "prediction")) written to \($0)"] }
        return predicted.remarks.map { style.warning("warning: ") + $0 }
            + (written ?? table(predicted.table))
    }

    func lines(_ ensemble: EnsembleReport) -> [String] {
        let members = ensemble.members.map { Numbers.fraction($0) }.joined(separator: ", ")
        func signed(_ gain: Double) -> String { (gain < 0 ? "" : "+") + Numbers.fraction(gain) }
        let test = ensemble.test.map { test in
            ", test \(ensemble.score) \(style.accent(Numbers.fraction(test.value)))"
                + (ensemble.testGain.map { " (\(signed($0)))" } ?? "")
        }
        return [
            "\(ensemble.members.count) networks (\(ensemble.trained) trained in \(Numbers.duration(ensemble.seconds))), "
                + "validation \(ensemble.score): \(members)",
            "together: validation \(ensemble.score) \(style.accent(Numbers.fraction(ensemble.validation.value))) "
                + "(\(signed(ensemble.gain)) over the best of them)\(test ?? "")",
        ]
            + (ensemble.refits.isEmpty ? [] : [line(ensemble.refits)]) + intervals(ensemble.validation, ensemble.test)
            + reads(ensemble.testReads)
    }

    // MARK: - Parts

    private func table(_ table: Table) -> [String] { TableRenderer(columns: columns, style: style).lines(table) }

    private func reads(_ count: Int) -> [String] {
        count > 1
            ? [style.dim("the test set has been read \(count) times: its score is no longer an unbiased estimate")] : []
    }

    /// Returns the 95% confidence intervals of the scores, valid if these data did not influence the choice of the
    /// network.
    private func intervals(_ validation: MeasuredScore, _ test: MeasuredScore?) -> [String] {
        let parts = [("validation", validation), ("test", test)].compactMap { name, score -> String? in
            guard let score, let low = score.low, let high = score.high else { return nil }
            return "\(name) \(Numbers.fraction(low))–\(Numbers.fraction(high)) (\(Numbers.counted(score.rows, "row")))"
        }
        guard !parts.isEmpty else { return [] }
        return [style.dim("  95% confidence intervals: \(parts.joined(separator: ", "))")]
    }

    /// Returns the confusion matrix with precision and recall. With many classes, the most confused pairs replace the
    /// matrix.
    private func lines(_ confusion: ConfusionReport) -> [String] {
        func fraction(_ value: Double?) -> String { value.map { Numbers.fraction($0) } ?? "–" }
        let count = confusion.classes.count
        let showsMatrix = count <= Self.maximumClasses
        func counted(_ row: Int, _ column: Int) -> String {
            confusion.counts[row][column] == 0 ? "·" : "\(confusion.counts[row][column])"
        }
        // Shares need room: otherwise the table would be folded.
        let hasShares = count <= Self.maximumShares
        let predicted = showsMatrix ? confusion.classes.map { Table.Column($0, .right) } : []
        let rows = (0..<count).map { index in
            [confusion.classes[index], fraction(confusion.precision(of: index)), fraction(confusion.recall(of: index))]
                + (showsMatrix ? (0..<count).map { hasShares ? confusion.cell(index, $0) : counted(index, $0) } : [])
        }
        var lines = [style.bold("\(confusion.part) samples by actual class (rows) and predicted class (columns)")]
        lines += table(
            Table(
                columns: [.init("class"), .init("precision", .right), .init("recall", .right)] + predicted,
                rows: rows))
        if !showsMatrix {
            let pairs = (0..<count).flatMap { row in (0..<count).map { (row, $0, confusion.counts[row][$0]) } }
                .filter { $0.0 != $0.1 && $0.2 > 0 }.sorted { ($1.2, $0.0, $0.1) < ($0.2, $1.0, $1.1) }
            for (row, column, times) in pairs.prefix(5) {
                lines.append(
                    "  \(confusion.classes[row]) predicted as \(confusion.classes[column]): "
                        + Numbers.counted(times, "time"))
            }
        }
        return lines
    }
}
