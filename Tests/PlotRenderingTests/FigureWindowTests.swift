import PlotRendering
import Plots
import Testing

@Suite struct FigureWindowTests {
    private func figure(_ shapes: Figure.Shape..., vertical: Axis = Axis("y"), below: [Figure] = []) -> Figure {
        Figure(
            horizontal: Axis("x"), vertical: vertical, layers: shapes.map { Figure.Layer("", $0, color: 0) },
            below: below)
    }

    private func points(_ pairs: (Double, Double)...) -> [Figure.Point] {
        pairs.map { Figure.Point(x: $0.0, y: $0.1) }
    }

    @Test func `a line is cut where it leaves the range, and goes on where it returns`() throws {
        let line = Figure.Shape.line([points((0, 0), (2, 4), (4, 0))])
        let shown = try figure(line).showing(vertical: [0...2])
        #expect(shown.layers.map(\.shape) == [.line([points((0, 0), (1, 2)), points((3, 2), (4, 0))])])
        #expect(shown.vertical.shown == 0...2 && shown.horizontal.shown == nil)
        #expect(shown.extent?.y == 0...2 && shown.extent?.x == 0...4)
        let middle = try figure(line).showing(horizontal: [1...3])
        #expect(middle.layers.map(\.shape) == [.line([points((1, 2), (2, 4), (3, 2))])])
    }

    @Test func `lines are straight on a logarithmic scale`() throws {
        let line = Figure.Shape.line([points((0, 1), (4, 10_000))])
        let shown = try figure(line, vertical: Axis("y", scale: .logarithmic)).showing(
            horizontal: [1...2])
        guard case .line(let pieces)? = shown.layers.first?.shape, let piece = pieces.first else {
            Issue.record("\(shown)")
            return
        }
        #expect(piece.map(\.x) == [1, 2] && abs(piece[0].y - 10) < 1e-9 && abs(piece[1].y - 100) < 1e-9)
        let linear = try figure(line, vertical: Axis("y", scale: .logarithmic)).showing(
            vertical: [0...10])
        #expect(linear.vertical.scale == .linear && linear.vertical.shown == 0...10)
    }

    @Test func `a band is cut at the range, with corners where its edges cross it`() throws {
        let band = Figure.Shape.band([
            [.init(x: 0, low: 0, high: 2), .init(x: 2, low: 0, high: 4), .init(x: 4, low: 5, high: 6)]
        ])
        let shown = try figure(band).showing(vertical: [0...3])
        guard case .band(let pieces)? = shown.layers.first?.shape, let piece = pieces.first, pieces.count == 1 else {
            Issue.record("\(shown)")
            return
        }
        #expect(piece.map(\.x) == [0, 1, 2, 3.2])
        #expect(piece.map(\.high) == [2, 3, 3, 3])
        #expect(piece.last?.low == 3)
    }

    @Test func `points and texts beyond the range are left out`() throws {
        let shapes: [Figure.Shape] = [
            .points(points((0, 0), (1, 5))), .crosses(points((1, 1))),
            .labels([.init("a", at: .init(x: 0, y: 0)), .init("b", at: .init(x: 1, y: 9))]),
            .ranges([.init(x: 0, low: -5, high: 1), .init(x: 1, low: 6, high: 7)]),
        ]
        let figure = Figure(
            horizontal: Axis("x"), vertical: Axis("y"), layers: shapes.map { Figure.Layer("", $0, color: 0) })
        let shown = try figure.showing(vertical: [0...4])
        #expect(
            shown.layers.map(\.shape) == [
                .points(points((0, 0))), .crosses(points((1, 1))), .labels([.init("a", at: .init(x: 0, y: 0))]),
                .ranges([.init(x: 0, low: 0, high: 1)]),
            ])
    }

    @Test func `columns of a heat map are shown whole`() throws {
        let rows = GenesPlot.figure([.init("a", fractions: [0.1, 0.2, 0.3, 0.4])])
        let shown = try rows.showing(horizontal: [2...3])
        guard case .cells(let cells)? = shown.layers.first?.shape else {
            Issue.record("\(shown)")
            return
        }
        #expect(cells.rows == [[0.2, 0.3]] && cells.left == 1.5 && shown.horizontal.shown == 1.5...3.5)
        #expect(throws: PlotError.noScale(setting: "yrange")) { try rows.showing(vertical: [0...1]) }
    }

    @Test func `panels share a horizontal range, and each has its own vertical one`() throws {
        let line = Figure.Shape.line([points((0, 0), (4, 4))])
        let two = figure(line, below: [figure(line)])
        let shown = try two.showing(horizontal: [1...2])
        #expect(shown.horizontal.shown == 1...2 && shown.below.first?.horizontal.shown == 1...2)
        let top = try two.showing(vertical: [0...1])
        #expect(top.vertical.shown == 0...1 && top.below == two.below)
        let both = try two.showing(vertical: [0...1, 2...3])
        #expect(both.vertical.shown == 0...1 && both.below.first?.vertical.shown == 2...3)
        #expect(throws: PlotError.fewerPanels(setting: "yrange", 2)) {
            try two.showing(vertical: [0...1, 0...1, 0...1])
        }
        #expect(throws: PlotError.fewerPanels(setting: "xrange", 1)) { try two.showing(horizontal: [0...1, 0...1]) }
        #expect(throws: PlotError.emptyRange) { try two.showing(horizontal: [8...9]) }
        #expect(throws: PlotError.emptyRange) { try two.showing(vertical: [0...1, 8...9]) }
    }

    @Test func `panels with horizontal axes of their own have ranges of their own`() throws {
        let line = Figure.Shape.line([points((0, 0), (4, 4))])
        let other = Figure(
            horizontal: Axis("z"), vertical: Axis("y"), layers: [Figure.Layer("", line, color: 0)])
        let two = figure(line, below: [other])
        let shown = try two.showing(horizontal: [1...2, 3...4])
        #expect(shown.horizontal.shown == 1...2 && shown.below.first?.horizontal.shown == 3...4)
        #expect(try two.showing(horizontal: [1...2]).below == two.below)
    }

    @Test func `nothing is drawn beyond the range in a window, and its ends are labelled`() throws {
        let shown = try figure(.line([points((0, 0), (10, 100))])).showing(vertical: [20...40])
        let lines = TerminalFigure().render(
            shown, columns: 60, rows: 15, style: .init(hasColor: false, hasUnicode: false))
        let text = lines.joined(separator: "\n")
        #expect(text.contains("40 +") && text.contains("20 +") && !text.contains("100 +"), "\(text)")
    }
}
