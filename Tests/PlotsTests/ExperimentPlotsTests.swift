import Foundation
import PlotRendering
import Plots
import Support
import Testing

@Suite struct ExperimentPlotsTests {
    private let plain = TerminalFigure.FigureStyle(hasColor: false, hasUnicode: false)

    private func text(_ figure: Figure) -> [String] {
        TerminalFigure().render(figure, columns: 60, rows: 16, style: plain)
    }

    @Test func `an experiment is a line and a band for each way`() {
        let steps = (1...50).map {
            ExperimentPlot.Step(evaluations: $0, low: Double($0) - 1, median: Double($0), high: Double($0) + 2)
        }
        let figure = ExperimentPlot.figure(
            [.init(name: "first", steps: steps), .init(name: "second", steps: Array(steps.prefix(20)))],
            verticalLabel: "best x so far")
        #expect(figure.layers.map(\.name) == ["quartiles of second", "quartiles of first", "second", "first"])
        let lines = text(figure)
        #expect(lines.allSatisfy { $0.count <= 60 })
        #expect(lines.joined().contains("first") && lines.joined().contains("second"))
        let sentences = FigureSentences().sentences(of: figure)
        #expect(sentences.contains("first: rises from 1 to 50; best 50 at evaluation 50, worst 1 at evaluation 1."))
        #expect(sentences.contains("quartiles of first: 0 to 3 at evaluation 1, 49 to 52 at evaluation 50."))
        let empty = ExperimentPlot.figure([.init(name: "none", steps: [])], verticalLabel: "x")
        #expect(FigureSentences().sentences(of: empty) == ["nothing to draw"])
    }

    @Test func `a box reaches from quartile to quartile, its whiskers at most one and a half heights further`() {
        // Quartiles 3.25, 5.5 and 7.75; the whiskers reach at most to −3.5 and 14.5.
        let values = (1...9).map(Double.init) + [40]
        let figure = BoxPlot.figure(
            [.init(name: "a", values: values), .init(name: "b", values: [2, 2, 2]), .init(name: "c", values: [])],
            verticalLabel: "best x")
        #expect(
            FigureSentences().sentences(of: figure) == [
                "Box plot of best x.",
                "a: quartiles 3.25 to 7.75, whiskers 1 to 9, median 5.5, beyond them 40.",
                "b: quartiles 2 to 2, whiskers 2 to 2, median 2.",
            ])
        let lines = text(figure)
        #expect(lines.allSatisfy { $0.count <= 60 })
        #expect(lines.joined(separator: "\n").contains("b"))
    }

    @Test func `running times rise with each run that reached the target`() {
        let figure = RunningTimePlot.figure(
            [.init(name: "a", evaluations: [10, 30, nil, 20]), .init(name: "b", evaluations: [nil, nil])],
            target: "0.9", length: 40)
        guard case .line(let pieces)? = figure.layers.last?.shape else {
            Issue.record("\(figure.layers)")
            return
        }
        #expect(
            pieces == [
                [
                    .init(x: 0, y: 0), .init(x: 10, y: 0), .init(x: 10, y: 0.25), .init(x: 20, y: 0.25),
                    .init(x: 20, y: 0.5), .init(x: 30, y: 0.5), .init(x: 30, y: 0.75), .init(x: 40, y: 0.75),
                ]
            ])
        #expect(figure.vertical.label == "runs that reached 0.9" && figure.vertical.range == 0...1)
        // The line of a long run ends where the run ends.
        let long = RunningTimePlot.figure(
            [.init(name: "a", evaluations: [1_000_001])], target: "1", length: 1_000_001)
        guard case .line(let points)? = long.layers.last?.shape else { return }
        #expect(points[0].count == 3 && points[0].last == Figure.Point(x: 1_000_001, y: 1))
    }

    /// The boxes of ways with long names.
    private static let boxes = BoxPlot.figure(
        (1...6).map { .init(name: "way \($0), whose name is longer than its box is wide", values: [1, 2, 3]) },
        verticalLabel: "best x")

    @Test func `each box of a page has its name, within the figure`() throws {
        let text = SVGFigure().element(Self.boxes, id: "a")
        for number in 1...6 { #expect(text.contains(">way \(number), ")) }
        for match in text.matches(of: /translate\(([0-9.]+) [0-9.]+\) rotate\(-40\)">([^<]+)</) {
            let end = try #require(Double(match.output.1))
            #expect(SVGText.width(String(match.output.2), size: 12) * 0.77 <= end + 2)
        }
        // Short names are level.
        let short = BoxPlot.figure([.init(name: "a", values: [1]), .init(name: "b", values: [2])], verticalLabel: "x")
        #expect(!SVGFigure().element(short, id: "a").contains("rotate(-40)"))
    }

    /// Returns an image that gnuplot draws, and the height of the first text that begins with some letters.
    private func image(
        of figure: Figure, on page: FigurePage = FigurePage()
    ) async throws -> (text: String, top: (String) throws -> Double) {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).svg").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await GnuplotFigure(page: page).write(figure, to: path)
        let image = try String(contentsOfFile: path, encoding: .utf8)
        return (
            image,
            { text in
                let before = try #require(image.range(of: ">\(text)")).lowerBound
                let translation = try #require(image[..<before].matches(of: /translate\([0-9.]+,([0-9.]+)\)/).last)
                return try #require(Double(translation.output.1))
            }
        )
    }

    @Test(.enabled(if: Needed.gnuplot, "gnuplot is not installed"))
    func `the legend of an image lists the ways in their order`() async throws {
        let steps = (1...9).map {
            ExperimentPlot.Step(evaluations: $0, low: Double($0), median: Double($0) + 1, high: Double($0) + 2)
        }
        let names = ["first way", "second way", "third way", "fourth way"]
        let figures = [
            ExperimentPlot.figure(names.map { .init(name: $0, steps: steps) }, verticalLabel: "x"),
            RunningTimePlot.figure(
                names.map { .init(name: $0, evaluations: [3, nil]) }, target: "1", length: 9),
        ]
        for figure in figures {
            let text = try await image(of: figure).text
            let positions = try names.map { try #require(text.range(of: ">\($0)<")?.lowerBound) }
            #expect(positions == positions.sorted())
            #expect(names.allSatisfy { text.components(separatedBy: ">\($0)<").count == 2 })
        }
    }

    @Test(.enabled(if: Needed.gnuplot, "gnuplot is not installed"), arguments: [85, 120, 200])
    func `the note below slanted names does not touch them`(width: Double) async throws {
        let page = FigurePage(size: (width, width * 0.7))
        let (text, top) = try await image(of: Self.boxes, on: page)
        let slanted = text.matches(of: /translate\(([0-9.]+),([0-9.]+)\) rotate\(-35[.0-9]*\)/)
        #expect(slanted.count >= 6)
        let note = try top("boxes: ")
        let size = try #require(text.firstMatch(of: /font-size="([0-9.]+)"/).flatMap { Double($0.output.1) })
        let longest = try #require(
            text.matches(of: />(way [0-9], [^<]*)</).map { SVGText.width(String($0.output.1), size: size) }.max())
        let start = try #require(slanted.compactMap { Double($0.output.2) }.max())
        #expect(note - size > start + longest * 0.574, "\(note) \(start) \(longest) \(size)")
    }
}
