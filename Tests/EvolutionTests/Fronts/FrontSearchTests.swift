import Evolution
import Foundation
import Testing

@Suite("Search with several objectives")
struct FrontSearchTests {
    private static func settings(_ strategy: Strategy = .evolution) -> SearchSettings {
        var settings = SearchSettings()
        settings.size = 12
        settings.mutation = .all
        settings.strategy = strategy
        return settings
    }

    /// The numbers of ones in both halves, which compete: a one in the first half takes one from the second.
    private static func halves(_ genome: Genome) -> Outcome {
        let ones = genome.codes.reduce(0) { $0 + Double($1) }
        let first = genome.codes.prefix(6).reduce(0) { $0 + Double($1) }
        return .vector(ObjectiveVector([first, 12 - ones]), size: 0)
    }

    private static func search(
        _ strategy: Strategy = .evolution, generations: Int = 12, constrained: Bool = false,
        _ outcome: (Genome) -> Outcome = halves
    ) throws -> Evolution {
        var evolution = try Evolution(
            genus: Problem.bits(12), settings: settings(strategy), seed: 3,
            criteria: Criteria(objectives: 2, isConstrained: constrained))
        evolution.run(generations, outcome)
        return evolution
    }

    static let strategies: [Strategy] = [
        .evolution, .steady, .ageing(sample: 4), .differential, .cma, .random,
    ]

    @Test("finds a front that no evaluated organism dominates, each vector once", arguments: strategies)
    func front(_ strategy: Strategy) throws {
        let evolution = try Self.search(strategy)
        let vectors = (0..<evolution.evaluations).compactMap { evolution.history.outcome($0)?.vector }
        let front = evolution.front.points.map(\.values)
        #expect(Set(front).count == front.count && !front.isEmpty)
        #expect(front == front.sorted { $0[0] > $1[0] })
        for vector in vectors {
            #expect(!front.contains { vector.dominates(ObjectiveVector($0)) })
            #expect(front.contains { $0 == vector.values || ObjectiveVector($0).dominates(vector) })
        }
        for point in evolution.front.points {
            #expect(evolution.history.outcome(point.id)?.vector?.values == point.values)
        }
    }

    @Test("mutates children that were born before until they are new, unless nothing mutates")
    func distinct() throws {
        var settings = Self.settings()
        settings.mutation = try #require(Fraction(0.2))
        func births(_ settings: SearchSettings) throws -> (all: Int, distinct: Int) {
            var evolution = try Evolution(
                genus: Problem.bits(12), settings: settings, seed: 3, criteria: Criteria(objectives: 2))
            evolution.run(20, Self.halves)
            // The first population is drawn without a look at earlier births.
            let genomes = (12..<evolution.evaluations).map { evolution.history.genome($0) }
            return (genomes.count, Set(genomes).count)
        }
        let renewed = try births(settings)
        #expect(renewed.distinct > renewed.all * 9 / 10)
        settings.mutation = try #require(Fraction(0))
        let copied = try births(settings)
        #expect(copied.distinct < copied.all / 2)
    }

    @Test("keeps the front in the population")
    func population() throws {
        let evolution = try Self.search(generations: 40)
        #expect(evolution.ranked.count == 12)
        let kept = Set(evolution.ranked.compactMap { $0.outcome?.vector?.values })
        #expect(evolution.front.points.allSatisfy { kept.contains($0.values) })
        // All seven compromises: as many ones as wanted in the first half, and none in the second.
        #expect(evolution.front.points.map(\.values[0]) == [6, 5, 4, 3, 2, 1, 0])
    }

    @Test("gives the front after each generation, which never gets worse")
    func generations() throws {
        let evolution = try Self.search()
        let fronts = evolution.history.fronts
        #expect(fronts.count == 12 && fronts.last == evolution.front)
        let volumes = fronts.map { $0.hypervolume(above: [-1, -1]) }
        #expect(zip(volumes, volumes.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(fronts[3] == evolution.history.front(of: 48))
    }

    @Test("has the knee as the fittest")
    func knee() throws {
        let evolution = try Self.search()
        #expect(evolution.fittest?.id == evolution.front.knee?.id)
        #expect(evolution.fittest?.outcome == evolution.front.knee.flatMap { evolution.history.outcome($0.id) })
    }

    @Test("continues from a file as without one, whenever it is saved", arguments: strategies)
    func saved(_ strategy: Strategy) throws {
        var evolution = try Evolution(
            genus: Problem.bits(12), settings: Self.settings(strategy), seed: 5,
            criteria: Criteria(objectives: 2, isConstrained: true))
        var copy = evolution
        while evolution.generation < 6 {
            for birth in evolution.ask(3, through: 6) { evolution.tell(birth.id, Self.limited(birth.genome)) }
            while copy.evaluations < evolution.evaluations {
                for birth in copy.ask(3, through: 6) { copy.tell(birth.id, Self.limited(birth.genome)) }
            }
            copy = try JSONDecoder().decode(Evolution.self, from: JSONEncoder().encode(copy))
            #expect(copy == evolution)
            #expect(copy.front == evolution.front && copy.fittest == evolution.fittest)
        }
    }

    /// At most four ones are feasible, and without any there is no outcome.
    private static func limited(_ genome: Genome) -> Outcome {
        let ones = genome.codes.reduce(0) { $0 + Double($1) }
        guard ones > 0, case .vector(let vector, _) = halves(genome) else { return .failure("no ones") }
        return .vector(ObjectiveVector(vector.values, violation: max(0, ones - 4)), size: ones)
    }

    @Test("keeps infeasible organisms out of the front", arguments: strategies)
    func feasible(_ strategy: Strategy) throws {
        let evolution = try Self.search(strategy, constrained: true, Self.limited)
        for point in evolution.front.points {
            #expect(evolution.history.outcome(point.id)?.isFeasible == true)
            #expect(evolution.history.genome(point.id).codes.reduce(0, +) <= 4)
        }
        #expect(evolution.fittest?.outcome?.isFeasible == true)
        #expect(evolution.ranked.first?.outcome?.isFeasible == true)
    }

    @Test("without a feasible organism has the one with the smallest violation as the fittest")
    func infeasible() throws {
        let evolution = try Self.search(constrained: true) { genome in
            .vector(ObjectiveVector([0, 0], violation: 1 + genome.codes.reduce(0) { $0 + Double($1) }), size: 0)
        }
        #expect(evolution.front.points.isEmpty)
        let least = (0..<evolution.evaluations).compactMap { evolution.history.outcome($0)?.vector?.violation }.min()
        #expect(evolution.fittest?.outcome?.vector?.violation == least && least == 1)
    }

    @Test("of one objective prefers feasible organisms, and shows the best of them")
    func oneObjective() throws {
        var evolution = try Evolution(
            genus: Problem.bits(12), settings: Self.settings(), seed: 3,
            criteria: Criteria(objectives: 1, isConstrained: true))
        evolution.run(20) { genome in
            let ones = Problem.sum(genome)
            return .vector(ObjectiveVector([ones], violation: max(0, ones - 5)), size: 0)
        }
        #expect(evolution.fittest?.outcome == .fitness(5))
        #expect(evolution.ranked.first?.outcome == .fitness(5))
        let restored = try JSONDecoder().decode(Evolution.self, from: JSONEncoder().encode(evolution))
        #expect(restored == evolution && restored.fittest == evolution.fittest)
    }

    @Test("fails births with another number of values")
    func wrongCount() throws {
        var evolution = try Evolution(
            genus: Problem.bits(12), settings: Self.settings(), seed: 3, criteria: Criteria(objectives: 2))
        for birth in evolution.ask(.max) {
            evolution.tell(birth.id, birth.id == 0 ? .fitness(1) : Self.halves(birth.genome))
        }
        #expect(evolution.history.outcome(0) == .failure("the evaluation gave 1 values instead of 2"))
    }

    @Test("refuses niching, and the strategy that waits until one genome is found")
    func refusals() throws {
        var settings = Self.settings()
        settings.niching = .sharing
        let two = Criteria(objectives: 2)
        #expect(throws: EvolutionError.oneNumberOnly(setting: "niching sharing")) {
            try Evolution(genus: Problem.bits(3), settings: settings, seed: 1, criteria: two)
        }
        settings = Self.settings(.relay)
        #expect(throws: EvolutionError.noFrontRelay) {
            try Evolution(genus: Problem.bits(3), settings: settings, seed: 1, criteria: two)
        }
        #expect(throws: EvolutionError.objectivesOutside(5)) {
            try Evolution(
                genus: Problem.bits(3), settings: Self.settings(), seed: 1, criteria: Criteria(objectives: 5))
        }
    }

    @Test("with one objective is stored as before")
    func unchanged() throws {
        var evolution = try Evolution(genus: Problem.bits(12), settings: Self.settings(), seed: 3)
        evolution.run(2) { .fitness(Problem.sum($0)) }
        let text = String(decoding: try JSONEncoder().encode(evolution), as: UTF8.self)
        for key in ["criteria", "objectives", "violations", "vector"] { #expect(!text.contains("\"\(key)\"")) }
    }
}
