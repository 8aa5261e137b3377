/// Several continuations of one search: their common past, then one line for each.
public enum WaysPlot {
    /// One continuation.
    public struct Way: Sendable {
        /// The name in the legend.
        public let name: String
        /// The value in each generation; nil if all evaluations failed.
        public let points: [(generation: Int, value: Double?)]

        /// Creates a continuation.
        public init(name: String, points: [(generation: Int, value: Double?)]) {
            self.name = name
            self.points = points
        }
    }

    /// Returns the figure; the last continuation is drawn above the others.
    ///
    /// - Parameter moment: the generation at which they begin.
    public static func figure(_ ways: [Way], from moment: Int, verticalLabel: String) -> Figure {
        func points(_ way: Way, _ isWanted: (Int) -> Bool) -> [Figure.Point] {
            way.points.compactMap { generation, value in
                value.flatMap {
                    isWanted(generation) && $0.isDrawable ? Figure.Point(x: Double(generation), y: $0) : nil
                }
            }
        }
        var layers = ways.enumerated().map { number, way in
            let line = points(way) { $0 >= moment }
            return Figure.Layer(
                way.name, number == ways.count - 1 ? .line([line]) : .dashed([line]), color: number + 1)
        }
        if moment > 1, let first = ways.first {
            layers.insert(Figure.Layer("before", .line([points(first) { $0 <= moment }]), color: 0), at: 0)
        }
        return Figure(
            horizontal: Axis("generation", isWhole: true), vertical: Axis(verticalLabel), layers: layers)
    }
}
