/// Predicted against actual numbers, one panel for each target; for a single target also its residuals. A good network
/// has its points on the diagonal, and residuals without a pattern around 0.
public enum ResidualsPlot {
    /// The predictions of a numeric target.
    public struct Target: Hashable, Sendable {
        /// The name of the target.
        public let name: String
        /// The predicted numbers.
        public let predicted: [Double]
        /// The actual numbers, as many.
        public let actual: [Double]

        /// Creates the predictions of a target.
        public init(name: String, predicted: [Double], actual: [Double]) {
            self.name = name
            self.predicted = predicted
            self.actual = actual
        }
    }

    /// Returns the figure.
    ///
    /// - Parameter note: a note below the last panel; nil for none.
    public static func figure(_ targets: [Target], note: String? = nil) -> Figure {
        var panels = targets.enumerated().map { number, target in
            panel(target, note: number == targets.count - 1 && targets.count > 1 ? note : nil)
        }
        if targets.count == 1 { panels.append(residuals(targets[0], note: note)) }
        guard let first = panels.first else {
            return Figure(horizontal: Axis(""), vertical: Axis(""), layers: [], note: note)
        }
        return Figure(
            horizontal: first.horizontal, vertical: first.vertical, layers: first.layers, legend: first.legend,
            note: first.note, below: Array(panels.dropFirst()))
    }

    private static func points(_ x: [Double], _ y: [Double]) -> [Figure.Point] {
        zip(x, y).compactMap { $0.isDrawable && $1.isDrawable ? Figure.Point(x: $0, y: $1) : nil }
    }

    private static func panel(_ target: Target, note: String?) -> Figure {
        let points = points(target.actual, target.predicted)
        let ends = points.flatMap { [$0.x, $0.y] }
        var layers: [Figure.Layer] = []
        if let low = ends.min(), let high = ends.max() {
            layers = [
                .init("predicted", .points(points), color: 1),
                .init("exact", .dashed([[.init(x: low, y: low), .init(x: high, y: high)]]), color: 0),
            ]
        }
        return Figure(
            horizontal: Axis("actual \(target.name)"), vertical: Axis("predicted \(target.name)"), layers: layers,
            legend: .off, note: note)
    }

    private static func residuals(_ target: Target, note: String?) -> Figure {
        let points = points(target.predicted, zip(target.actual, target.predicted).map { $0 - $1 })
        var layers: [Figure.Layer] = []
        if let left = points.lazy.map(\.x).min(), let right = points.lazy.map(\.x).max() {
            layers = [
                .init("residual", .points(points), color: 1),
                .init("no error", .dashed([[.init(x: left, y: 0), .init(x: right, y: 0)]]), color: 0),
            ]
        }
        return Figure(
            horizontal: Axis("predicted \(target.name)"), vertical: Axis("residual (actual − predicted)"),
            layers: layers, legend: .off, note: note)
    }
}
