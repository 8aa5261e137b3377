package import Datasets
import Foundation
package import Messages
public import Reports
package import Session
package import Statistics

/// One prediction that is wrong or far off.
struct Mistake {
    /// The index among the validation rows.
    let index: Int
    /// The name of the target, of several ones; nil for classes and for a single target.
    let target: String?
    /// The actual value, the predicted one, and the texts and numbers of the other columns.
    let actual: String
    let predicted: String
    let numbers: [Double]
}

extension ValidationPredictions {
    /// Returns the wrongly predicted samples, the most confident mistake first; for numeric targets all samples, the
    /// greatest residual first, measured in standard deviations of its target.
    ///
    /// - Complexity: O(rows × log rows)
    func mistakes() -> [Mistake] {
        switch content {
        case .classes(let classes, let names):
            return classes.mistakes.map { index in
                Mistake(
                    index: index, target: nil, actual: names[classes.labels[index]],
                    predicted: names[classes.predicted[index]],
                    numbers: [classes.confidence(of: index), classes.outputOfActualClass(of: index)])
            }
        case .values(let targets):
            let isAlone = targets.count == 1
            let ranked = targets.indices.flatMap { target -> [(target: Int, index: Int, size: Double)] in
                let residuals = targets[target].predictions.residuals
                let scale = isAlone ? 1 : Self.deviation(targets[target].predictions.actual)
                return targets[target].predictions.worst.map { (target, $0, abs(residuals[$0]) / scale) }
            }
            let sorted =
                isAlone
                ? ranked
                : ranked.sorted { left, right in
                    left.size == right.size
                        ? (left.index, left.target) < (right.index, right.target) : left.size > right.size
                }
            return sorted.map { entry in
                let (name, predictions) = targets[entry.target]
                let (actual, predicted) = (predictions.actual[entry.index], predictions.predicted[entry.index])
                return Mistake(
                    index: entry.index, target: isAlone ? nil : name, actual: Numbers.score(actual),
                    predicted: Numbers.score(predicted), numbers: [actual - predicted])
            }
        }
    }

    /// Returns the standard deviation, or 1 for numbers that are all equal.
    private static func deviation(_ numbers: [Double]) -> Double {
        let mean = numbers.reduce(0, +) / Double(max(1, numbers.count))
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, numbers.count))
        return variance > 0 ? variance.squareRoot() : 1
    }
}

extension Session {
    /// The default number of mistakes that are shown.
    package static let usualMistakes = 10
    /// The number of input columns that are shown beside a mistake.
    private static let shownColumns = 5

    /// Returns the worst mistakes of the current network: `show mistakes`.
    ///
    /// - Parameter context: nil to compute nothing that takes long.
    package func mistakesReport(first: Int?, _ context: ExecutionContext?) throws(SessionError) -> MistakesReport {
        let predictions = try validationPredictions(for: "show mistakes")
        let mistakes = predictions.mistakes()
        let shown = Array(mistakes.prefix(first ?? mistakes.count))
        let isClasses = if case .classes = predictions.content { true } else { false }
        let dataset = predictions.examples.dataset
        let values = RowValues(dataset)
        let inputs = try shownInputs(values, context)
        var columns: [Table.Column] = [.init(dataset.isTable ? "row" : "sample", .right)]
        if shown.contains(where: { $0.target != nil }) { columns.append(.init("target")) }
        columns +=
            isClasses
            ? [.init("actual"), .init("predicted"), .init("confidence", .right), .init("actual class", .right)]
            : [.init("actual", .right), .init("predicted", .right), .init("residual", .right)]
        columns += inputs.map { .init(values.names[$0], values.isNumeric(column: $0) ? .right : .left) }
        let rows = shown.map { mistake -> [String] in
            let row = Int(predictions.rows[mistake.index])
            return ["\(row + 1)"] + [mistake.target].compactMap { $0 } + [mistake.actual, mistake.predicted]
                + mistake.numbers.map(isClasses ? Numbers.fraction : Numbers.score)
                + inputs.map { values.text(row: row, column: $0) }
        }
        let count = predictions.rows.count
        let title =
            isClasses
            ? mistakes.isEmpty
                ? "the current network predicts all \(Numbers.counted(count, "validation row")) correctly"
                : "\(mistakes.count) of \(Numbers.counted(count, "validation row")) predicted wrongly by the current "
                    + "network, the most confident mistake first"
            : "residuals (actual minus predicted) of the current network on "
                + "\(Numbers.counted(count, "validation row")), the greatest first"
        let pictures = shown.compactMap { mistake in
            predictions.examples.picture(ofRow: Int(predictions.rows[mistake.index])).map { picture in
                Picture(
                    label: "\(mistake.actual) → \(mistake.predicted)", width: picture.width,
                    channels: picture.channels, pixels: picture.pixels)
            }
        }
        return MistakesReport(
            table: TableReport(title: title, table: Table(columns: columns, rows: rows, total: mistakes.count)),
            pictures: pictures)
    }

    /// Returns the columns to show beside a mistake: the most important ones if there are many.
    private func shownInputs(_ values: RowValues, _ context: ExecutionContext?) throws(SessionError) -> [Int] {
        guard values.names.count > Self.shownColumns else { return Array(values.names.indices) }
        let known = try context.flatMap { context throws(SessionError) in
            try columnImportances(for: "show mistakes", context)
        }
        let names = known?.columns.map(\.name) ?? values.names
        return names.prefix(Self.shownColumns).compactMap(values.names.firstIndex)
    }

    /// Returns the confusion matrix of the validation set: `show confusion`.
    package func confusionTable() throws(SessionError) -> TableReport {
        let (classes, names) = try classPredictions(for: "show confusion")
        let report = ConfusionReport(part: "validation", classes: names, counts: classes.confusion)
        return TableReport(
            title:
                "validation samples by actual class (rows) and predicted class (columns), with the fraction of the row",
            table: report.table)
    }

    /// Returns the calibration of the current network, bin by bin: `show calibration`.
    package func calibrationTable() throws(SessionError) -> TableReport {
        let calibration = try calibration(for: "show calibration")
        let rows = calibration.bins.map { bin in
            [
                String(format: "%g–%g", bin.low, bin.high), "\(bin.count)",
                bin.confidence.map(Numbers.fraction) ?? "–", bin.accuracy.map(Numbers.fraction) ?? "–",
            ]
        }
        let numbers = calibration.bins.map { [nil, nil, $0.confidence, $0.accuracy] as [Double?] }
        return TableReport(
            title: Self.calibrationTitle(calibration),
            table: Table(
                columns: [
                    .init("confidence"), .init("rows", .right), .init("mean confidence", .right),
                    .init("accuracy", .right),
                ], rows: rows, numbers: numbers))
    }

    /// Returns the calibration of the current network.
    ///
    /// - Throws: `.unusable` for numeric targets and for outputs that are no probabilities.
    package func calibration(for purpose: String) throws(SessionError) -> Calibration {
        let (classes, _) = try classPredictions(for: purpose)
        guard let calibration = classes.calibration() else { throw .noProbabilities }
        return calibration
    }

    package static func calibrationTitle(_ calibration: Calibration) -> String {
        "expected calibration error \(Numbers.fraction(calibration.expectedError)) "
            + "(\(Numbers.counted(calibration.bins.count, "bin"))), "
            + "\(calibration.overconfidence >= 0 ? "overconfident" : "underconfident") by "
            + Numbers.fraction(abs(calibration.overconfidence))
    }
}

extension ConfusionReport {
    /// Returns the fraction of the samples of an actual class that were predicted as a class; nil for a class without
    /// samples.
    public func share(of actual: Int, predictedAs predicted: Int) -> Double? {
        let count = counts[actual].reduce(0, +)
        return count == 0 ? nil : Double(counts[actual][predicted]) / Double(count)
    }

    /// The matrix with counts and shares.
    var table: Table {
        Table(
            columns: [.init("class")] + classes.map { .init($0, .right) },
            rows: classes.indices.map { actual in
                [classes[actual]] + classes.indices.map { cell(actual, $0) }
            })
    }

    /// Returns a count with its share: `45 (90%)`; `·` for none.
    public func cell(_ actual: Int, _ predicted: Int) -> String {
        let count = counts[actual][predicted]
        guard count > 0, let share = share(of: actual, predictedAs: predicted) else { return "·" }
        return "\(count) (\(Numbers.share(share)))"
    }
}

extension Dataset {
    /// True if the samples are rows of a table.
    package var isTable: Bool { if case .table = layout { true } else { false } }
}

extension SessionError {
    static func noClasses(for purpose: String, of dataset: String) -> SessionError {
        .unusable(
            "`\(purpose)` needs classes, and the targets of \(dataset) are numbers; `show mistakes` and `plot residuals` "
                + "show how far the predictions are off")
    }

    package static func noNumbers(of dataset: String) -> SessionError {
        .unusable(
            "`plot residuals` needs numeric targets, and \(dataset) has classes; `show confusion` and `show mistakes` show "
                + "what is predicted wrongly")
    }

    static var noProbabilities: SessionError {
        .unusable(
            "the outputs of the current network are no probabilities, so they have no calibration; try `training output softmax`"
        )
    }

    static var noBaselines: SessionError {
        .unusable("this objective has no baselines: they need an objective that reads scores of networks and no genes")
    }

}
