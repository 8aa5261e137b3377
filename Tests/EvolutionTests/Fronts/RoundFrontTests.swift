import Evolution
import Foundation
import Testing

/// Strategies with rounds where one number does not order the organisms.
@Suite struct RoundFrontTests {
    private static let rounds: [Strategy] = [.differential, .cma]

    private static func reals(_ count: Int) throws -> Genus {
        try Genus((0..<count).map { Gene("x\($0)", in: .interval(first: 0, last: 1, scale: .linear)) })
    }

    private static func values(_ genome: Genome, of genus: Genus) -> [Double] {
        genus.values(of: genome).map { $0?.number ?? 0 }
    }

    /// ZDT1 (Zitzler, Deb and Thiele, 2000), both objectives negated. Its front is f2 = 1 − √f1.
    private static func zdt1(_ x: [Double]) -> ObjectiveVector {
        let g = 1 + 9 * x.dropFirst().reduce(0, +) / Double(x.count - 1)
        return ObjectiveVector([-x[0], -g * (1 - (x[0] / g).squareRoot())])
    }

    private static func search(
        _ strategy: Strategy, _ genus: Genus, size: Int, seed: UInt64 = 1, criteria: Criteria
    ) throws -> Evolution {
        var settings = SearchSettings()
        (settings.size, settings.strategy) = (size, strategy)
        return try Evolution(genus: genus, settings: settings, seed: seed, criteria: criteria)
    }

    @Test func `differential evolution finds the whole front of ZDT1`() throws {
        let genus = try Self.reals(6)
        var evolution = try Self.search(.differential, genus, size: 40, criteria: Criteria(objectives: 2))
        evolution.run(60) { .vector(Self.zdt1(Self.values($0, of: genus)), size: 0) }
        // The front dominates 1.1² − ∫(1 − √f) df = 0.8767 of the reference point (1.1, 1.1).
        let population = evolution.ranked.compactMap { $0.outcome?.vector?.values }
        #expect(population.count == 40)
        #expect(Hypervolume.volume(of: population, above: [-1.1, -1.1]) > 0.85)
        #expect(evolution.front.hypervolume(above: [-1.1, -1.1]) > 0.86)
    }

    /// The squared distances from two points of the cube, as multiples of their own distance.
    private static func distances(_ x: [Double]) -> ObjectiveVector {
        func distance(_ point: Double) -> Double {
            x.reduce(0) { $0 + ($1 - point) * ($1 - point) } / Double(x.count) * 4
        }
        return ObjectiveVector([-distance(0.25), -distance(0.75)])
    }

    @Test(arguments: rounds) func `strategies with rounds find a convex front`(_ strategy: Strategy) throws {
        let genus = try Self.reals(6)
        var evolution = try Self.search(strategy, genus, size: 40, criteria: Criteria(objectives: 2))
        evolution.run(60) { .vector(Self.distances(Self.values($0, of: genus)), size: 0) }
        // The front t², (1 − t)² dominates 1.1² − ∫(1 − t)² 2t dt = 1.0433 of the reference point (1.1, 1.1).
        let population = evolution.ranked.compactMap { $0.outcome?.vector?.values }
        #expect(population.count == 40)
        #expect(Hypervolume.volume(of: population, above: [-1.1, -1.1]) > 0.97)
    }

    @Test(arguments: rounds) func `the population of a finished round dominates that of the round before`(
        _ strategy: Strategy
    ) throws {
        let genus = try Self.reals(4)
        var evolution = try Self.search(strategy, genus, size: 12, criteria: Criteria(objectives: 2))
        var before: [[Double]] = []
        for generation in 1...15 {
            evolution.run(generation) { .vector(Self.zdt1(Self.values($0, of: genus)), size: 0) }
            // The phase after the evaluation ends the round.
            var next = evolution
            _ = next.ask(1)
            let members = next.population.births.compactMap { next.history.outcome($0)?.vector?.values }
            #expect(members.count == 12)
            for old in before {
                let isKeptOrBeaten = members.contains { $0 == old || ObjectiveVector($0).dominates(.init(old)) }
                // Only crowded ones may leave without being dominated.
                #expect(isKeptOrBeaten || members.allSatisfy { !ObjectiveVector(old).dominates(.init($0)) })
            }
            before = members
        }
    }

    @Test(arguments: [Strategy.differential, .cma, .relay], [3, 10])
    func
        `one objective under conditions is searched by Deb's rules`(_ strategy: Strategy, _ size: Int) throws
    {
        // The best feasible point of x0 + x1 with x0² + x1² ≤ 1/2 is (1/2, 1/2).
        let genus = try Self.reals(2)
        var evolution = try Self.search(
            strategy, genus, size: size, criteria: Criteria(objectives: 1, isConstrained: true))
        evolution.run(1_200 / size) { genome in
            let x = Self.values(genome, of: genus)
            let violation = max(0, x[0] * x[0] + x[1] * x[1] - 0.5)
            return .measured(ObjectiveVector([x[0] + x[1]], violation: violation))
        }
        let best = try #require(evolution.fittest?.outcome)
        #expect(best.isFeasible)
        #expect(try #require(best.fitness) > 0.98)
    }

    @Test(arguments: [Strategy.differential, .cma, .relay])
    func
        `while nothing is feasible the violation falls`(_ strategy: Strategy) throws
    {
        let genus = try Self.reals(5)
        var evolution = try Self.search(
            strategy, genus, size: 10, criteria: Criteria(objectives: 1, isConstrained: true))
        evolution.run(60) { genome in
            let distance = Self.values(genome, of: genus).reduce(0) { $0 + ($1 - 0.3) * ($1 - 0.3) }
            return .measured(ObjectiveVector([1], violation: 1 + distance))
        }
        #expect(try #require(evolution.fittest?.outcome?.vector).violation < 1.001)
    }

    @Test(arguments: rounds) func `failures, categories and conditional genes do not stop a search of a front`(
        _ strategy: Strategy
    ) throws {
        for size in [1, 4, 9] {
            let genus = try Problem.mixed()
            var evolution = try Self.search(
                strategy, genus, size: size, criteria: Criteria(objectives: 3, isConstrained: true))
            evolution.run(12) { genome in
                if genome.codes[3] == 0 { return .failure("no") }
                let codes = genome.codes.map { $0 == Genome.inactive ? 0 : Double($0) }
                return .vector(
                    ObjectiveVector([codes[0], -codes[3], codes[4]], violation: codes[4] > 3 ? 1 : 0), size: 0)
            }
            #expect(evolution.generation == 12 && evolution.population.count == size)
            let copy = try JSONDecoder().decode(Evolution.self, from: JSONEncoder().encode(evolution))
            #expect(copy == evolution)
        }
    }

    @Test(arguments: [Strategy.differential, .cma, .relay])
    func
        `a search under conditions continues from a file in the middle of a round`(_ strategy: Strategy) throws
    {
        let genus = try Self.reals(3)
        func outcome(_ genome: Genome) -> Outcome {
            let x = Self.values(genome, of: genus)
            return .measured(ObjectiveVector([x[0] - x[1]], violation: max(0, x[0] + x[2] - 0.7)))
        }
        var whole = try Self.search(
            strategy, genus, size: 7, criteria: Criteria(objectives: 1, isConstrained: true))
        var pieces = whole
        whole.run(20, outcome)
        while pieces.generation < 20 {
            for birth in pieces.ask(3, through: 20) { pieces.tell(birth.id, outcome(birth.genome)) }
            pieces = try JSONDecoder().decode(Evolution.self, from: JSONEncoder().encode(pieces))
        }
        let isSame = pieces == whole
        #expect(isSame)
    }
}
