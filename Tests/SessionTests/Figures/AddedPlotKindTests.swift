import CommandLanguage
import CommandParsing
import Drawings
import Evolution
import Messages
import Plots
import SearchRunner
import Testing

/// A kind of plot is a value: whoever has one can draw it, whether it is in the registry or not.
@Suite struct AddedPlotKindTests {
    @Test func `a kind of plot added from outside draws the evolution of a session`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize x; population size 4; evolve 2")
        let births = PlotKind("births", "the births of each generation") { request throws(SessionError) in
            let (evolution, objective) = try request.evolved()
            let points = (1...evolution.generation).map {
                Figure.Point(x: Double($0), y: Double(evolution.settings.size))
            }
            let layer = Figure.Layer("births", .points(points), color: 0)
            return (
                Figure(horizontal: Axis("generation"), vertical: Axis("births"), layers: [layer]),
                "births of \(objective.title)"
            )
        }
        let (figure, content) = try births.figure(of: talking.session)
        #expect(content == "births of x")
        #expect(figure.layers.map(\.shape) == [.points([Figure.Point(x: 1, y: 4), Figure.Point(x: 2, y: 4)])])
        #expect(births.form.parts.map(\.text) == ["births"])
    }
}
