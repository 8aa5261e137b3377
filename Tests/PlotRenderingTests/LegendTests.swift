import Foundation
import PlotRendering
import Plots
import Testing

@Suite struct LegendTests {
    private static let styles = [
        TerminalFigure.FigureStyle(hasColor: false, hasUnicode: false), .init(hasColor: false, hasUnicode: true),
    ]

    /// Returns the sample before each name in the legend.
    private func keys(_ figure: Figure, of names: [String], _ style: TerminalFigure.FigureStyle) -> [String] {
        let lines = TerminalFigure().render(figure, columns: 80, rows: 24, style: style)
        return names.compactMap { name in
            lines.lazy.compactMap { line in
                line.range(of: " \(name) ").map { line[..<$0.lowerBound].suffix(4).split(separator: "  ").last ?? "" }
            }.last.map(String.init)
        }
    }

    @Test(arguments: styles)
    func `classes of fitness can be distinguished without colours`(style: TerminalFigure.FigureStyle) {
        let genomes = (0..<20).map { ParallelPlot.GenomeLine(positions: [Double($0) / 20, 0.5], fitness: Double($0)) }
        let figure = ParallelPlot.figure(
            [.init(name: "a", marks: []), .init(name: "fitness", marks: [])], genomes
        ) { low, _ in "from \(Int(low))" }
        let keys = keys(figure, of: ["from 0", "from 4", "from 8", "from 12", "from 16"], style)
        #expect(Set(keys).count == 5, "\(keys)")
    }

    @Test(arguments: styles)
    func `networks can be distinguished without colours, and badges on their lines are in the legend`(
        style: TerminalFigure.FigureStyle
    ) {
        let trainings = (1...3).map { number in
            let losses = (1...20).map { Optional(Double(number) / Double($0)) }
            return TrainingPlot.Training(
                name: "no. \(number)", trainingLoss: [losses], validationLoss: [losses.map { $0.map { $0 * 2 } }],
                score: [])
        }
        let figure = TrainingPlot.figure(trainings, score: nil)
        let names = (1...3).flatMap { ["no. \($0) training", "no. \($0) validation"] }
        let keys = keys(figure, of: names, style)
        #expect(Set(keys).count == 6, "\(keys)")
        let canvas = TerminalFigure().render(figure, columns: 80, rows: 24, style: style).dropLast(6).joined()
        for badge in ["1", "2", "3"] { #expect(canvas.contains(badge)) }
        // A single network has different dashes for each line.
        let alone = TrainingPlot.figure(Array(trainings.prefix(1)), score: nil)
        #expect(Set(self.keys(alone, of: ["training", "validation"], style)).count == 2)
    }
}
