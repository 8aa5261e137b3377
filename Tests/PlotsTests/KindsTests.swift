import Foundation
import PlotRendering
import Plots
import Support
import Testing
import VisibleText

@Suite struct PlotKindsTests {
    private let plain = TerminalFigure.FigureStyle(hasColor: false, hasUnicode: false)

    @Test func `predictions are points beside the line of exact predictions`() {
        let figure = ExpectationsPlot.figure([.init(x: 0.2, y: 0.9), .init(x: 0.9, y: 0.2)])
        let lines = TerminalFigure().render(figure, columns: 60, rows: 16, style: plain)
        #expect(lines.joined().count { $0 == "+" } >= 2)
        #expect(lines.last?.contains("a birth") == true)
        #expect(ExpectationsPlot.figure([]).layers.isEmpty)
    }

    @Test func `searches are stairs over their evaluations: a result holds until a better one`() {
        let figure = ComparisonPlot.figure([
            .init(name: "random", best: [nil, 0.2, 0.3]), .init(name: "evolution", best: [0.1, 0.4, 0.5]),
        ])
        guard case .line(let pieces)? = figure.layers.last?.shape,
            case .dashed(let others)? = figure.layers.first?.shape
        else {
            Issue.record("\(figure.layers)")
            return
        }
        #expect(
            pieces == [
                [
                    .init(x: 1, y: 0.1), .init(x: 2, y: 0.1), .init(x: 2, y: 0.4), .init(x: 3, y: 0.4),
                    .init(x: 3, y: 0.5),
                ]
            ])
        #expect(others == [[.init(x: 2, y: 0.2), .init(x: 3, y: 0.2), .init(x: 3, y: 0.3)]])
    }
}

@Suite struct NewKindsTests {
    private let plain = TerminalFigure.FigureStyle(hasColor: false, hasUnicode: false)
    private let full = TerminalFigure.FigureStyle(hasColor: true, hasUnicode: true)

    private static let names = (0..<16).map { "gene_number_\($0)" }

    /// Returns a figure of each kind over some generations.
    static func figures(_ generations: Int) -> [Figure] {
        let fractions = (0..<generations).map { $0 % 7 == 3 ? nil : Double($0) / Double(generations) }
        let losses = (1...generations).map { Optional(1 / Double($0 * $0)) }
        let organisms = (0..<generations).map {
            LineagePlot.LineageMember(
                birth: $0, generation: $0 + 1, value: $0 % 5 == 4 ? nil : Double($0), mother: $0 > 0 ? $0 - 1 : nil,
                father: $0 > 1 ? $0 - 2 : nil)
        }
        return [
            GenesPlot.figure((0..<20).map { .init("optimizer  a_very_long_word_\($0)", fractions: fractions) }),
            TrainingPlot.figure(
                [.init(name: "no. 1", trainingLoss: [losses], validationLoss: [losses], score: [fractions])],
                score: "accuracy"),
            ParallelPlot.figure(
                names.map { .init(name: $0, marks: [.init("0.001", at: 0), .init("1024", at: 1)]) },
                (0..<generations).map { number in
                    .init(positions: names.indices.map { $0 == 3 ? nil : Double(number % ($0 + 2)) / 20 }, fitness: 0.5)
                }
            ) { "\($0) to \($1)" },
            ImportancePlot.figure(names.map { ($0, 1 / 16.0) }),
            DiversityPlot.figure((1...generations).map { .init(generation: $0, distance: 0.3, distinct: 1) }),
            LineagePlot.figure(organisms.reversed(), among: organisms, verticalLabel: "fitness", isMinimized: false),
            FitnessPlot.figure(
                (1...generations).map { .init(generation: $0, mean: 0.4, deviation: 0, best: 0.4) }, isDiscrete: true),
            ComparisonPlot.figure([
                .init(name: "random", best: losses, band: losses.map { $0.map { $0...$0 + 1 } }),
                .init(name: "evolution", best: losses),
            ]),
            FrontPlot.figure(
                .init("front", fronts: [(1...generations).map { [Double($0), 1 / Double($0), Double($0 % 3)] }]),
                earlier: .init("earlier fronts", fronts: [[[1, 1, 1], [3, 2, 1]]]), knee: ([1, 1, 1], "birth 1"),
                objectives: names.prefix(3).map { .init($0, isMinimized: true) }),
            HypervolumePlot.figure(fractions, verticalLabel: "hypervolume"),
        ]
    }

    @Test(arguments: [1, 2, 10, 1000], [60, 80, 200])
    func `no line is wider than the window, and plain text is plain`(generations: Int, columns: Int) {
        for figure in Self.figures(generations) {
            let lines = TerminalFigure().render(figure, columns: columns, rows: 21, style: plain)
            #expect(lines.allSatisfy { $0.count <= columns }, "\(lines)")
            #expect(lines.allSatisfy { $0.allSatisfy(\.isASCII) })
            let colored = TerminalFigure().render(figure, columns: columns, rows: 21, style: full)
            let visible = colored.map(StyleMark.stripped)
            #expect(visible.allSatisfy { $0.count <= columns })
            #expect(colored.count == lines.count)
        }
    }

    @Test(.enabled(if: Needed.gnuplot, "gnuplot is not installed"))
    func `gnuplot writes each kind without an error`() async throws {
        let folder = try TemporaryFolder()
        for (number, figure) in Self.figures(10).enumerated() {
            try await GnuplotFigure().write(figure, to: "\(folder.path)/\(number).svg")
        }
        #expect(folder.names.count == Self.figures(10).count)
    }

    @Test func `a heat map has one line per row, denser for larger fractions`() {
        let figure = GenesPlot.figure([.init("a", fractions: [0, 1, 1]), .init("b", fractions: [1, 0.1, nil])])
        let lines = TerminalFigure().render(figure, columns: 40, rows: 21, style: plain)
        let first = lines.first { $0.hasPrefix("a +") }
        let second = lines.first { $0.hasPrefix("b +") }
        #expect(first?.contains("@") == true && first?.contains("+  ") == true)
        #expect(second?.contains("@.") == true)
        let wide = TerminalFigure().render(figure, columns: 60, rows: 21, style: plain)
        #expect(wide.last?.contains("fraction of a generation's genomes") == true)
    }

    @Test func `losses over orders of magnitude have a logarithmic scale, others a linear one`() {
        func figure(_ losses: [Double]) -> Figure {
            TrainingPlot.figure(
                [.init(name: "", trainingLoss: [losses], validationLoss: [], score: [])], score: nil)
        }
        #expect(figure([1, 0.1, 0.001]).vertical.scale == .logarithmic)
        #expect(figure([1, 0.9, 0.5]).vertical.scale == .linear)
        #expect(figure([1, 0.1, 0]).vertical.scale == .linear)
        let lines = TerminalFigure().render(figure([1, 0.1, 0.001]), columns: 60, rows: 20, style: plain)
        for label in ["1 +", "0.1 +", "0.01 +", "0.001 +"] {
            #expect(lines.contains { $0.contains(label) }, "\(lines)")
        }
    }

    @Test func `names that do not fit beside one another are numbered and listed`() {
        let figure = Self.figures(10)[2]
        let narrow = TerminalFigure().render(figure, columns: 60, rows: 21, style: plain).joined(separator: "\n")
        for number in 1...16 { #expect(narrow.contains("\(number) gene_number_\(number - 1)")) }
    }

    @Test func `titles and labels can be replaced, and the legend can be moved`() {
        let figure = Self.figures(10)[1].with(title: "T", horizontalLabel: "H", verticalLabel: "V", legend: .off)
        let lines = TerminalFigure().render(figure, columns: 60, rows: 30, style: plain)
        #expect(lines.first?.trimmingPrefix(while: { $0 == " " }) == "T")
        #expect(lines.last?.contains(" H") == true)
        #expect(lines.contains("V"))
        #expect(!lines.contains { $0.contains("training") })
    }
}
