/// A reliability diagram: the fraction of correct predictions by their confidence (DeGroot and Fienberg, 1983). On the
/// diagonal, confidences are probabilities.
public enum CalibrationPlot {
    /// The predictions of one bin.
    public struct Bin: Hashable, Sendable {
        /// The mean confidence.
        public let confidence: Double
        /// The fraction of correct predictions.
        public let accuracy: Double
        /// The number of predictions.
        public let count: Int

        /// Creates a bin with at least one prediction.
        public init(confidence: Double, accuracy: Double, count: Int) {
            self.confidence = confidence
            self.accuracy = accuracy
            self.count = count
        }
    }

    /// Returns the figure; each bin has its number of predictions beside it.
    ///
    /// - Parameter note: a note below the figure; nil for none.
    public static func figure(_ bins: [Bin], note: String? = nil) -> Figure {
        let points = bins.map { Figure.Point(x: $0.confidence, y: $0.accuracy) }
        let layers: [Figure.Layer] = [
            .init("calibrated", .dashed([[.init(x: 0, y: 0), .init(x: 1, y: 1)]]), color: 0),
            .init("network", .line([points]), color: 1), .init("", .crosses(points), color: 1),
            .init(
                "", .labels(zip(bins, points).map { .init("\($0.count)", at: $1, isAbove: true) }), color: 1),
        ]
        return Figure(
            horizontal: Axis("confidence", range: 0...1), vertical: Axis("accuracy", range: 0...1),
            layers: bins.isEmpty ? [] : layers, note: note)
    }
}
