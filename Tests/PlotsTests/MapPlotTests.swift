import Plots
import Testing

@Suite struct MapPlotTests {
    private static let places = (0...20).map { Double($0) / 2 - 5 }
    /// A round hill.
    private static let hill = MapPlot.Landscape(
        x: places, y: places, heights: places.map { y in places.map { x in -(x * x + y * y) } })

    @Test func `lines of equal height lie where the height is`() {
        let lines = MapPlot.lines(at: -9, in: Self.hill)
        #expect(lines.count > 20)
        for point in lines.joined() {
            #expect(abs((point.x * point.x + point.y * point.y).squareRoot() - 3) < 0.05)
        }
    }

    @Test func `the population stands above the lines, and what has no height is left out`() {
        var heights = Self.hill.heights
        heights[0][0] = nil
        let figure = MapPlot.figure(
            MapPlot.Landscape(x: Self.places, y: Self.places, heights: heights), population: [.init(x: 1, y: -2)],
            horizontalLabel: "x", verticalLabel: "y", label: { "\($0)" })
        #expect(figure.layers.last?.name == "an organism (+)")
        #expect(figure.layers.count > 3)
        let drawn = TerminalFigure().render(
            figure, columns: 80, rows: 24, style: .init(hasColor: false, hasUnicode: true))
        #expect(drawn.allSatisfy { $0.count <= 80 } && drawn.count <= 24)
    }

    @Test func `a plain has a population and no lines`() {
        let plain = MapPlot.Landscape(x: [0, 1], y: [0, 1], heights: [[2, 2], [2, 2]])
        let figure = MapPlot.figure(
            plain, population: [.init(x: 0, y: 1)], horizontalLabel: "x", verticalLabel: "y", label: { "\($0)" })
        #expect(figure.layers.count == 1)
    }
}
