import PlotRendering
import Plots
import Testing

@Suite struct FrontPlotTests {
    private typealias Point = Figure.Point
    private let accuracy = FrontPlot.PlottedObjective("accuracy", isMinimized: false)
    private let parameters = FrontPlot.PlottedObjective("parameters", isMinimized: true)

    private func figure(
        _ front: [[Double]], earlier: [[[Double]]] = [], knee: (values: [Double], label: String)? = nil,
        _ objectives: [FrontPlot.PlottedObjective]
    ) -> Figure {
        FrontPlot.figure(
            .init("front", fronts: [front]), earlier: earlier.isEmpty ? nil : .init("earlier", fronts: earlier),
            knee: knee, objectives: objectives)
    }

    private func line(_ figure: Figure) -> [[Figure.Point]] {
        figure.layers.compactMap { layer -> [[Figure.Point]]? in
            if case .line(let pieces) = layer.shape { pieces } else { nil }
        }.first ?? []
    }

    @Test func `the steps of a front turn where two neighbours both dominate no more`() {
        // More accuracy costs more parameters: left of a point and above it, nothing is dominated.
        let drawn = figure([[0.9, 100], [0.8, 10], [0.95, 500]], [accuracy, parameters])
        #expect(
            line(drawn) == [
                [
                    Point(x: 10, y: 0.8), Point(x: 100, y: 0.8), Point(x: 100, y: 0.9), Point(x: 500, y: 0.9),
                    Point(x: 500, y: 0.95),
                ]
            ])
        #expect(drawn.vertical.label == "accuracy")
        #expect(drawn.horizontal.label == "parameters")
        #expect(drawn.horizontal.scale == .logarithmic)
        #expect(drawn.vertical.scale == .linear)
    }

    @Test func `a few values near 0 do not hide the shape of a front`() {
        let down = FrontPlot.PlottedObjective("x", isMinimized: true)
        let shares = [1e-9, 1e-6] + (1...20).map { Double($0) / 20 }
        let drawn = figure(shares.map { [$0, 1 - $0 * $0] }, [down, down])
        #expect(drawn.vertical.scale == .linear && drawn.horizontal.scale == .linear)
        let losses = figure([[1, 0], [0.1, 1], [0.01, 2], [0.001, 3], [1e-4, 4]], [down, down])
        #expect(losses.vertical.scale == .logarithmic)
    }

    @Test func `two objectives to maximize bound their steps from the right`() {
        let up = FrontPlot.PlottedObjective("a", isMinimized: false)
        let drawn = figure([[1, 3], [2, 1]], [up, up])
        #expect(line(drawn) == [[Point(x: 3, y: 1), Point(x: 1, y: 1), Point(x: 1, y: 2)]])
    }

    @Test func `three objectives are a panel for each pair, with one legend below the last`() {
        let down = FrontPlot.PlottedObjective("c", isMinimized: true)
        let drawn = figure([[0.9, 100, 3], [0.8, 10, 4]], [accuracy, parameters, down])
        let panels = [drawn] + drawn.below
        #expect(panels.map(\.vertical.label) == ["accuracy", "accuracy", "parameters"])
        #expect(panels.map(\.horizontal.label) == ["parameters", "c", "c"])
        #expect(panels.map(\.legend) == [.off, .off, .below])
        // The second organism is on the front only because of its parameters.
        #expect(line(panels[1]) == [[Point(x: 3, y: 0.9)]])
    }

    @Test func `earlier fronts are behind the front`() {
        let drawn = figure(
            [[0.9, 100]], earlier: [[[0.7, 100]], [[0.8, 200]]], knee: ([0.9, 100], "birth 7"), [accuracy, parameters])
        #expect(drawn.layers.map(\.name).filter { !$0.isEmpty } == ["earlier", "front", "knee"])
        let sentences = FigureSentences().sentences(of: drawn)
        #expect(
            sentences == [
                "Plot of accuracy by parameters, from 100 to 200.",
                "earlier: 2 points, parameters from 100 to 200, accuracy from 0.7 to 0.8.",
                "front: parameters 100, accuracy 0.9.", "knee: parameters 100, accuracy 0.9.",
            ])
    }

    @Test func `values that cannot be drawn are left out, and an empty front draws nothing`() {
        let drawn = figure([[0.9, 1e305], [0.5, 3]], [accuracy, parameters])
        #expect(line(drawn) == [[Point(x: 3, y: 0.5)]])
        let style = TerminalFigure.FigureStyle(hasColor: false, hasUnicode: false)
        let lines = TerminalFigure().render(figure([], [accuracy, parameters]), columns: 60, rows: 16, style: style)
        #expect(lines == ["nothing to draw"])
        #expect(FrontPlot.figure(.init("front", fronts: []), earlier: nil, knee: nil, objectives: []).layers.isEmpty)
    }

    @Test func `the hypervolume has a gap where no front is known`() {
        let drawn = HypervolumePlot.figure([nil, 0.2, 0.4], verticalLabel: "hypervolume of accuracy and parameters")
        #expect(line(drawn) == [[Point(x: 2, y: 0.2), Point(x: 3, y: 0.4)]])
        #expect(
            FigureSentences().sentences(of: drawn) == [
                "Plot of hypervolume of accuracy and parameters by generation, from 2 to 3.",
                "hypervolume: rises from 0.2 to 0.4; best 0.4 at generation 3, worst 0.2 at generation 2.",
            ])
    }
}
