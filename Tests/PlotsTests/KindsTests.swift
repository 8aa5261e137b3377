import Plots
import Testing

@Suite struct PlotKindsTests {
    private let plain = TerminalFigure.Style(hasColor: false, hasUnicode: false)

    @Test func `expectations are marks beside the line of those that came true`() {
        let figure = ExpectationsPlot.figure([.init(x: 0.2, y: 0.9), .init(x: 0.9, y: 0.2)])
        let lines = TerminalFigure().render(figure, columns: 60, rows: 16, style: plain)
        #expect(lines.joined().count { $0 == "+" } >= 2)
        #expect(lines.last?.contains("a birth") == true)
        #expect(ExpectationsPlot.figure([]).layers.isEmpty)
    }

    @Test func `searches are lines over their evaluations`() {
        let figure = ComparisonPlot.figure([
            .init(name: "random", best: [nil, 0.2, 0.3]), .init(name: "evolution", best: [0.1, 0.4, 0.5]),
        ])
        guard case .line(let pieces)? = figure.layers.last?.shape,
            case .dashed(let others)? = figure.layers.first?.shape
        else {
            Issue.record("\(figure.layers)")
            return
        }
        #expect(pieces == [[.init(x: 1, y: 0.1), .init(x: 2, y: 0.4), .init(x: 3, y: 0.5)]])
        #expect(others == [[.init(x: 2, y: 0.2), .init(x: 3, y: 0.3)]])
    }
}
