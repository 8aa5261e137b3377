import Evolution
import Testing

@Suite("Births beyond the end of a generation")
struct BirthsAheadTests {
    private static func settings(_ strategy: Strategy, ahead: Int?) -> SearchSettings {
        var settings = SearchSettings()
        (settings.size, settings.strategy, settings.ahead) = (5, strategy, ahead)
        return settings
    }

    static let cases: [SearchSettings] = [nil, 1, 3, 5, 12].flatMap { ahead in
        [Strategy.steady, .ageing(sample: 3)].map { settings($0, ahead: ahead) }
    }

    /// Runs one generation at a time and requests births beyond its end; `answer` is the number of waiting births
    /// evaluated at once.
    private func generations(_ settings: SearchSettings, count: Int, answer: Int) throws -> [Evolution] {
        var evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 4)
        var ahead: BirthsAhead?
        var waiting: [Birth] = []
        var ends: [Evolution] = []
        for generation in 1...count {
            if let next = ahead?.next() { (evolution, ahead) = (next.evolution, next.ahead) }
            while evolution.generation < generation {
                if ahead == nil {
                    waiting += evolution.ask(.max, through: generation)
                    if evolution.hasAsked(through: generation) { ahead = BirthsAhead(beyond: evolution) }
                }
                waiting += ahead?.ask(through: count) ?? []
                for _ in 0..<answer where !waiting.isEmpty && evolution.generation < generation {
                    let birth = waiting.removeFirst()
                    evolution.tell(birth.id, StrategyTests.outcome(birth.genome))
                    ahead?.tell(birth.id, StrategyTests.outcome(birth.genome))
                }
            }
            ends.append(evolution)
        }
        return ends
    }

    @Test("requests beyond a generation do not change its end", arguments: cases)
    func ends(settings: SearchSettings) throws {
        var plain = try Evolution(genus: Problem.mixed(), settings: settings, seed: 4)
        var expected: [Evolution] = []
        for generation in 1...6 {
            plain.run(generation, StrategyTests.outcome)
            expected.append(plain)
        }
        for answer in [1, 2, 100] {
            let areSame = try generations(settings, count: 6, answer: answer) == expected
            #expect(areSame)
        }
    }

    @Test("births of the next generation do not wait for the end of this one, within `ahead`")
    func early() throws {
        for (ahead, count) in [(1, 0), (3, 2), (12, 11)] {
            let settings = Self.settings(.ageing(sample: 3), ahead: ahead)
            var evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 4)
            evolution.run(1, StrategyTests.outcome)
            var births = evolution.ask(.max, through: 2)
            // All births of this generation except the last have an outcome.
            while !evolution.hasAsked(through: 2) || births.count > 1 {
                let birth = births.removeFirst()
                evolution.tell(birth.id, StrategyTests.outcome(birth.genome))
                births += evolution.ask(.max, through: 2)
            }
            var beyond = BirthsAhead(beyond: evolution)
            #expect(beyond.ask(through: 9).count == count)
        }
    }

    @Test("if more births are planned than the population has members, breeding waits for the whole first population")
    func wholeFirstPopulation() throws {
        var evolution = try Evolution(
            genus: Problem.mixed(), settings: Self.settings(.ageing(sample: 3), ahead: 12), seed: 4)
        var births = evolution.ask(.max)
        #expect(births.count == 5)
        for birth in births.dropLast() { evolution.tell(birth.id, StrategyTests.outcome(birth.genome)) }
        #expect(evolution.ask(.max).isEmpty)
        evolution.tell(births[4].id, StrategyTests.outcome(births[4].genome))
        births = evolution.ask(.max)
        #expect(births.count == 12)
    }
}
