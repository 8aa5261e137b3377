/// A function of two numbers as a map: lines of equal height, and the population on it.
public enum MapPlot {
    /// The heights of a grid of places, a row from left to right for each step upwards.
    public struct Landscape: Sendable {
        /// The places of the columns, ascending.
        public let x: [Double]
        /// The places of the rows, ascending.
        public let y: [Double]
        /// The height of each place, row by row; nil where there is none.
        public let heights: [[Double?]]

        /// A grid; one row of heights for each `y`, each with one height for each `x`.
        public init(x: [Double], y: [Double], heights: [[Double?]]) {
            self.x = x
            self.y = y
            self.heights = heights
        }
    }

    /// The shares of the area that lie below the lines.
    private static let shares = [0.4, 0.65, 0.85, 0.95, 0.99]

    /// The figure of a landscape and those on it.
    ///
    /// - Parameter label: a height as it stands in the legend.
    public static func figure(
        _ landscape: Landscape, population: [Figure.Point], horizontalLabel: String, verticalLabel: String,
        title: String? = nil, label: (Double) -> String
    ) -> Figure {
        let heights = landscape.heights.joined().compactMap { $0 }.filter { abs($0) < 1e300 }.sorted()
        var layers: [Figure.Layer] = []
        if let least = heights.first, let most = heights.last, least < most {
            var levels: [Double] = []
            for share in shares {
                let level = heights[min(heights.count - 1, Int(share * Double(heights.count)))]
                if level > (levels.last ?? least), level < most { levels.append(level) }
            }
            layers = levels.enumerated().map { number, level in
                Figure.Layer(
                    label(level), .line(lines(at: level, in: landscape)), color: levels.count - number,
                    shade: Double(number + 1) / Double(levels.count))
            }
        }
        // Drawn as crosses, so that they stand out of lines of dots without colour, too.
        let width = (landscape.x.last ?? 1) - (landscape.x.first ?? 0)
        let height = (landscape.y.last ?? 1) - (landscape.y.first ?? 0)
        let crosses = population.flatMap { place in
            [
                [
                    Figure.Point(x: place.x - width / 60, y: place.y),
                    Figure.Point(x: place.x + width / 60, y: place.y),
                ],
                [
                    Figure.Point(x: place.x, y: place.y - height / 45),
                    Figure.Point(x: place.x, y: place.y + height / 45),
                ],
            ]
        }
        layers.append(Figure.Layer("an organism (+)", .line(crosses), color: 1))
        return Figure(title: title, horizontal: Axis(horizontalLabel), vertical: Axis(verticalLabel), layers: layers)
    }

    /// Lines of equal height: marching squares (Lorensen and Cline, "Marching cubes", 1987, in two dimensions).
    package static func lines(at level: Double, in landscape: Landscape) -> [[Figure.Point]] {
        var lines: [[Figure.Point]] = []
        for row in landscape.y.indices.dropLast() {
            for column in landscape.x.indices.dropLast() {
                let places = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
                let heights = places.compactMap { landscape.heights[$0.1][$0.0] }
                guard heights.count == 4 else { continue }
                var crossings: [Figure.Point] = []
                for side in 0..<4 {
                    let (from, to) = (heights[side], heights[(side + 1) % 4])
                    guard (from < level) != (to < level) else { continue }
                    let share = (level - from) / (to - from)
                    let (start, end) = (places[side], places[(side + 1) % 4])
                    crossings.append(
                        Figure.Point(
                            x: landscape.x[start.0] + (landscape.x[end.0] - landscape.x[start.0]) * share,
                            y: landscape.y[start.1] + (landscape.y[end.1] - landscape.y[start.1]) * share))
                }
                // At a saddle all four sides are crossed.
                for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                    lines.append([crossings[pair], crossings[pair + 1]])
                }
            }
        }
        return lines
    }
}
