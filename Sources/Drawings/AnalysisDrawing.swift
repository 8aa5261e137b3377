import CommandLanguage
import CurrentNetwork
import Datasets
import Messages
import Networks
import Plots
import Reports
import Session
import SessionState
import Statistics

extension Session {
    /// The maximum number of points in a plot of residuals; more would hide one another.
    private static let maximumPoints = 2_000
    /// The maximum number of targets with a panel of their own.
    private static let maximumPanels = 4

    /// Draws the importance of the columns for the current network.
    ///
    /// - Parameter names: The columns to draw; empty for the most important ones.
    func columnsDrawing(most: Int, _ context: ExecutionContext) throws(SessionError) -> (Figure, String) {
        let trained = try networkAtHand(for: "plot columns")
        let dataset = try examples(for: trained.saved, "plot columns").dataset
        guard dataset.isTable else { throw .noColumns(of: dataset.name) }
        guard let importances = try columnImportances(for: "plot columns", context) else { throw .interrupted }
        let shown = importances.columns.prefix(most)
        let left = importances.columns.count - shown.count
        let repeats = shown.first?.importance.falls.count ?? 0
        let note =
            "\(repeats) permutations of \(Numbers.counted(importances.rows, "validation row")); ± standard deviation"
            + (left > 0 ? "; \(Numbers.counted(left, "less important column")) left out" : "")
        let figure = ColumnsPlot.figure(
            shown.map { .init(name: $0.name, fall: $0.importance.mean, deviation: $0.importance.deviation) },
            label: "\(Metric.worsening(of: importances.metric.name)) if the column is permuted", note: note)
        return (figure, "the importance of \(Numbers.counted(shown.count, "column"))")
    }

    /// Draws the calibration of the current network.
    func calibrationDrawing() throws(SessionError) -> (Figure, String) {
        let calibration = try calibration(for: "plot calibration")
        let bins = calibration.bins.compactMap { bin in
            bin.confidence.flatMap { confidence in
                bin.accuracy.map { CalibrationPlot.Bin(confidence: confidence, accuracy: $0, count: bin.count) }
            }
        }
        return (
            CalibrationPlot.figure(bins, note: Self.calibrationTitle(calibration)),
            "the calibration of \(Numbers.counted(bins.reduce(0) { $0 + $1.count }, "validation row"))"
        )
    }

    /// Draws predicted against actual numbers.
    func residualsDrawing() throws(SessionError) -> (Figure, String) {
        let predictions = try validationPredictions(for: "plot residuals")
        guard case .values(let targets) = predictions.content else {
            throw .noNumbers(of: predictions.examples.dataset.name)
        }
        let rows = predictions.rows.count
        let shown = min(rows, Self.maximumPoints)
        // At equal distances, so that a plot is the same each time.
        let chosen = (0..<shown).map { $0 * rows / max(1, shown) }
        let drawn = targets.prefix(Self.maximumPanels).map { target in
            ResidualsPlot.Target(
                name: target.name, predicted: chosen.map { target.predictions.predicted[$0] },
                actual: chosen.map { target.predictions.actual[$0] })
        }
        var notes: [String] = []
        if let only = targets.first, targets.count == 1, let error = only.predictions.rootMeanSquaredError,
            let mean = only.predictions.meanResidual
        {
            notes.append("root mean squared error \(Numbers.score(error)), mean residual \(Numbers.score(mean))")
        }
        if shown < rows { notes.append("\(shown) of \(rows) validation rows") }
        if drawn.count < targets.count { notes.append("the first \(drawn.count) of \(targets.count) targets") }
        return (
            ResidualsPlot.figure(Array(drawn), note: notes.isEmpty ? nil : notes.joined(separator: "; ")),
            "the predictions of \(Numbers.counted(rows, "validation row"))"
        )
    }
}
