import Foundation
import PlotRendering
import Plots
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The plots of a trained network.
@Suite struct AnalysisPlotsTests {
    private let plain = TerminalFigure.FigureStyle(hasColor: false, hasUnicode: false)

    private static let columns = ColumnsPlot.figure(
        [
            .init(name: "petal length", fall: 0.31, deviation: 0.02), .init(name: "colour", fall: 0.1, deviation: 0.03),
            .init(name: "noise", fall: -0.004, deviation: 0.01),
        ], label: "fall of accuracy", note: "5 permutations")
    private static let calibration = CalibrationPlot.figure([
        .init(confidence: 0.55, accuracy: 0.4, count: 12), .init(confidence: 0.95, accuracy: 0.9, count: 88),
    ])
    private static let residuals = ResidualsPlot.figure([
        .init(name: "price", predicted: [1, 2.5, 4], actual: [1.5, 2, 4])
    ])

    private func text(_ figure: Figure) -> String {
        TerminalFigure().render(figure, columns: 70, rows: 24, style: plain).joined(separator: "\n")
    }

    @Test func `the most important column is at the top, and a rise of the score has no bar but its number`() throws {
        let lines = text(Self.columns).split(separator: "\n")
        let order = ["petal length", "colour", "noise"].map { name in lines.firstIndex { $0.contains(name) } }
        #expect(order.compactMap(\.self) == order.compactMap(\.self).sorted() && !order.contains(nil))
        #expect(text(Self.columns).contains("0.3100") && text(Self.columns).contains("-0.0040"))
        guard case .bars(let bars)? = Self.columns.layers.first?.shape else {
            Issue.record("\(Self.columns.layers)")
            return
        }
        #expect(bars.map(\.x) == [0, 0.1, 0.31])
        #expect(ColumnsPlot.figure([], label: "x").layers.isEmpty)
    }

    @Test(arguments: [24, 40, 70, 120])
    func `each bar has its complete number in a window of any width`(columns: Int) {
        let figure = ImportancePlot.figure([("a", 1), ("b", 0), ("c", 0)], settled: ["b"])
        let lines = TerminalFigure().render(figure, columns: columns, rows: 12, style: plain)
        for (name, number) in [("a", "100.0%"), ("b", "0.0% settled"), ("c", "0.0%")] {
            #expect(lines.contains { $0.contains(name) && $0.contains(number) }, "\(lines)")
        }
        // The longest bar is still the longest.
        #expect((lines.first { $0.contains("100.0%") }?.count { $0 == "#" } ?? 0) >= columns / 3)
    }

    @Test func `a calibrated network is on the diagonal of the whole square`() {
        guard case .dashed(let diagonal)? = Self.calibration.layers.first?.shape else {
            Issue.record("\(Self.calibration.layers)")
            return
        }
        #expect(diagonal == [[.init(x: 0, y: 0), .init(x: 1, y: 1)]])
        #expect(Self.calibration.horizontal.range == 0...1 && Self.calibration.vertical.range == 0...1)
        #expect(text(Self.calibration).contains("88"))
        #expect(CalibrationPlot.figure([]).layers.isEmpty)
    }

    @Test func `one target has its residuals below, several have a panel each`() {
        #expect(Self.residuals.below.count == 1)
        guard case .points(let points)? = Self.residuals.below.first?.layers.first?.shape else {
            Issue.record("\(Self.residuals.below)")
            return
        }
        #expect(points == [.init(x: 1, y: 0.5), .init(x: 2.5, y: -0.5), .init(x: 4, y: 0)])
        let two = ResidualsPlot.figure([
            .init(name: "a", predicted: [1], actual: [1]), .init(name: "b", predicted: [1], actual: [.infinity]),
        ])
        #expect(two.below.count == 1 && two.below[0].layers.isEmpty)
        #expect(ResidualsPlot.figure([]).layers.isEmpty)
    }

    @Test(arguments: [columns, calibration, residuals])
    func `each plot has an SVG document and sentences`(figure: Figure) {
        let parser = XMLParser(data: Data(SVGFigure().document(figure).utf8))
        #expect(parser.parse())
        #expect(FigureSentences().sentences(of: figure).allSatisfy { !$0.isEmpty })
        #expect(!FigureSentences().sentences(of: figure).isEmpty)
    }
}
