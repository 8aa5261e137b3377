import Reports
import Testing

@Suite struct RealGenesTests {
    /// Returns the answer to the last of some commands.
    private func answer(_ commands: String) async throws -> String {
        guard case .message(let text, _)? = try await Talking(workers: 1).say(commands).last else {
            return "no message"
        }
        return text
    }

    private static let reals = "gene x0..x2 in 0.0..1.0; maximize x0 + x1 - x2"

    @Test func `the default for functions of reals alone is the relay`() async throws {
        #expect(try await answer("\(Self.reals); strategy") == "strategy relay")
        #expect(try await answer("\(Self.reals); population size 7; strategy") == "strategy relay")
        #expect(
            try await answer("gene y in 1..9; gene x in 0.0..1.0; maximize x + y; strategy") == "strategy evolution")
        #expect(
            try await answer("gene k in a, b; gene x in 0.0..1.0; maximize if(k is a, x, 0); strategy")
                == "strategy evolution")
        #expect(try await answer("gene x in 0.0..1.0; maximize output of 'echo {x}'; strategy") == "strategy steady")
    }

    @Test func `an operator or another strategy chooses the plain algorithm`() async throws {
        #expect(try await answer("\(Self.reals); population crossover blend; strategy") == "strategy evolution")
        #expect(try await answer("\(Self.reals); population classic; strategy") == "strategy evolution")
        #expect(try await answer("\(Self.reals); strategy steady; strategy") == "strategy steady")
    }

    @Test func `the size of the population follows the strategy and the number of genes`() async throws {
        for (strategy, size) in [("relay", 15), ("differential", 15), ("cma", 7)] {
            let text = try await answer("\(Self.reals); strategy \(strategy); population first random")
            #expect(text == "population size \(size) first random")
        }
    }

    @Test func `why and explain tell how the strategies find genomes`() async throws {
        for strategy in ["differential", "cma", "relay"] {
            let talking = Talking(workers: 1)
            try await talking.say("\(Self.reals); strategy \(strategy); explain on; evolve 3; why 12; step 6")
            try await talking.say("undo; evolve 2; expect generation > 3")
        }
    }
}
