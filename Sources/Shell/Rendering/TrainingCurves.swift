import PlotRendering
import Plots
import Reports
import Terminal

extension ReportRenderer {
    /// Returns the training curves by epoch: loss above, score below. Empty if the training is too short for a curve.
    func curves(_ trained: TrainedReport) -> [String] {
        guard trained.curve.count > 2 else { return [] }
        func points(_ value: (TrainedReport.Epoch) -> Double?) -> [[Figure.Point]] {
            [
                trained.curve.compactMap { epoch in
                    value(epoch).flatMap { $0.isFinite ? Figure.Point(x: Double(epoch.epoch), y: $0) : nil }
                }
            ]
        }
        var figures = [
            Figure(
                horizontal: Axis("epoch", isWhole: true), vertical: Axis("loss"),
                layers: [
                    Figure.Layer("training", .dashed(points(\.trainingLoss)), color: 0),
                    Figure.Layer("validation", .line(points(\.validationLoss)), color: 1),
                ], lowerIsBetter: true)
        ]
        // If the loss is also the score, it is drawn only once.
        if trained.score != "loss" {
            figures.append(
                Figure(
                    horizontal: Axis("epoch", isWhole: true), vertical: Axis("validation \(trained.score)"),
                    layers: [Figure.Layer("validation", .line(points(\.score)), color: 1)], lowerIsBetter: false))
        }
        if isPlain { return figures.flatMap(FigureSentences().sentences) }
        return figures.flatMap { figure in
            TerminalFigure().render(
                figure, columns: min(columns, 100), rows: max(8, min(rows / 2 - 2, 12)),
                style: .init(hasColor: style.hasColor, hasUnicode: hasUnicode, isLight: style.theme == .light))
        }
    }
}
