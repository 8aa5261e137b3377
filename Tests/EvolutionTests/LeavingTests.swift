import Evolution
import Testing

@Suite struct LeavingTests {
    @Test(arguments: [0.05, 0.2, 0.25, 0.5])
    func `no organism that leaves is fitter than one that stays`(elitism: Double) throws {
        var settings = SearchSettings()
        settings.size = 20
        settings.elitism = try #require(Fraction(elitism))
        for seed in 0..<10 {
            var evolution = try Evolution(genus: Problem.bits(30), settings: settings, seed: UInt64(seed))
            evolution.run(1) { .fitness(Problem.sum($0)) }
            while evolution.phase != .evaluate { _ = try evolution.step() }
            var left: [Int] = []
            for birth in evolution.ask(.max) {
                let event = evolution.tell(birth.id, .fitness(Problem.sum(birth.genome)))
                if case .evaluated(_, let gone)? = event { left = gone }
            }
            #expect(left.count == Int(elitism * 20))
            func fitness(_ id: Int) throws -> Double { try #require(evolution.history.outcome(id)?.fitness) }
            let stay = try evolution.population.births.map(fitness)
            #expect(stay.count == 20)
            #expect(try left.map(fitness).max() ?? .infinity <= stay.min() ?? -.infinity)
        }
    }
}
