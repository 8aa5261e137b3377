import Foundation
import Plots
import Testing

@Suite struct ContourLinesTests {
    /// Returns the heights of a function on a regular grid from -2 to 2 in both directions.
    private func landscape(
        _ steps: Int = 40, without missing: (Double, Double) -> Bool = { _, _ in false },
        _ height: (Double, Double) -> Double
    ) -> MapPlot.Landscape {
        let positions = (0...steps).map { -2 + 4 * Double($0) / Double(steps) }
        return MapPlot.Landscape(
            x: positions, y: positions,
            heights: positions.map { y in positions.map { x in missing(x, y) ? nil : height(x, y) } })
    }

    private func length(_ line: [Figure.Point]) -> Double {
        zip(line, line.dropFirst()).reduce(0) { $0 + hypot($1.1.x - $1.0.x, $1.1.y - $1.0.y) }
    }

    @Test func `a plane has one straight line, exactly at its height`() {
        let lines = ContourLines(landscape: landscape { 2 * $0 + $1 }).lines(at: 0.25)
        #expect(lines.count == 1)
        #expect(lines.joined().allSatisfy { abs(2 * $0.x + $0.y - 0.25) < 1e-12 })
        // From (-0.875, 2) to (1.125, -2).
        #expect(abs(lines.reduce(0) { $0 + length($1) } - 20.0.squareRoot()) < 1e-12)
    }

    @Test func `a hill has one ring of the right length that ends at its start`() throws {
        let lines = ContourLines(landscape: landscape(100) { 1 - $0 * $0 - $1 * $1 }).lines(at: 0)
        let ring = try #require(lines.first)
        #expect(lines.count == 1)
        let (first, last) = (try #require(ring.first), try #require(ring.last))
        #expect(first == last)
        // The pieces are straight (linear interpolation): the error falls with the square of the grid's step of 0.04.
        #expect(ring.allSatisfy { abs(hypot($0.x, $0.y) - 1) < 0.04 * 0.04 })
        #expect(abs(length(ring) - 2 * .pi) < 0.01)
    }

    @Test func `two hills have two rings below their pass and one above it`() {
        let hills = landscape(80) { x, y in
            exp(-4 * ((x - 1) * (x - 1) + y * y)) + exp(-4 * ((x + 1) * (x + 1) + y * y))
        }
        let pass = 2 * exp(-4.0)
        #expect(ContourLines(landscape: hills).lines(at: pass + 0.1).count == 2)
        #expect(ContourLines(landscape: hills).lines(at: pass - 0.005).count == 1)
    }

    @Test func `at a saddle point every side of the square is crossed once`() {
        let saddle = MapPlot.Landscape(x: [0, 1], y: [0, 1], heights: [[1, 0], [0, 1]])
        let lines = ContourLines(landscape: saddle).lines(at: 0.5)
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.count == 2 })
        let points = Set(lines.joined().map { "\($0.x) \($0.y)" })
        #expect(points == ["0.5 0.0", "1.0 0.5", "0.5 1.0", "0.0 0.5"])
    }

    @Test func `a line ends at missing heights, and is interpolated on a logarithmic scale`() {
        let gap = landscape(40, without: { x, _ in abs(x) < 0.3 }) { _, y in y - 0.05 }
        let lines = ContourLines(landscape: gap).lines(at: 0)
        #expect(lines.count == 2)
        #expect(lines.joined().allSatisfy { abs($0.x) > 0.3 && abs($0.y - 0.05) < 1e-12 })
        let decades = MapPlot.Landscape(
            x: [1, 10, 100], y: [0, 1], heights: [[0, 1, 2], [0, 1, 2]], horizontalScale: .logarithmic)
        let points = ContourLines(landscape: decades).lines(at: 0.5).joined()
        #expect(!points.isEmpty && points.allSatisfy { abs($0.x - 10.0.squareRoot()) < 1e-9 })
    }

    @Test func `a height outside the range gives no line`() {
        #expect(ContourLines(landscape: landscape { $0 + $1 }).lines(at: 9).isEmpty)
    }
}
