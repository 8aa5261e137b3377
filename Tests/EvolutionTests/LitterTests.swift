import Evolution
import Foundation
import Testing

@Suite("Litters")
struct LitterTests {
    private func costly(size: Int = 10, litter: Int = 16, _ strategy: Strategy = .steady) -> SearchSettings {
        var settings = SearchSettings.costly
        settings.size = size
        settings.litter = litter
        settings.strategy = strategy
        return settings
    }

    private static let strategies: [Strategy] = [.evolution, .steady, .ageing(sample: 10)]

    @Test("no child was born before, down to the last genome of a genus", arguments: strategies)
    func neverTwice(strategy: Strategy) throws {
        let genus = try Genus([
            Gene("a", in: .list([.text("x"), .text("y"), .text("z")])),
            Gene("b", in: .integers(first: 0, last: 9, step: 1, scale: .linear)),
            Gene("c", in: .steps(first: 0, last: 1, step: 0.5)),
        ])
        var evolution = try Evolution(genus: genus, settings: costly(strategy), seed: 2)
        evolution.run(9) { .fitness(Problem.sum($0)) }
        let drawn = strategy == .evolution ? 10 : 8
        let first = Set((0..<drawn).map { evolution.history.genome($0) })
        #expect(Set((0..<90).map { evolution.history.genome($0) }).count == 90 - drawn + first.count)
    }

    private func costly(_ strategy: Strategy) -> SearchSettings { costly(size: 10, litter: 16, strategy) }

    @Test("another unit of the fitness does not change the search", arguments: strategies)
    func unitDoesNotCount(strategy: Strategy) throws {
        var plain = try Evolution(genus: Problem.mixed(), settings: costly(strategy), seed: 2)
        var bent = plain
        plain.run(8) { .fitness(Problem.sum($0)) }
        bent.run(8) { .fitness(1024 * Problem.sum($0)) }
        let isSame = (0..<80).allSatisfy { plain.history.genome($0) == bent.history.genome($0) }
        #expect(isSame)
    }

    @Test("the history contains the predictions of the model, in ascending order")
    func expectations() throws {
        var evolution = try Evolution(genus: Problem.bits(16), settings: costly(), seed: 2)
        evolution.run(8) { .fitness(Problem.sum($0)) }
        let expectations = (8..<80).compactMap { evolution.history.birth($0).expectation }
        #expect(expectations.count == 72)
        #expect(expectations.allSatisfy { $0.low <= $0.fitness && $0.fitness <= $0.high })
        let saved = try JSONDecoder().decode(Evolution.self, from: JSONEncoder().encode(evolution))
        #expect((8..<80).compactMap { saved.history.birth($0).expectation } == expectations)
    }

    @Test("litters find better genomes with the same number of evaluations, over 10 seeds")
    func litterIsBetter() throws {
        var (with, without) = (0.0, 0.0)
        for seed in 0..<10 {
            var settings = costly(size: 20, litter: 32)
            var litters = try Evolution(genus: Problem.bits(30), settings: settings, seed: UInt64(seed))
            litters.run(5) { .fitness(Problem.sum($0)) }
            settings.litter = 1
            var plain = try Evolution(genus: Problem.bits(30), settings: settings, seed: UInt64(seed))
            plain.run(5) { .fitness(Problem.sum($0)) }
            with += litters.fittest?.outcome?.fitness ?? 0
            without += plain.fittest?.outcome?.fitness ?? 0
        }
        #expect(with > without)
    }

    @Test("a model with more evaluations than its limit still chooses")
    func beyondTheModel() throws {
        var evolution = try Evolution(
            genus: Problem.bits(12), settings: costly(size: 50, litter: 2, .evolution), seed: 2)
        evolution.run(9) { .fitness(Problem.sum($0)) }
        #expect(evolution.history.birth(449).expectation != nil)
        #expect(evolution.fittest?.outcome == .fitness(12))
    }

    @Test("with single births, the model chooses all but eight members of the first population")
    func firstDesign() throws {
        var evolution = try Evolution(genus: Problem.bits(16), settings: costly(size: 20), seed: 2)
        evolution.run(1) { .fitness(Problem.sum($0)) }
        let hasPrediction = (0..<20).map { evolution.history.birth($0).expectation != nil }
        #expect(hasPrediction == (0..<20).map { $0 >= 8 })
        #expect(evolution.population.count == 20)
    }

    @Test("with real genes some births are drawn from the whole space, without parents; with others none is")
    func drawnGenomes() throws {
        func orphans(_ genus: Genus) throws -> Int {
            var evolution = try Evolution(genus: genus, settings: costly(size: 12), seed: 2)
            // Two hills far apart.
            evolution.run(6) { genome in
                let x = Double(genome.codes[0]) / Double(genus.genes[0].count - 1)
                return .fitness(max(-abs(x - 0.1), -abs(x - 0.9) - 0.01))
            }
            return (8..<72).count { id in
                let birth = evolution.history.birth(id)
                return birth.expectation != nil && birth.mother == nil && birth.changes.isEmpty
            }
        }
        let reals = try Genus((0..<2).map { Gene("x\($0)", in: .interval(first: 0, last: 1, scale: .linear)) })
        let steps = try Genus(
            (0..<4).map { Gene("x\($0)", in: .integers(first: 0, last: 40, step: 1, scale: .linear)) })
        #expect(try orphans(reals) > 0)
        #expect(try orphans(steps) == 0)
    }

    @Test("the changes of the chosen child's local search are mutations of the child", arguments: [1, 2, 3])
    func changesAreRecorded(seed: UInt64) throws {
        var evolution = try Evolution(genus: Problem.bits(16), settings: costly(size: 12), seed: seed)
        evolution.run(6) { .fitness(Problem.sum($0)) }
        for id in 0..<72 {
            let birth = evolution.history.birth(id)
            guard let mother = birth.mother else { continue }
            let parents = [mother, birth.father].compactMap { $0 }.map { evolution.history.genome($0).codes }
            let mutated = Set(birth.changes.map(\.gene))
            for (gene, code) in evolution.history.genome(id).codes.enumerated() where !mutated.contains(gene) {
                #expect(parents.contains { $0[gene] == code }, "birth \(id), gene \(gene)")
            }
        }
    }

    @Test("a step shows the litters and the chosen children")
    func events() throws {
        var evolution = try Evolution(
            genus: Problem.bits(12), settings: costly(size: 6, litter: 8, .evolution), seed: 2)
        for birth in evolution.ask(.max) { evolution.tell(birth.id, .fitness(Problem.sum(birth.genome))) }
        _ = try evolution.step()
        _ = try evolution.step()
        let bred = try evolution.step()
        let offspring = try #require(bred.offspring)
        #expect(offspring.count == 48)
        let mutated = try evolution.step()
        let choices = try #require(mutated.choices)
        #expect(
            choices.map(\.child) == Array(0..<6) && choices.allSatisfy { $0.siblings == 8 && $0.expectation != nil })
    }
}

extension PhaseEvent {
    fileprivate var offspring: [Offspring]? { if case .bred(let offspring) = self { offspring } else { nil } }
    fileprivate var choices: [LitterChoice]? { if case .mutated(_, let choices) = self { choices } else { nil } }
}
