import Plots
import Reports
import Testing

@Suite struct SmallTableTests {
    private func size(_ talking: Talking, _ commands: String) async throws -> String? {
        guard case .settings(let settings)? = try await talking.say("\(commands); population").last else { return nil }
        return settings.rows.first { $0.name == "size" }?.value
    }

    @Test func `a small table has a small population by default`() async throws {
        #expect(try await size(Talking(), "load wine") == "10")
        #expect(try await size(Talking(), "load digits") == "50")
        #expect(try await size(Talking(), "load wine; load digits") == "50")
        #expect(try await size(Talking(), "load digits; load iris") == "10")
        #expect(try await size(Talking(), "load iris; undo; load digits") == "50")
    }

    @Test func `a chosen size, classic settings and other objectives are not affected`() async throws {
        #expect(try await size(Talking(), "load wine; population size 30") == "30")
        #expect(try await size(Talking(), "population size 30; load wine") == "30")
        #expect(try await size(Talking(), "load wine; population classic") == "50")
        #expect(try await size(Talking(), "load wine; population classic; population default") == "10")
        #expect(try await size(Talking(), "load wine; gene x in 1..9; maximize output of 'echo {x}'") == "50")
    }
}

@Suite struct TimePlotDrawingTests {
    @Test func `plot time draws the best over the seconds of all evaluations`() async throws {
        let talking = Talking()
        let figure = try #require(
            try await talking.say(
                "gene x in 1..1000; population size 6 litter 1; strategy evolution; maximize output of 'echo {x}'; "
                    + "evolve 2; plot time"
            ).last?.figure)
        #expect(figure.horizontal.label == "seconds of evaluation")
        guard case .line(let lines)? = figure.layers.first?.shape else {
            Issue.record("no line")
            return
        }
        let best = try #require(try await talking.say("show fittest").last?.fittest).value
        #expect(lines.first?.last?.y == best)
        let values = lines.flatMap { $0.map(\.y) }
        #expect(values == values.sorted())
    }

    @Test func `functions of genes have no times`() async throws {
        let error = await Talking().error("gene x in 1..9; maximize x; evolve 2; plot time")
        #expect(error == "no times to plot: functions of genes are not timed; `plot` draws their best by generation")
    }
}
