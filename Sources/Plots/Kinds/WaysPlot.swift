/// Several ways on from one moment, in one figure: what happened before it once, and behind it a line a way.
public enum WaysPlot {
    /// One way.
    public struct Way: Sendable {
        /// What the legend calls it.
        public let name: String
        /// Its value in each generation; nil where all evaluations failed.
        public let points: [(generation: Int, value: Double?)]

        /// One way with its points.
        public init(name: String, points: [(generation: Int, value: Double?)]) {
            self.name = name
            self.points = points
        }
    }

    /// The figure of some ways, the last one drawn above the others.
    ///
    /// - Parameter moment: the generation that they begin at.
    public static func figure(_ ways: [Way], from moment: Int, verticalLabel: String) -> Figure {
        func points(_ way: Way, _ isWanted: (Int) -> Bool) -> [Figure.Point] {
            way.points.compactMap { generation, value in
                value.flatMap {
                    isWanted(generation) && abs($0) < 1e300 ? Figure.Point(x: Double(generation), y: $0) : nil
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
