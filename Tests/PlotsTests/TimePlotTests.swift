import PlotRendering
import Plots
import Testing

@Suite struct TimePlotTests {
    private func points(_ figure: Figure) -> [Figure.Point] {
        guard case .line(let lines)? = figure.layers.first?.shape else { return [] }
        return lines.flatMap { $0 }
    }

    @Test func `the best rises in steps when an evaluation ends, and failures take time`() {
        let figure = TimePlot.figure([
            .init(seconds: 1, value: nil), .init(seconds: 2, value: 0.5), .init(seconds: 3, value: 0.25),
            .init(seconds: 4, value: 0.75), .init(seconds: 10, value: nil),
        ])
        #expect(
            points(figure) == [
                .init(x: 3, y: 0.5), .init(x: 10, y: 0.5), .init(x: 10, y: 0.75), .init(x: 20, y: 0.75),
            ])
        #expect(figure.horizontal.label == "seconds of evaluation")
        #expect(figure.lowerIsBetter == false)
    }

    @Test func `the smallest is the best if the objective is minimized`() {
        let figure = TimePlot.figure(
            [.init(seconds: 1, value: 3), .init(seconds: 1, value: 4), .init(seconds: 1, value: 1)], isMinimized: true)
        #expect(points(figure).map(\.y) == [3, 3, 1])
    }

    @Test(arguments: [(10.0, "seconds"), (600, "minutes"), (20_000, "hours")])
    func `the axis has the unit that suits the whole time`(seconds: Double, unit: String) {
        let figure = TimePlot.figure([.init(seconds: seconds, value: 1)])
        #expect(figure.horizontal.label == "\(unit) of evaluation")
    }

    @Test func `sentences name the axes, the range and the best`() {
        let figure = TimePlot.figure(
            [.init(seconds: 1, value: 0.5), .init(seconds: 3, value: 0.75)], verticalLabel: "best accuracy so far")
        let text = FigureSentences().sentences(of: figure).joined(separator: " ")
        #expect(text.hasPrefix("Plot of best accuracy so far by seconds of evaluation, from 1 to 4."))
        #expect(text.contains("0.75"))
        #expect(!text.contains("1 lines"))
    }

    @Test func `without a result there is nothing to draw`() {
        #expect(
            FigureSentences().sentences(of: TimePlot.figure([.init(seconds: 1, value: nil)])) == ["nothing to draw"])
    }
}
