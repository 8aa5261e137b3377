import Evolution
import Testing

@Suite struct SearchPatienceTests {
    private func ends(_ bests: [Double?], patience: Int, change: Double = 0) -> Int? {
        var rule = SearchPatience(generations: patience, change: change)
        for (index, best) in bests.enumerated() {
            rule.note(best: best)
            if rule.isOver { return index + 1 }
        }
        return nil
    }

    @Test func `a search ends after as many generations without an improvement as it has patience`() {
        #expect(ends([1, 2, 2, 2, 2], patience: 2) == 4)
        #expect(ends([1, 2, 3, 4, 5], patience: 1) == nil)
        #expect(ends([1, 1, 2, 2, 3, 3, 3], patience: 2) == 7)
    }

    @Test func `small improvements do not count until together they exceed the change`() {
        #expect(ends([0, 0.25, 0.5, 0.75], patience: 3, change: 0.5) == nil)
        #expect(ends([0, 0.25, 0.5, 0.5], patience: 3, change: 0.5) == 4)
        // An improvement by exactly the change is none.
        #expect(ends([0, 0.5], patience: 1, change: 0.5) == 2)
    }

    @Test func `generations in which all evaluations failed are generations without an improvement`() {
        #expect(ends([nil, nil, nil], patience: 3) == 3)
        #expect(ends([nil, nil, -5, nil], patience: 3) == nil)
    }

    @Test func `a feasible genome is an improvement over infeasible ones with a higher fitness`() throws {
        var settings = SearchSettings()
        (settings.size, settings.strategy) = (4, .random)
        // Fitness and violation of each generation: the least violation falls, then feasible genomes become better.
        let outcomes: [(Double, Double)] = [(9, 3), (9, 2), (9, 2), (1, 0), (2, 0), (2, 0), (2, 0)]
        var evolution = try Evolution(
            genus: Problem.bits(8), settings: settings, seed: 1, criteria: Criteria(objectives: 1, isConstrained: true))
        var waited: [Int] = []
        for (index, outcome) in outcomes.enumerated() {
            for birth in evolution.ask(.max, through: index + 1) {
                evolution.tell(birth.id, .measured(ObjectiveVector([outcome.0], violation: outcome.1)))
            }
            waited.append(SearchPatience(generations: 3, afterConditionsOf: evolution.history).waited)
        }
        #expect(waited == [0, 0, 1, 0, 0, 1, 2])
    }

    @Test func `the rule follows from the history, so an interrupted search ends in the same generation`() throws {
        var evolution = try Evolution(genus: Problem.bits(4), settings: SearchSettings(), seed: 3)
        evolution.run(12) { .fitness(Problem.sum($0)) }
        var rule = SearchPatience(generations: 5)
        for record in evolution.history.generations { rule.note(best: record.bestSoFar) }
        let resumed = SearchPatience(generations: 5, after: evolution.history)
        #expect(resumed.waited == rule.waited)
        #expect(resumed.isOver)
    }
}
