import Evolution
import Foundation
import Testing

@Suite("Genes that are an order")
struct OrderSearchTests {
    /// An order, a number, and an order that is active for some numbers only.
    private static func mixed() throws -> Genus {
        try Genus([
            Gene("rate", in: .interval(first: 0, last: 1, scale: .linear)),
            Gene("tour", in: .order((1...6).map { .integer($0) })),
            Gene("depth", in: .integers(first: 1, last: 4, step: 1, scale: .linear)),
            Gene(
                "rest", in: .order(["a", "b", "c", "d"].map { .text($0) }), when: .compare(gene: "depth", .atLeast, 3)),
        ])
    }

    private static func length(_ genome: Genome) -> Double {
        Double(zip(genome.codes[1..<7], 0...).reduce(0) { $0 + Int($1.0) * $1.1 }) + Double(genome.codes[7])
    }

    /// Every strategy with and without litters, and every crossover with every niching.
    private static let cases: [SearchSettings] = {
        func settings(_ strategy: Strategy, litter: Int = 1) -> SearchSettings {
            var settings = SearchSettings()
            settings.size = 8
            settings.strategy = strategy
            settings.litter = litter
            return settings
        }
        let strategies = Strategy.all.flatMap { [settings($0), settings($0, litter: 4)] }
        return strategies
            + Crossover.all.flatMap { crossover in
                Niching.all.map { niching in
                    var settings = settings(.evolution)
                    settings.crossover = crossover
                    settings.niching = niching
                    return settings
                }
            }
    }()

    @Test("every strategy, crossover, niching and litter bears permutations only, and a saved search goes on alike")
    func sound() throws {
        let genus = try Self.mixed()
        #expect(genus.genes.count == 12 && genus.defined.count == 4)
        for settings in Self.cases {
            var evolution = try Evolution(genus: genus, settings: settings, seed: 5)
            evolution.run(4) { .fitness(Self.length($0)) }
            for id in 0..<evolution.history.count {
                #expect(genus.contains(GeneCodes(evolution.history.genome(id).codes), at: 0))
            }
            var copy = try JSONDecoder().decode(Evolution.self, from: try JSONEncoder().encode(evolution))
            #expect(copy == evolution)
            evolution.run(6) { .fitness(Self.length($0)) }
            copy.run(6) { .fitness(Self.length($0)) }
            #expect(copy == evolution)
        }
    }

    @Test("every change that mutation records leads from the crossed genome to the born one")
    func changes() throws {
        let genus = try Self.mixed()
        var settings = SearchSettings()
        settings.mutation = .all
        var evolution = try Evolution(genus: genus, settings: settings, seed: 6)
        evolution.run(5) { .fitness(Self.length($0)) }
        for id in settings.size..<evolution.history.count {
            let birth = evolution.history.birth(id)
            var codes = birth.organism.genome.codes
            for change in birth.changes { codes[change.gene] = change.from }
            #expect(genus.areOrdersSound(GeneCodes(codes), at: 0))
            #expect(!birth.changes.isEmpty)
        }
    }

    @Test("the default settings for functions find the shortest tour of 12 cities on a circle")
    func circle() throws {
        let cities = (0..<12).map { Double($0 * 7 % 12) / 6 * Double.pi }
        let genus = try Genus([Gene("tour", in: .order((0..<12).map { .integer($0) }))])
        func length(_ genome: Genome) -> Double {
            genome.codes.indices.reduce(0) { sum, position in
                let (here, there) = (genome.codes[position], genome.codes[(position + 1) % 12])
                return sum + abs(2 * sin((cities[Int(here)] - cities[Int(there)]) / 2))
            }
        }
        // The perimeter of the regular polygon.
        let shortest = 24 * sin(Double.pi / 12)
        let found = try (1...20).count { seed in
            var evolution = try Evolution(genus: genus, settings: .quick, seed: UInt64(seed))
            evolution.run(30) { .fitness(-length($0)) }
            #expect(evolution.evaluations == 1_800)
            return evolution.fittest?.outcome?.fitness.map { abs($0 + shortest) < 1e-9 } ?? false
        }
        #expect(found >= 18)
    }

    @Test("a grid tries every short order once, and refuses a long one")
    func grid() throws {
        var settings = SearchSettings()
        settings.strategy = .grid
        settings.size = 12
        let genus = try Genus([
            Gene("tour", in: .order((1...3).map { .integer($0) })), Gene("x", in: .list([.text("a"), .text("b")])),
        ])
        #expect(genus.size == 12)
        var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
        evolution.run(1) { _ in .fitness(0) }
        #expect(Set((0..<12).map { evolution.history.genome($0) }).count == 12)
        let long = try Genus([Gene("tour", in: .order((1...9).map { .integer($0) }))])
        #expect(throws: EvolutionError.orderTooLong(gene: "tour", items: 9, maximum: 8)) {
            try Evolution(genus: long, settings: settings, seed: 1)
        }
        #expect(abs(long.size - 362_880) < 1e-6 && abs(long.logarithm - 5.559_763) < 1e-6)
    }

    @Test("a litter bears each of the six orders before any is born twice")
    func exhausted() throws {
        var settings = SearchSettings()
        settings.size = 6
        settings.litter = 4
        settings.first = .random
        let genus = try Genus([Gene("tour", in: .order((1...3).map { .integer($0) }))])
        var evolution = try Evolution(genus: genus, settings: settings, seed: 2)
        evolution.run(3) { .fitness(Double($0.codes[0])) }
        #expect(Set((0..<18).map { evolution.history.genome($0) }).count == 6)
    }

    @Test("an order is given as items or as text, and each item must occur once")
    func given() throws {
        let genus = try Self.mixed()
        let values: [String: GeneValue] = [
            "rate": .real(0.5), "tour": .text("2, 1,3,6,5,4"), "depth": .integer(3),
            "rest": .items([.text("d"), .text("a"), .text("b"), .text("c")]),
        ]
        let genome = try genus.genome(from: values)
        #expect(Array(genome.codes[1..<7]) == [1, 0, 2, 5, 4, 3])
        #expect(
            genus.definedValues(of: genome).map { $0.map { "\($0)" } ?? "–" } == ["0.5", "2,1,3,6,5,4", "3", "d,a,b,c"])
        func message(_ text: String) -> String {
            do {
                _ = try genus.partialGenome(from: ["tour": .text(text)])
                return "none"
            } catch {
                return error.description
            }
        }
        let end = "; expected an order of 1..6, each item once, such as '1,2,3,4,5,6'"
        #expect(message("1,2,3,4,5") == "gene tour: 6 is missing" + end)
        #expect(message("1,2,3,4,5,5") == "gene tour: 5 occurs twice" + end)
        #expect(message("1,2,3,4,5,7") == "gene tour: 7 is not one of its items" + end)
        #expect(message("6,5,4,3,2,1") == "none")
    }

    @Test("an order counts as one gene in distances and importance")
    func oneGene() throws {
        let genus = try Genus([
            Gene("x", in: .list([.text("a"), .text("b")])), Gene("tour", in: .order((1...4).map { .integer($0) })),
        ])
        let genomes = [Genome(codes: [0, 0, 1, 2, 3]), Genome(codes: [1, 0, 1, 3, 2])]
        // One gene differs, and half of the positions of the other.
        #expect(Diversity(of: genomes, in: genus).distance == 0.75)
        #expect(genus.distance(0, 1, in: GeneCodes(genomes.flatMap(\.codes))) == 0.75)
        var settings = SearchSettings()
        settings.strategy = .random
        settings.size = 200
        var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
        evolution.run(1) { .fitness(Double($0.codes[1])) }
        let born = (0..<200).map { evolution.history.genome($0) }
        let fitness = born.map { Double($0.codes[1]) }
        let fractions = Importance.fractions(of: genus, born, fitness: fitness)
        #expect(fractions.count == 2 && fractions[1] > 0.9)
        let model = try #require(ModelImportance(of: genus, born, fitness: fitness, seed: 1))
        #expect(model.fractions.count == 2 && model.fractions[1] > 0.8 && model.fractions[0] < 0.1)
    }

    @Test("the items of an order are checked")
    func items() {
        func message(_ items: [GeneValue]) -> String {
            do {
                _ = try Genus([Gene("tour", in: .order(items))])
                return "none"
            } catch {
                return error.description
            }
        }
        #expect(message([.integer(1)]) == "gene tour: an order needs at least 2 items")
        #expect(message([.integer(1), .real(1)]) == "gene tour: 1 and 1.0 are the same item")
        #expect(message([.text("a"), .text("a")]) == "gene tour: a occurs twice in its items")
        #expect(
            message([.text("a,b"), .text("c")])
                == "gene tour: the items of an order cannot contain commas, found \"a,b\"")
    }

    @Test(arguments: ["1,2,,3,4,5,6", ",1,2,3,4,5,6", "1,2,3,4,5,6,", "1,2,3,4,5", "1,2,3,4,5,5", "1,2,3,4,5,7", ""])
    func `a written order with an item too many, too few or twice is refused`(written: String) throws {
        let genus = try Self.mixed()
        #expect(throws: EvolutionError.self) { try genus.partialGenome(from: ["tour": .text(written)]) }
    }

    @Test func `a written order is read with or without blanks`() throws {
        let genus = try Self.mixed()
        let order = try genus.partialGenome(from: ["tour": .text("3,1,2,6,5,4")])
        #expect(try genus.partialGenome(from: ["tour": .text("3, 1,2 , 6,5,4")]) == order)
        #expect(try genus.partialGenome(from: ["tour": .text("1,2,3,4,5,6")]) != order)
    }
}
