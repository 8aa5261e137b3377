import Foundation
import PlotRendering
import Plots
import Support
import Testing

@Suite struct FitnessPlotTests {
    private static let plain = TerminalFigure.FigureStyle(hasColor: false, hasUnicode: false)
    private static let braille = TerminalFigure.FigureStyle(hasColor: false, hasUnicode: true)

    private static func bands(_ figure: Figure) -> [Figure.VerticalRange] {
        figure.layers.flatMap { layer -> [Figure.VerticalRange] in
            switch layer.shape {
            case .band(let pieces): pieces.flatMap { $0 }
            case .ranges(let spans): spans
            default: []
            }
        }
    }

    @Test(arguments: [false, true])
    func `no deviation goes beyond the best of its generation`(isDiscrete: Bool) {
        let generations = (1...5).map {
            FitnessPlot.Generation(generation: $0, mean: 0.9, deviation: 0.3, best: 0.9 + 0.01 * Double($0))
        }
        let greatest = Self.bands(FitnessPlot.figure(generations, isDiscrete: isDiscrete))
        #expect(greatest.map(\.high) == generations.compactMap(\.best))
        #expect(greatest.allSatisfy { abs($0.low - 0.6) < 1e-9 })
        let losses = (1...5).map {
            FitnessPlot.Generation(generation: $0, mean: 100, deviation: 300, best: 1 / Double($0 * $0))
        }
        let least = FitnessPlot.figure(losses, isDiscrete: isDiscrete, isMinimized: true)
        #expect(least.vertical.scale == .logarithmic)
        #expect(Self.bands(least).map(\.low) == losses.compactMap(\.best))
    }

    @Test func `a mean that rounding puts beyond the best of equal values has no inverted band`() {
        let figure = FitnessPlot.figure(
            (1...3).map { .init(generation: $0, mean: 0.1 + 0.2, deviation: 1e-17, best: 0.3) })
        #expect(Self.bands(figure).allSatisfy { $0.low <= $0.high })
    }

    @Test func `a single generation has a bar, also in the legend`() {
        let alone = FitnessPlot.figure([.init(generation: 1, mean: 0.5, deviation: 0.1, best: 0.7)])
        guard case .ranges(let spans)? = alone.layers.first?.shape else {
            Issue.record("\(alone.layers)")
            return
        }
        #expect(spans.count == 1)
        let lines = TerminalFigure().render(alone, columns: 60, rows: 20, style: Self.plain)
        #expect(lines.last?.contains("|| one standard deviation") == true)
        let parted = FitnessPlot.figure(
            (1...6).map {
                .init(generation: $0, mean: $0 == 2 ? nil : 0.5, deviation: 0.1, best: $0 == 2 ? nil : 0.7)
            })
        #expect(parted.layers.map(\.name) == ["one standard deviation", "", "mean", "maximum"])
    }

    @Test func `the legend has no deviation if all deviations are zero`() {
        let figure = FitnessPlot.figure((1...3).map { .init(generation: $0, mean: 1, deviation: 0, best: 1) })
        #expect(figure.layers.map(\.name) == ["mean", "maximum"])
    }

    @Test func `details finer than the window are averaged`() {
        let generations = (1...1000).map {
            FitnessPlot.Generation(generation: $0, mean: nil, deviation: nil, best: Double($0 % 2))
        }
        let lines = TerminalFigure().render(
            FitnessPlot.figure(generations, isMaximumOnly: true), columns: 80, rows: 21, style: Self.braille)
        let drawn = lines.count { $0.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } }
        #expect((1...4).contains(drawn), "\(lines)")
    }

    @Test(.enabled(if: Needed.gnuplot, "gnuplot is not installed"))
    func `an image has room between its axis and its legend`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).svg").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let generations = (1...9).map {
            FitnessPlot.Generation(generation: $0, mean: 0.4, deviation: 0.1, best: Double($0))
        }
        try await GnuplotFigure().write(FitnessPlot.figure(generations), to: path)
        let image = try String(contentsOfFile: path, encoding: .utf8)
        /// Returns the distance of a text from the top.
        func height(of text: String) throws -> Double {
            let before = try #require(image.range(of: ">\(text)<")).lowerBound
            let translation = try #require(image[..<before].matches(of: /translate\([0-9.]+,([0-9.]+)\)/).last)
            return try #require(Double(translation.output.1))
        }
        #expect(try height(of: "mean") - height(of: "generation") > 33)
    }
}
