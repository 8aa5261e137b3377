import Platform

/// A contour map of a function of two variables, with the population on it.
public enum MapPlot {
    /// The heights on a grid of points, one row for each y.
    public struct Landscape: Sendable {
        /// The x values of the columns, ascending.
        public let x: [Double]
        /// The y values of the rows, ascending.
        public let y: [Double]
        /// The height of each grid point, row by row; nil if there is none.
        public let heights: [[Double?]]
        /// The scale of the columns.
        public let horizontalScale: Axis.Scale
        /// The scale of the rows.
        public let verticalScale: Axis.Scale

        /// Creates a grid with one row of heights for each `y`, each with one height for each `x`.
        ///
        /// - Parameters:
        ///   - horizontalScale: the scale of the columns; nil for the scale on which they are evenly spaced.
        ///   - verticalScale: the same for the rows.
        public init(
            x: [Double], y: [Double], heights: [[Double?]], horizontalScale: Axis.Scale? = nil,
            verticalScale: Axis.Scale? = nil
        ) {
            self.x = x
            self.y = y
            self.heights = heights
            self.horizontalScale = Self.scale(of: x, horizontalScale)
            self.verticalScale = Self.scale(of: y, verticalScale)
        }

        private static func scale(of positions: [Double], _ wanted: Axis.Scale?) -> Axis.Scale {
            guard let first = positions.first, first > 0, let last = positions.last, last > first else {
                return .linear
            }
            if let wanted { return wanted }
            guard positions.count > 2 else { return .linear }
            /// Returns the relative difference between the largest and smallest step; 0 if all steps are equal.
            func unevenness(_ positions: [Double]) -> Double {
                let steps = zip(positions, positions.dropFirst()).map { $1 - $0 }
                guard let least = steps.min(), let maximum = steps.max(), maximum > 0 else { return .infinity }
                return (maximum - least) / maximum
            }
            return unevenness(positions.map { log10($0) }) < unevenness(positions) ? .logarithmic : .linear
        }
    }

    /// The fractions of the area below each contour line.
    private static let fractions = [0.4, 0.65, 0.85, 0.95, 0.99]

    /// Returns the figure of a landscape with a population. It shows the whole landscape, blank if heights are
    /// missing.
    ///
    /// - Parameter label: returns the text of a height in the legend.
    public static func figure(
        _ landscape: Landscape, population: [Figure.Point], horizontalLabel: String, verticalLabel: String,
        title: String? = nil, label: (Double) -> String
    ) -> Figure {
        let all = landscape.heights.joined()
        let heights = all.compactMap { $0 }.filter(\.isDrawable).sorted()
        var layers: [Figure.Layer] = []
        if let least = heights.first, let maximum = heights.last, least < maximum {
            let levels = levels(of: heights, from: least, to: maximum)
            layers = levels.enumerated().map { number, level in
                Figure.Layer(
                    label(level), .line(lines(at: level, in: landscape)), color: levels.count - number,
                    shade: Double(number + 1) / Double(levels.count))
            }
        }
        layers.append(Figure.Layer("an organism", .crosses(population), color: 1))
        let missing = all.count { $0 == nil }
        return Figure(
            title: title,
            horizontal: Axis(horizontalLabel, scale: landscape.horizontalScale, range: range(landscape.x)),
            vertical: Axis(verticalLabel, scale: landscape.verticalScale, range: range(landscape.y)), layers: layers,
            note: missing > 0 ? "blank where there is no value: \(percent(missing, of: all.count)) of the map" : nil)
    }

    /// Returns a round number near each fraction of the sorted heights, in ascending order.
    private static func levels(of heights: [Double], from least: Double, to maximum: Double) -> [Double] {
        var exact: [Double] = []
        for fraction in fractions {
            let level = heights[min(heights.count - 1, Int(fraction * Double(heights.count)))]
            if level > (exact.last ?? least), level < maximum { exact.append(level) }
        }
        let ends = [least] + exact + [maximum]
        // Each number remains nearer to its own level than to the neighbours, so that they ascend.
        return exact.indices.map { index in
            RoundNumber.nearest(
                to: exact[index], between: ends[index] / 2 + exact[index] / 2,
                and: exact[index] / 2 + ends[index + 2] / 2)
        }
    }

    private static func range(_ positions: [Double]) -> ClosedRange<Double>? {
        guard let first = positions.first, let last = positions.last, first <= last else { return nil }
        return first...last
    }

    private static func percent(_ part: Int, of whole: Int) -> String {
        let percent = (Double(part) / Double(whole) * 100).rounded()
        return percent < 1 ? "less than 1%" : "\(Int(percent))%"
    }

    /// Returns the contour lines of one height, each as long as possible.
    package static func lines(at level: Double, in landscape: Landscape) -> [[Figure.Point]] {
        ContourLines(landscape: landscape).lines(at: level)
    }
}
