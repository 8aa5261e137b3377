import Evolution
import Foundation
import Testing

/// Search spaces with conditions, some of which few genomes meet.
struct ConstrainedProblem: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let genus: Genus

    init(_ name: String, _ genes: [Gene], _ violation: @escaping @Sendable ([UInt32]) -> Double) {
        testDescription = name
        let feasibility = Feasibility(conditions: [name], violation: violation)
        guard let genus = try? Genus(genes) else { preconditionFailure("the genes of \(name) are sound") }
        self.genus = genus.constrained(by: feasibility)
    }

    static func integers(_ count: Int, to last: Int) -> [Gene] {
        (0..<count).map { Gene("x\($0)", in: .integers(first: 0, last: last, step: 1, scale: .linear)) }
    }

    private static let weights: [Double] = [23, 31, 29, 44, 53, 38, 63, 85, 89, 82, 12, 9, 71, 40, 5, 66]

    static let all: [ConstrainedProblem] = [
        ConstrainedProblem("knapsack", integers(16, to: 1)) { codes in
            max(0, zip(codes, weights).reduce(0) { $0 + Double($1.0) * $1.1 } - 165)
        },
        ConstrainedProblem("equal sum", integers(6, to: 99)) { codes in
            abs(Double(codes.reduce(0, +)) - 100)
        },
        ConstrainedProblem(
            "narrow band",
            [
                Gene("a", in: .interval(first: 0, last: 1, scale: .linear)),
                Gene("b", in: .interval(first: 0, last: 1, scale: .linear)),
                Gene("n", in: .integers(first: 1, last: 1024, step: 1, scale: .logarithmic)),
            ]
        ) { codes in
            let (a, b) = (Double(codes[0]) / 0x1p32, Double(codes[1]) / 0x1p32)
            return max(0, abs(a - b) - 1e-4) + max(0, Double(codes[2]) - 900)
        },
        ConstrainedProblem(
            "conditional",
            [
                Gene("optimizer", in: .list([.text("adam"), .text("sgd"), .text("nadam")])),
                Gene(
                    "momentum", in: .integers(first: 0, last: 99, step: 1, scale: .linear),
                    when: .equal(gene: "optimizer", .text("sgd"))),
                Gene("rate", in: .integers(first: 0, last: 99, step: 1, scale: .linear)),
                Gene(
                    "tour", in: .order((0..<4).map(GeneValue.integer)),
                    when: .compare(gene: "rate", .below, 50)),
            ]
        ) { codes in
            if codes[1] == Genome.inactive { return codes[2] == 7 ? 0.5 : 0 }
            return max(0, Double(codes[1]) + Double(codes[2]) - 60)
        },
        ConstrainedProblem(
            "order",
            [
                Gene("tour", in: .order((0..<7).map(GeneValue.integer))),
                Gene("x", in: .integers(first: 0, last: 9, step: 1, scale: .linear)),
            ]
        ) { codes in
            let items = Array(codes[0..<7])
            let places = (0..<UInt32(7)).map { items.firstIndex(of: $0) ?? 0 }
            return zip(places, places.dropFirst()).prefix(4).reduce(0.0) { $0 + ($1.0 < $1.1 ? 0 : 1) }
        },
    ]
}

@Suite("Infeasible genomes")
struct FeasibilityTests {
    static let settings: [SearchSettings] =
        StrategyTests.cases
        + [Niching.crowding, .sharing].map { niching in
            var settings = SearchSettings.quick
            settings.size = 7
            settings.niching = niching
            return settings
        }
        + Crossover.all.map { crossover in
            var settings = SearchSettings()
            settings.size = 7
            settings.crossover = crossover
            settings.change = .adaptive
            settings.mutation = .all
            return settings
        }

    private static func outcome(_ genome: Genome) -> Outcome {
        genome.codes[0] == 1 ? .failure("no") : .fitness(Problem.sum(genome).truncatingRemainder(dividingBy: 97))
    }

    @Test("are never born, in any strategy", arguments: settings, ConstrainedProblem.all)
    func neverBorn(settings: SearchSettings, problem: ConstrainedProblem) throws {
        var evolution = try Evolution(genus: problem.genus, settings: settings, seed: 4)
        evolution.run(25, Self.outcome)
        #expect(evolution.history.count == 25 * 7)
        var different: Set<Genome> = []
        for id in 0..<evolution.history.count {
            let genome = evolution.history.genome(id)
            #expect(problem.genus.isFeasible(genome))
            _ = try problem.genus.genome(codes: genome.codes)
            different.insert(genome)
        }
        #expect(different.count > 5)
    }

    @Test("are not born after a warm start from one", arguments: settings, ConstrainedProblem.all)
    func warmStart(settings: SearchSettings, problem: ConstrainedProblem) throws {
        let free = problem.genus.constrained(by: nil)
        var plain = SearchSettings()
        plain.size = 40
        plain.strategy = .random
        let given = try Evolution(genus: free, settings: plain, seed: 1).history
        let likes = (0..<3).map { PartialGenome(given.genome($0)) }
        var evolution = try Evolution(genus: problem.genus, settings: settings, seed: 2, like: likes)
        evolution.run(3, Self.outcome)
        for id in 0..<evolution.history.count { #expect(problem.genus.isFeasible(evolution.history.genome(id))) }
    }

    @Test("keep the record of mutations consistent", arguments: ConstrainedProblem.all)
    func changes(problem: ConstrainedProblem) throws {
        var settings = SearchSettings()
        settings.size = 9
        settings.crossing = .all
        settings.mutation = .all
        var evolution = try Evolution(genus: problem.genus, settings: settings, seed: 8)
        for _ in 0..<60 {
            if evolution.phase == .evaluate {
                for birth in evolution.ask(.max) { evolution.tell(birth.id, Self.outcome(birth.genome)) }
            } else if case .mutated(let mutants, _) = try evolution.step() {
                for mutant in mutants {
                    #expect(problem.genus.isFeasible(mutant.genome))
                    for change in mutant.changes { #expect(change.from != change.to) }
                }
            }
        }
    }

    /// The first two bits must be equal: one mutation in seven or so breaks this, and only few repair it again.
    @Test("lead to another mutation of the child, not to a copy of its mother")
    func mutatedAnew() throws {
        let problem = ConstrainedProblem("equal bits", ConstrainedProblem.integers(12, to: 1)) { codes in
            codes[0] == codes[1] ? 0 : 1
        }
        var settings = SearchSettings()
        settings.size = 40
        settings.crossing = try #require(Fraction(0))
        settings.mutation = .all
        var evolution = try Evolution(genus: problem.genus, settings: settings, seed: 3)
        var (children, mutants) = (0, 0)
        while mutants < 600 {
            guard evolution.phase != .evaluate else {
                for birth in evolution.ask(.max) { evolution.tell(birth.id, .fitness(Problem.sum(birth.genome))) }
                continue
            }
            switch try evolution.step() {
            case .bred(let bred): children += bred.count
            case .mutated(let changed, _): mutants += changed.count
            default: break
            }
        }
        #expect(mutants == children)
    }

    @Test("stay unborn after saving and continuing, with the same result", arguments: StrategyTests.cases)
    func saved(settings: SearchSettings) throws {
        for problem in ConstrainedProblem.all {
            var plain = try Evolution(genus: problem.genus, settings: settings, seed: 5)
            var saved = plain
            for _ in 0..<4 {
                plain.run(plain.generation + 2, Self.outcome)
                saved = try JSONDecoder().decode(Evolution.self, from: JSONEncoder().encode(saved))
                #expect(saved.genus.feasibility == nil)
                try saved.constrain(by: problem.genus.feasibility)
                saved.run(saved.generation + 2, Self.outcome)
                let isSame = saved == plain
                #expect(isSame)
            }
        }
    }

    @Test("make a search impossible if there are no others")
    func impossible() throws {
        let never = Feasibility(conditions: ["x0 > 9", "x1 > 9"]) { _ in 1 }
        let small = try Genus(ConstrainedProblem.integers(2, to: 9)).constrained(by: never)
        #expect(throws: EvolutionError.infeasible(conditions: ["x0 > 9", "x1 > 9"], draws: nil, size: 100)) {
            try Evolution(genus: small, settings: .init(), seed: 1)
        }
        let large = try Genus(ConstrainedProblem.integers(10, to: 9)).constrained(by: never)
        #expect(throws: EvolutionError.infeasible(conditions: ["x0 > 9", "x1 > 9"], draws: 1_024, size: 1e10)) {
            try Evolution(genus: large, settings: .init(), seed: 1)
        }
    }

    @Test("in a decoded population are noticed")
    func decoded() throws {
        let genus = try Genus(ConstrainedProblem.integers(4, to: 9))
        var evolution = try Evolution(genus: genus, settings: .init(), seed: 1)
        let feasibility = Feasibility(conditions: ["x0 <= 4"]) { $0[0] <= 4 ? 0 : 1 }
        #expect(throws: EvolutionError.foreignConditions(["x0 <= 4"])) { try evolution.constrain(by: feasibility) }
    }

    @Test("cost nothing of a search whose genomes are all feasible: it gives the same result", arguments: settings)
    func allFeasible(settings: SearchSettings) throws {
        guard !settings.strategy.hasRounds else { return }
        let genus = try Problem.mixed()
        var plain = try Evolution(genus: genus, settings: settings, seed: 3)
        let always = Feasibility(conditions: []) { _ in 0 }
        var constrained = try Evolution(genus: genus.constrained(by: always), settings: settings, seed: 3)
        plain.run(8, Self.outcome)
        constrained.run(8, Self.outcome)
        let isSame = plain.history == constrained.history
        #expect(isSame)
    }
}
