import Platform

/// Contour lines by marching squares (Lorensen and Cline, "Marching cubes", 1987, in two dimensions). Each line is as
/// long as possible, so that its dashes are visible.
package struct ContourLines {
    /// A side of a grid square, which starts at its lower left corner: the side upwards or the side to the right.
    private struct Side: Hashable {
        let column: Int
        let row: Int
        let isUpright: Bool
    }

    private let landscape: MapPlot.Landscape

    /// Creates the contour lines of a landscape.
    package init(landscape: MapPlot.Landscape) { self.landscape = landscape }

    /// Returns the contour lines of one height, each as a list of points; a closed line ends at its first point.
    ///
    /// - Complexity: O(grid points).
    package func lines(at level: Double) -> [[Figure.Point]] {
        var ways: [Side: [Side]] = [:]
        for row in landscape.y.indices.dropLast() {
            for column in landscape.x.indices.dropLast() {
                let crossed = crossings(column, row, level)
                // At a saddle point all four sides are crossed.
                for pair in stride(from: 0, to: crossed.count - 1, by: 2) {
                    ways[crossed[pair], default: []].append(crossed[pair + 1])
                    ways[crossed[pair + 1], default: []].append(crossed[pair])
                }
            }
        }
        return chains(&ways).map { $0.compactMap { point($0, level) } }
    }

    /// Returns the crossed sides of a square in their order around it; empty if a height is missing.
    private func crossings(_ column: Int, _ row: Int, _ level: Double) -> [Side] {
        let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
        let heights = corners.compactMap { landscape.heights[$0.1][$0.0] }
        guard heights.count == 4 else { return [] }
        let sides = [
            Side(column: column, row: row, isUpright: false), Side(column: column + 1, row: row, isUpright: true),
            Side(column: column, row: row + 1, isUpright: false), Side(column: column, row: row, isUpright: true),
        ]
        return (0..<4).filter { (heights[$0] < level) != (heights[($0 + 1) % 4] < level) }.map { sides[$0] }
    }

    /// Returns chains of connected sides. Open lines come before closed ones, so that no chain begins in the middle
    /// of an open line.
    private func chains(_ ways: inout [Side: [Side]]) -> [[Side]] {
        let order = ways.keys.sorted { left, right in
            let (ends, others) = (ways[left]?.count == 1, ways[right]?.count == 1)
            if ends != others { return ends }
            return (left.row, left.column, left.isUpright ? 1 : 0) < (right.row, right.column, right.isUpright ? 1 : 0)
        }
        var chains: [[Side]] = []
        for start in order {
            var chain = [start]
            while let last = chain.last, let next = ways[last]?.popLast() {
                if let back = ways[next]?.firstIndex(of: last) { ways[next]?.remove(at: back) }
                chain.append(next)
            }
            if chain.count > 1 { chains.append(chain) }
        }
        return chains
    }

    private func point(_ side: Side, _ level: Double) -> Figure.Point? {
        let end = side.isUpright ? (side.column, side.row + 1) : (side.column + 1, side.row)
        guard let from = landscape.heights[side.row][side.column], let to = landscape.heights[end.1][end.0] else {
            return nil
        }
        let fraction = (level - from) / (to - from)
        return Figure.Point(
            x: Self.between(landscape.x[side.column], landscape.x[end.0], fraction, landscape.horizontalScale),
            y: Self.between(landscape.y[side.row], landscape.y[end.1], fraction, landscape.verticalScale))
    }

    private static func between(_ start: Double, _ end: Double, _ fraction: Double, _ scale: Axis.Scale) -> Double {
        scale == .linear ? start + (end - start) * fraction : start * pow(end / start, fraction)
    }
}
