import Foundation
import PlotRendering
import Plots
import Support
import Testing

@Suite struct ParallelPlotTests {
    private static let plain = TerminalFigure.FigureStyle(hasColor: false, hasUnicode: false)

    private static func figure(_ genes: Int, note: String? = nil) -> Figure {
        let axes = (0..<genes).map {
            ParallelPlot.GeneAxis(name: "g\($0)", marks: [.init("0.00001", at: 0), .init("a_long_word", at: 1)])
        }
        let fitness = ParallelPlot.GeneAxis(name: "fitness", marks: [.init("0.1234", at: 0), .init("0.9876", at: 1)])
        let genomes = (0..<9).map { number in
            ParallelPlot.GenomeLine(
                positions: (0...genes).map { Double((number + $0) % 9) / 8 }, fitness: Double(number))
        }
        return ParallelPlot.figure(axes + [fitness], genomes, note: note) { "\($0) to \($1)" }
    }

    @Test(arguments: [2, 6, 15], [60, 80, 120])
    func `fitness keeps its numbers, and no text touches the next axis`(genes: Int, columns: Int) {
        let lines = TerminalFigure().render(Self.figure(genes), columns: columns, rows: 21, style: Self.plain)
        #expect(lines.allSatisfy { $0.count <= columns })
        #expect(lines.contains { $0.hasSuffix("|0.9876") })
        #expect(lines.contains { $0.hasSuffix("|0.1234") })
        // Some of each axis is visible, at least beside its texts.
        let texts = lines.filter { $0.contains("0.9876") || $0.contains("0.1234") }.joined()
        #expect(!texts.contains(/(word|[a-z0]\.\.|0001)\|/))
        #expect(texts.contains("|a_l") || columns / genes < 8)
    }

    @Test func `texts without room beside their axes are listed with the names`() {
        let lines = TerminalFigure().render(Self.figure(15), columns: 80, rows: 21, style: Self.plain)
        #expect(lines.joined(separator: "\n").contains("3 g2 0.00001..a_long_word"))
        #expect(lines.count <= 21)
    }

    @Test func `a note reports omitted genomes`() {
        let lines = TerminalFigure().render(
            Self.figure(3, note: "2 of 9 births failed and are not drawn"), columns: 60, rows: 21, style: Self.plain)
        #expect(lines.last == "  2 of 9 births failed and are not drawn")
    }

    @Test(.enabled(if: Needed.gnuplot, "gnuplot is not installed"))
    func `an image cuts the texts of many axes to their gaps, but never those of fitness`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).svg").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await GnuplotFigure().write(Self.figure(15, note: "2 births failed"), to: path)
        let image = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!image.contains("a_long_word"))
        #expect(image.contains("a_long_wo…"))
        for text in ["0.9876", "0.1234", "2 births failed"] { #expect(image.contains(text)) }
    }
}
