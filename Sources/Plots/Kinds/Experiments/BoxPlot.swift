/// A box plot of several groups of numbers (Tukey, "Exploratory data analysis", 1977).
///
/// A box reaches from quartile to quartile, with a line at the median. The whiskers end at the furthest values within
/// one and a half box heights of the box; values beyond are single points.
public enum BoxPlot {
    /// A group of numbers.
    public struct Group: Hashable, Sendable {
        /// The name on the axis.
        public let name: String
        /// The values.
        public let values: [Double]

        /// Creates a group; all values are finite.
        public init(name: String, values: [Double]) {
            self.name = name
            self.values = values
        }
    }

    /// Half of the width of a box; neighbouring boxes are 1 apart.
    static let halfWidth = 0.3

    /// Returns the figure, the groups from left to right.
    ///
    /// - Parameter isMinimized: true for a logarithmic scale if the values span orders of magnitude.
    public static func figure(_ groups: [Group], verticalLabel: String, isMinimized: Bool = false) -> Figure {
        let groups = groups.map { Group(name: $0.name, values: $0.values.filter(\.isDrawable).sorted()) }
        let layers = groups.enumerated().flatMap { number, group in
            group.values.isEmpty ? [] : box(of: group.values, at: Double(number + 1), color: number)
        }
        return Figure(
            horizontal: Axis(
                "", isWhole: true, names: groups.enumerated().map { .init($1.name, at: Double($0 + 1)) },
                range: groups.isEmpty ? nil : 0.5...Double(groups.count) + 0.5),
            vertical: Axis(verticalLabel, scale: isMinimized ? .suited(to: groups.flatMap(\.values)) : .linear),
            layers: layers, legend: .off, note: "boxes: quartiles and median",
            lowerIsBetter: isMinimized)
    }

    /// Returns the layers of one box: the box, its median, the whiskers and the points beyond them.
    private static func box(of sorted: [Double], at x: Double, color: Int) -> [Figure.Layer] {
        let (low, median, high) = (quantile(0.25, sorted), quantile(0.5, sorted), quantile(0.75, sorted))
        let reach = 1.5 * (high - low)
        let inside = sorted.filter { $0 >= low - reach && $0 <= high + reach }
        let outside = sorted.filter { $0 < low - reach || $0 > high + reach }
        let ends = [x - halfWidth, x + halfWidth]
        var layers: [Figure.Layer] = [
            .init("", .band([ends.map { .init(x: $0, low: low, high: high) }]), color: color),
            .init(
                "",
                .ranges([
                    .init(x: x, low: inside.first ?? low, high: low), .init(x: x, low: high, high: inside.last ?? high),
                ]), color: color),
            .init("", .line([ends.map { .init(x: $0, y: median) }]), color: color),
        ]
        if !outside.isEmpty { layers.append(.init("", .points(outside.map { .init(x: x, y: $0) }), color: color)) }
        return layers
    }

    /// Returns a quantile with linear interpolation between neighbours.
    private static func quantile(_ fraction: Double, _ sorted: [Double]) -> Double {
        let position = fraction * Double(sorted.count - 1)
        let index = Int(position)
        let next = min(index + 1, sorted.count - 1)
        return sorted[index] + (sorted[next] - sorted[index]) * (position - Double(index))
    }
}
