import Evolution
import Randomness
import Testing

@Suite("Ten thousand small problems")
struct RandomProblemTests {
    @Test("cause no crash, no lost organism and no genome outside its genus")
    func tenThousand() throws {
        var generator = Generator(seed: 12)
        for _ in 0..<10_000 {
            let genus = try genus(&generator)
            let settings = try settings(&generator)
            let generations = 1 + generator.below(5)
            var evolution = try Evolution(genus: genus, settings: settings, seed: generator.next())
            let weights = genus.genes.map { _ in generator.uniform() - 0.5 }
            while evolution.generation < generations {
                for birth in evolution.ask(1 + generator.below(9), through: generations) {
                    let sum = zip(weights, birth.genome.codes).reduce(0) { $0 + $1.0 * Double($1.1) }
                    let failed = generator.chance(0.1)
                    evolution.tell(birth.id, failed ? .failure("no") : .fitness(sum, size: Double(generator.below(3))))
                }
            }
            #expect(evolution.history.count == generations * settings.size)
            let members = evolution.ranked
            #expect(members.count == settings.size && Set(members.map(\.id)).count == settings.size)
            for member in members {
                #expect(member.genome == evolution.history.genome(member.id))
                #expect(member.outcome == evolution.history.outcome(member.id))
            }
            for id in 0..<evolution.history.count {
                let genome = evolution.history.genome(id)
                #expect(throws: Never.self) { try genus.genome(codes: genome.codes) }
            }
        }
    }

    private func genus(_ generator: inout Generator) throws -> Genus {
        var genes: [Gene] = []
        for index in 0...generator.below(5) {
            let low = generator.below(5)
            let domains: [Domain] = [
                .list((0...generator.below(4)).map { .text("v\($0)") }),
                .integers(first: low, last: low + generator.below(6), step: 1 + generator.below(3), scale: .linear),
                .integers(first: 1 + low, last: 1 + low + generator.below(90), step: 1, scale: .logarithmic),
                .steps(first: 0, last: Double(generator.below(3)), step: 0.25),
                .interval(first: 1, last: 1 + Double(low), scale: generator.chance(0.5) ? .linear : .logarithmic),
            ]
            let domain = domains[generator.below(domains.count)]
            var condition: GeneCondition?
            if let other = genes.last, generator.chance(0.4) {
                let value = other.value(of: UInt32(generator.below(other.count)))
                condition = .equal(gene: other.name, value)
                if generator.chance(0.3), let simple = condition { condition = .not(simple) }
                if generator.chance(0.3), let simple = condition {
                    condition = .or(simple, .compare(gene: genes[0].name, .above, 1))
                }
            }
            genes.append(Gene("g\(index)", in: domain, when: condition))
        }
        return try Genus(genes)
    }

    private func settings(_ generator: inout Generator) throws -> SearchSettings {
        func any<Choice>(_ all: [Choice]) -> Choice { all[generator.below(all.count)] }
        var settings = SearchSettings()
        settings.size = 1 + generator.below(8)
        settings.strategy = any(Strategy.all)
        settings.selection = any(Selection.all)
        settings.crossover = any(Crossover.all)
        settings.change = any(Mutation.all)
        settings.elites = any(EliteChoice.all)
        settings.litter = generator.chance(0.2) ? 1 + generator.below(6) : 1
        settings.elitism = try #require(Fraction(any([0, 0.05, 0.5, 1])))
        settings.breeding = try #require(Fraction(any([0, 0.3, 1])))
        settings.mutation = try #require(Fraction(any([0, 0.2, 1])))
        settings.ahead = any([nil, 1, 4, 100])
        return settings
    }
}
