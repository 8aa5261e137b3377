import PlotRendering
import Plots
import Testing

@Suite struct StepsTests {
    @Test func `a value holds until the next one, and equal values are one step`() {
        let points = [(1.0, 5.0), (2, 5), (4, 7), (6, 7)].map { Figure.Point(x: $0.0, y: $0.1) }
        let steps = [(1.0, 5.0), (4, 5), (4, 7), (6, 7)].map { Figure.Point(x: $0.0, y: $0.1) }
        #expect(Figure.steps(points) == steps)
        #expect(Figure.steps([Figure.Point]()).isEmpty)
        #expect(Figure.steps(Array(points.prefix(1))) == Array(points.prefix(1)))
    }

    @Test func `a band has steps where either end changes`() {
        func range(_ x: Double, _ low: Double, _ high: Double) -> Figure.VerticalRange {
            Figure.VerticalRange(x: x, low: low, high: high)
        }
        #expect(
            Figure.steps([range(1, 0, 2), range(2, 0, 2), range(3, 1, 2)]) == [
                range(1, 0, 2), range(3, 0, 2), range(3, 1, 2),
            ])
    }

    @Test(arguments: [
        (-9.4941, -15.0, -6.7, -10.0), (-0.0476, -1.9, 1.3, 0), (2.6165, 1.3, 3.4, 2), (4.2511, 3.4, 4.6, 4),
        (0.3, 0.23, 0.37, 0.3), (123_456, 120_000, 130_000, 125_000), (7.04e-5, 6.6e-5, 7.4e-5, 7e-5), (1, 1, 1, 1),
    ])
    func `of the numbers in an interval the roundest is chosen`(value: Double, low: Double, high: Double, round: Double)
    {
        #expect(RoundNumber.nearest(to: value, between: low, and: high) == round)
    }

    @Test func `contour lines are at ascending round numbers`() {
        let positions = (0...40).map { Double($0) / 4 - 5 }
        let landscape = MapPlot.Landscape(
            x: positions, y: positions, heights: positions.map { y in positions.map { $0 - y * y } })
        let figure = MapPlot.figure(
            landscape, population: [], horizontalLabel: "x", verticalLabel: "y", label: { "\($0)" })
        let levels = figure.layers.dropLast().compactMap { Double($0.name) }
        #expect(levels.count == 5 && levels == levels.sorted() && Set(levels).count == 5)
        for level in levels { #expect(level.truncatingRemainder(dividingBy: 1) == 0, "\(levels)") }
    }

    @Test func `a dashed line within its band stands out in a window`() {
        let positions = (0...20).map(Double.init)
        let band = Figure.Shape.band([positions.map { .init(x: $0, low: 0, high: 10) }])
        let line = Figure.Shape.dashed([positions.map { .init(x: $0, y: 5) }])
        func drawn(_ shapes: [Figure.Shape]) -> [Character] {
            let figure = Figure(
                horizontal: Axis("x"), vertical: Axis("y"),
                layers: shapes.map { Figure.Layer("", $0, color: 0) }, legend: .off)
            return TerminalFigure().render(
                figure, columns: 60, rows: 15, style: .init(hasColor: false, hasUnicode: true)
            ).flatMap { Array($0) }
        }
        let alone = drawn([line]).filter { ("\u{2801}"..."\u{28FF}").contains($0) }
        let both = drawn([band, line])
        // Wherever the line is drawn, its dots are the only ones.
        for (character, count) in Dictionary(grouping: alone, by: \.self).mapValues(\.count) {
            #expect(both.count { $0 == character } >= count, "\(character)")
        }
    }
}
