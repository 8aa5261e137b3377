import Evolution
import Foundation
import Testing

@Suite("Every strategy")
struct StrategyTests {
    static let cases: [SearchSettings] = Strategy.all.flatMap { strategy in
        [1, 8].map { litter in
            var settings = SearchSettings()
            settings.size = 7
            settings.strategy = strategy
            settings.litter = litter
            return settings
        }
    }

    static func outcome(_ genome: Genome) -> Outcome {
        genome.codes[0] == 0 ? .failure("no") : .fitness(Problem.sum(genome).truncatingRemainder(dividingBy: 97))
    }

    @Test("gives the same result for any number of births requested at once", arguments: cases)
    func sameForAnyWorkers(settings: SearchSettings) throws {
        var histories: [History] = []
        for maximum in [1, 2, 7, 100] {
            var evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 3)
            evolution.run(12, asking: maximum, Self.outcome)
            histories.append(evolution.history)
        }
        let areSame = histories.allSatisfy { $0 == histories[0] }
        #expect(areSame)
        #expect(histories[0].count == 7 * 12)
        #expect(histories[0].generations.count == 12)
    }

    @Test("continues unchanged after saving at any moment", arguments: cases)
    func savedMidway(settings: SearchSettings) throws {
        var plain = try Evolution(genus: Problem.mixed(), settings: settings, seed: 5)
        var saved = plain
        for _ in 0..<60 {
            if plain.phase == .evaluate {
                for birth in plain.ask(3) { plain.tell(birth.id, Self.outcome(birth.genome)) }
                for birth in saved.ask(3) { saved.tell(birth.id, Self.outcome(birth.genome)) }
            } else {
                let told = try plain.step()
                let isSame = try saved.step() == told
                #expect(isSame)
            }
            saved = try JSONDecoder().decode(Evolution.self, from: JSONEncoder().encode(saved))
            let isSame = saved == plain
            #expect(isSame)
        }
    }

    @Test("keeps every genome inside its genus and every record consistent", arguments: cases)
    func inside(settings: SearchSettings) throws {
        let genus = try Problem.mixed()
        var evolution = try Evolution(genus: genus, settings: settings, seed: 9)
        evolution.run(20, Self.outcome)
        for id in 0..<evolution.history.count {
            let record = evolution.history.birth(id)
            #expect(try genus.genome(codes: record.organism.genome.codes) == record.organism.genome)
            #expect(record.organism.outcome == Self.outcome(record.organism.genome))
            for change in record.changes { #expect(change.from != change.to) }
            if let mother = record.mother { #expect(mother < id) }
            if let father = record.father { #expect(father != record.mother) }
        }
        #expect(evolution.population.count == settings.size)
    }

    @Test("never loses the best so far", arguments: cases)
    func neverFalls(settings: SearchSettings) throws {
        var evolution = try Evolution(genus: Problem.bits(20), settings: settings, seed: 11)
        evolution.run(30) { .fitness(Problem.sum($0)) }
        let best = evolution.history.generations.compactMap(\.bestSoFar)
        #expect(best.count == 30)
        #expect(zip(best, best.dropFirst()).allSatisfy { $0 <= $1 })
        if settings.strategy == .evolution { #expect(evolution.history.generations.compactMap(\.best) == best) }
    }

    @Test(arguments: cases) func `many genomes are evaluated at once for a round, or through a generation`(
        settings: SearchSettings
    ) throws {
        var evolution = try Evolution(genus: Problem.bits(12), settings: settings, seed: 2)
        func run(through last: Int, isOneRound: Bool = false) {
            evolution.run(through: last, isOneRound: isOneRound, reason: { _, _, _ in "" }) { codes, rows in
                rows.map { row in codes[row * 12..<(row + 1) * 12].reduce(0) { $0 + Double($1) } }
            }
        }
        // The births that are planned, and nothing more.
        run(through: 3, isOneRound: true)
        let planned = evolution.evaluations
        #expect((1...7).contains(planned))
        run(through: 3, isOneRound: true)
        #expect(evolution.evaluations == planned)
        run(through: 3)
        #expect(evolution.generation == 3)
    }
}
