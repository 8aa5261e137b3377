import Foundation
import PlotRendering
import Plots
import Testing

@Suite struct MapPlotTests {
    private static let positions = (0...20).map { Double($0) / 2 - 5 }
    /// A round hill.
    private static let hill = MapPlot.Landscape(
        x: positions, y: positions, heights: positions.map { y in positions.map { x in -(x * x + y * y) } })

    @Test func `contour lines are at their height`() {
        let lines = MapPlot.lines(at: -9, in: Self.hill)
        // A closed line is one piece, so that its dashes are visible.
        #expect(lines.count == 1)
        #expect(lines.joined().count > 20)
        for point in lines.joined() {
            #expect(abs((point.x * point.x + point.y * point.y).squareRoot() - 3) < 0.05)
        }
    }

    @Test func `the population is drawn above the lines, and missing heights are left out`() {
        var heights = Self.hill.heights
        heights[0][0] = nil
        let figure = MapPlot.figure(
            MapPlot.Landscape(x: Self.positions, y: Self.positions, heights: heights), population: [.init(x: 1, y: -2)],
            horizontalLabel: "x", verticalLabel: "y", label: { "\($0)" })
        #expect(figure.layers.last?.name == "an organism")
        #expect(figure.layers.count > 3)
        let drawn = TerminalFigure().render(
            figure, columns: 80, rows: 24, style: .init(hasColor: false, hasUnicode: true))
        #expect(drawn.allSatisfy { $0.count <= 80 } && drawn.count <= 24)
        #expect(drawn.contains { $0.contains("+ an organism") })
        #expect(drawn.dropLast(3).contains { $0.contains("+") })
        let keys = drawn.joined().matches(of: /([⠀-⣿]{4}) -/).map { String($0.output.1) }
        #expect(keys.count > 2 && Set(keys).count == keys.count, "\(drawn)")
        #expect(drawn.last == "  blank where there is no value: less than 1% of the map")
    }

    @Test func `a map shows the whole range of its genes, even without values`() {
        let heights = Self.positions.map { y in Self.positions.map { x in x < 0 ? nil : Optional(x + y) } }
        let figure = MapPlot.figure(
            MapPlot.Landscape(x: Self.positions, y: Self.positions, heights: heights), population: [],
            horizontalLabel: "x", verticalLabel: "y", label: { "\($0)" })
        let drawn = TerminalFigure().render(
            figure, columns: 80, rows: 24, style: .init(hasColor: false, hasUnicode: false))
        #expect(drawn.contains { $0.contains("-4") && $0.contains("4 ") })
        #expect(drawn.last?.contains("48% of the map") == true)
    }

    @Test func `equal factors have equal distances on a logarithmic map, and lines are straight`() {
        let positions = (0...30).map { pow(10, Double($0) * 0.3 - 6) }
        let landscape = MapPlot.Landscape(
            x: positions, y: positions, heights: positions.map { y in positions.map { $0 * y } })
        let figure = MapPlot.figure(
            landscape, population: [.init(x: 1e-6, y: 1e-6), .init(x: 1, y: 1)], horizontalLabel: "x",
            verticalLabel: "y", label: { "\($0)" })
        #expect(figure.horizontal.scale == .logarithmic && figure.vertical.scale == .logarithmic)
        let lines = MapPlot.lines(at: 1e-3, in: landscape)
        #expect(!lines.isEmpty)
        for point in lines.joined() { #expect(abs(log10(point.x) + log10(point.y) + 3) < 0.2) }
        let drawn = TerminalFigure().render(
            figure, columns: 80, rows: 24, style: .init(hasColor: false, hasUnicode: false))
        for label in ["0.01 +", "1 +", "100 +"] { #expect(drawn.contains { $0.contains(label) }, "\(drawn)") }
    }

    @Test func `a requested scale is used if it is possible`() {
        let numbers = (1...64).map(Double.init)
        func scale(_ positions: [Double], _ wanted: Axis.Scale?) -> Axis.Scale {
            MapPlot.Landscape(x: positions, y: [0, 1], heights: [], horizontalScale: wanted).horizontalScale
        }
        #expect(scale(numbers, nil) == .linear)
        #expect(scale(numbers, .logarithmic) == .logarithmic)
        #expect(scale([0] + numbers, .logarithmic) == .linear)
    }

    @Test func `a flat landscape has a population and no lines`() {
        let plain = MapPlot.Landscape(x: [0, 1], y: [0, 1], heights: [[2, 2], [2, 2]])
        let figure = MapPlot.figure(
            plain, population: [.init(x: 0, y: 1)], horizontalLabel: "x", verticalLabel: "y", label: { "\($0)" })
        #expect(figure.layers.count == 1)
    }
}
