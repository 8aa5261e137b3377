import Foundation
import PlotRendering
import Plots
import Support
import Testing

/// Figures on a page of one column of a journal, 85 by 60 millimetres.
@Suite(.enabled(if: Needed.gnuplot, "gnuplot is not installed"))
struct SmallPageTests {
    private func text(_ figure: Figure) async throws -> String {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/a.svg"
        try await GnuplotFigure(page: FigurePage(size: (85, 60))).write(figure, to: path)
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    private func count(_ text: String, in image: String) -> Int { image.ranges(of: text).count }

    @Test func `several trainings share one legend, and a note says what dashes are`() async throws {
        let losses: [Double?] = [1.4, 0.6, 0.3]
        let trainings = (1...3).map {
            TrainingPlot.Training(
                name: "no. \($0)", trainingLoss: [losses], validationLoss: [losses], score: [[0.5, 0.8, 0.9]])
        }
        let figure = TrainingPlot.figure(trainings, score: "accuracy")
        let image = try await text(figure)
        for number in 1...3 { #expect(count("no. \(number) validation", in: image) == 1) }
        #expect(count("no. 1 training", in: image) == 0 && image.contains("dashed: training loss"))
        // Descriptions for screen readers still name every line.
        #expect(FigureSentences().sentences(of: figure).contains { $0.hasPrefix("no. 1 training: ") })
        // One training has both names in its legend.
        let single = try await text(TrainingPlot.figure([trainings[0]], score: "accuracy"))
        #expect(count(">training<", in: single) == 1 && count(">validation<", in: single) == 1)
    }

    @Test func `bands of several ways are named by their lines`() async throws {
        let steps = (1...9).map { ExperimentPlot.Step(evaluations: $0, low: 1, median: Double($0), high: 10) }
        let ways = (1...3).map { ExperimentPlot.Way(name: "way number \($0)", steps: steps) }
        let image = try await text(ExperimentPlot.figure(ways, verticalLabel: "best"))
        #expect(!image.contains("quartiles of way") && image.contains("bands from quartile to quartile"))
        for number in 1...3 { #expect(count("way number \(number)", in: image) == 1) }
        // The bands of many ways would cover one another.
        let many = ExperimentPlot.figure(
            (1...20).map { .init(name: "way \($0)", steps: steps) }, verticalLabel: "best")
        #expect(many.layers.count == 20 && many.note == "medians of the runs")
    }

    @Test func `a name that is longer than the page ends with an ellipsis`() async throws {
        let name = "95% prediction from one random search, open above, and further words that no page holds"
        let figure = ComparisonPlot.figure([
            .init(name: "random", best: [1, 2, 3], band: [0...2, 1...3, 2...4], bandName: name),
            .init(name: "evolution", best: [1, 2, 4]),
        ])
        let image = try await text(figure)
        #expect(!image.contains(name) && image.contains("95% prediction from one") && image.contains("…"))
    }

    @Test func `short axes have two marks`() async throws {
        let figure = TrainingPlot.figure(
            [.init(name: "", trainingLoss: [[1.45, 0.3]], validationLoss: [[0.7, 0.28]], score: [[0.87, 0.93]])],
            score: "accuracy")
        let image = try await text(figure)
        #expect(image.contains(">0.5<") && image.contains(">1.0<"), "\(image)")
        #expect(image.contains(">0.88<") || image.contains(">0.90<"))
    }

    @Test func `lines of a label have similar lengths`() async throws {
        let figure = Figure(
            horizontal: Axis("x"), vertical: Axis("best validation accuracy so far"),
            layers: [Figure.Layer("", .line([[.init(x: 0, y: 0), .init(x: 1, y: 1)]]), color: 0)])
        let image = try await text(figure)
        #expect(!image.contains(">far<"), "\(image)")
    }

    @Test func `texts at crowded axes are left out rather than shortened to nothing`() async throws {
        let axes = (0..<16).map {
            ParallelPlot.GeneAxis(name: "gene\($0)", marks: [.init("lowest", at: 0), .init("highest", at: 1)])
        }
        let lines = (0..<9).map { ParallelPlot.GenomeLine(positions: axes.map { _ in 0.5 }, fitness: Double($0)) }
        let image = try await text(ParallelPlot.figure(axes, lines) { "\($0) to \($1)" })
        // gnuplot draws each boxed text twice.
        #expect((1...2).contains(count("lowest", in: image)) && !image.contains("low…"))
        #expect(image.contains("gene15"))
    }

    @Test func `more panels than a page holds need a height`() async throws {
        let points = (1...9).map { [Double($0), 10 - Double($0), Double($0 % 3)] }
        let objectives = ["a", "b", "c"].map { FrontPlot.PlottedObjective($0, isMinimized: true) }
        let figure = FrontPlot.figure(.init("front", fronts: [points]), earlier: nil, knee: nil, objectives: objectives)
        do {
            _ = try await text(figure)
            Issue.record("the figure was written")
        } catch let error as PlotError {
            guard case .tooLow(_, let least) = error else {
                Issue.record("\(error)")
                return
            }
            let folder = try TemporaryFolder()
            try await GnuplotFigure(page: FigurePage(size: (85, least))).write(figure, to: "\(folder.path)/a.svg")
        }
    }

    @Test(arguments: [2, 20, 100])
    func `many boxes are drawn, too`(count: Int) async throws {
        let folder = try TemporaryFolder()
        let figure = BoxPlot.figure(
            (1...count).map { .init(name: "way \($0)", values: [1, 2, Double($0) + 3]) }, verticalLabel: "best x")
        try await GnuplotFigure(page: FigurePage(size: (85, 60))).write(figure, to: "\(folder.path)/a.svg")
        #expect(try String(contentsOfFile: "\(folder.path)/a.svg", encoding: .utf8).contains("<svg"))
    }
}
