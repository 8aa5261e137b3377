import PlotRendering
import Plots
import Testing

@Suite struct AxisTests {
    private static let plain = TerminalFigure.FigureStyle(hasColor: false, hasUnicode: false)

    private static func diversity(_ generations: Int) -> Figure {
        DiversityPlot.figure((1...generations).map { .init(generation: $0, distance: 0.3, distinct: 0.4) })
    }

    @Test func `the diversity axis always runs from 0 to 1`() {
        let lines = TerminalFigure().render(Self.diversity(9), columns: 80, rows: 21, style: Self.plain)
        #expect(lines.contains { $0.hasPrefix("1.0 +") })
        #expect(lines.contains { $0.hasPrefix("0.0 +") })
    }

    @Test(arguments: [2, 13, 37, 98, 101, 999])
    func `the first and the last generation have ticks, and the label is below all ticks`(last: Int) {
        let lines = TerminalFigure().render(Self.diversity(last), columns: 80, rows: 21, style: Self.plain)
        let marks = lines[lines.count - 3].split(separator: " ")
        #expect(marks.first == "1")
        #expect(marks.last == "\(last)")
        #expect(lines[lines.count - 2].split(separator: " ") == ["generation"])
        #expect(lines.count <= 21)
    }

    @Test func `a lineage has half a generation of room on both sides, and its label above the line`() {
        let line = (1...5).map {
            LineagePlot.LineageMember(
                birth: $0, generation: $0, value: Double($0), mother: $0 > 1 ? $0 - 1 : nil, father: nil)
        }
        let figure = LineagePlot.figure(line.reversed(), among: line, verticalLabel: "x", isMinimized: false)
        #expect(figure.horizontal.range == 0.5...5.5)
        let lines = TerminalFigure().render(figure, columns: 60, rows: 21, style: Self.plain)
        let named = lines.firstIndex { $0.contains("birth 5") }
        let drawn = lines.firstIndex { $0.contains("*") }
        #expect(named.map { $0 + 1 } == drawn, "\(lines)")
    }

    @Test func `columns of several generations in a heat map end with the last generation`() {
        let figure = GenesPlot.figure([.init("a", fractions: (0..<1001).map { _ in 0.5 })], note: "b is left out")
        guard case .cells(let cells)? = figure.layers.first?.shape, let row = cells.rows.first else {
            Issue.record("no cells")
            return
        }
        #expect(abs(cells.left + cells.width * Double(row.count) - 1001.5) < 1e-6)
        #expect(row.allSatisfy { $0 == 0.5 })
        let lines = TerminalFigure().render(figure, columns: 60, rows: 21, style: Self.plain)
        #expect(lines.last == "  b is left out")
    }
}
