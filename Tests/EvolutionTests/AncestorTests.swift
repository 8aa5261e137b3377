import Evolution
import Testing

/// Regression tests for the bugs of the Python package `naturalselection`.
@Suite("Bugs of the Python package naturalselection")
struct AncestorTests {
    private func classic(size: Int = 20) -> SearchSettings {
        var settings = SearchSettings.classic
        settings.size = size
        return settings
    }

    @Test("the best fitness in the population never gets worse, over 200 seeds")
    func eliteSurvives() throws {
        let genus = try Problem.bits(12)
        for seed in 0..<200 {
            var evolution = try Evolution(genus: genus, settings: classic(size: 10), seed: UInt64(seed))
            evolution.run(20) { .fitness(Problem.sum($0)) }
            let best = evolution.history.generations.compactMap(\.best)
            #expect(zip(best, best.dropFirst()).allSatisfy { $0 <= $1 })
        }
    }

    @Test("an elite keeps its fitness and is not evaluated again")
    func eliteIsRemembered() throws {
        var evolution = try Evolution(genus: Problem.bits(8), settings: classic(size: 10), seed: 1)
        var asked: Set<Int> = []
        while evolution.generation < 10 {
            let births = evolution.ask(.max, through: 10)
            #expect(births.count == 10)
            for birth in births {
                #expect(asked.insert(birth.id).inserted)
                evolution.tell(birth.id, .fitness(Problem.sum(birth.genome)))
            }
        }
        #expect(asked.count == 100)
    }

    @Test("the crossover point lies inside the genome, and no organism mates with itself", arguments: Crossover.all)
    func cuts(crossover: Crossover) throws {
        let genes = 6
        var settings = classic()
        settings.crossover = crossover
        for seed in 0..<50 {
            var evolution = try Evolution(genus: Problem.bits(genes), settings: settings, seed: UInt64(seed))
            evolution.run(6) { .fitness(Problem.sum($0)) }
            for id in 20..<evolution.history.count {
                let birth = evolution.history.birth(id)
                #expect(birth.mother != nil && birth.father != nil && birth.mother != birth.father)
                switch birth.cut {
                case .none: Issue.record("a child of two parents has no crossover point")
                case .point(let cut): #expect((1..<genes).contains(cut))
                case .points(let first, let second):
                    #expect(first < second && second <= genes && second - first < genes)
                case .scattered, .mixed: break
                }
            }
        }
    }

    @Test("a child follows from its parents, its crossover points and its mutations", arguments: Crossover.all)
    func pedigree(crossover: Crossover) throws {
        var settings = classic()
        settings.crossover = crossover
        var evolution = try Evolution(genus: Problem.bits(70), settings: settings, seed: 4)
        evolution.run(8) { .fitness(Problem.sum($0)) }
        let history = evolution.history
        for id in 20..<history.count {
            let birth = history.birth(id)
            guard let mother = birth.mother, let father = birth.father else { continue }
            let fatherly = birth.cut.fatherly(genes: 70)
            var codes = (0..<70).map { history.genome(fatherly[$0] ? father : mother).codes[$0] }
            for change in birth.changes {
                #expect(codes[change.gene] == change.from)
                codes[change.gene] = change.to
            }
            #expect(codes == birth.organism.genome.codes)
        }
    }

    @Test("each mutation changes a gene", arguments: Mutation.all)
    func mutationsChange(change: Mutation) throws {
        var settings = classic()
        settings.change = change
        settings.mutation = try #require(Fraction(1))
        var evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 2)
        evolution.run(20) { .fitness(Problem.sum($0)) }
        for id in 20..<evolution.history.count {
            let changes = evolution.history.birth(id).changes
            #expect(!changes.isEmpty)
            #expect(changes.allSatisfy { $0.from != $0.to })
        }
    }

    @Test("the numbers of mutants and of changed genes match the rates")
    func mutationRates() throws {
        var settings = classic(size: 2000)
        settings.mutation = try #require(Fraction(0.3))
        settings.factor = 0.1
        var evolution = try Evolution(genus: Problem.bits(50), settings: settings, seed: 2)
        evolution.run(2) { .fitness(Problem.sum($0)) }
        let counts = (2000..<4000).map { evolution.history.birth($0).changes.count }
        let mutants = counts.filter { $0 > 0 }
        #expect(abs(Double(mutants.count) - 600) < 90)
        #expect(abs(Double(mutants.reduce(0, +)) / Double(mutants.count) - 5) < 0.5)
    }

    @Test("mutation reaches every other value of a gene equally often")
    func mutationIsFair() throws {
        var settings = classic(size: 3000)
        settings.mutation = try #require(Fraction(1))
        let gene = Gene("c", in: .list(["a", "b", "c", "d"].map { .text($0) }))
        let genus = try Genus([gene])
        var evolution = try Evolution(genus: genus, settings: settings, seed: 2)
        evolution.run(2) { _ in .fitness(1) }
        var counts: [UInt32: Int] = [:]
        for id in 3000..<6000 {
            for change in evolution.history.birth(id).changes { counts[change.from * 4 + change.to, default: 0] += 1 }
        }
        #expect(counts.count == 12)
        #expect(counts.values.allSatisfy { abs($0 - 250) < 70 })
    }

    @Test("among equals the smaller ranks first, then the earlier one")
    func ties() throws {
        var settings = classic(size: 4)
        settings.strategy = .random
        var evolution = try Evolution(genus: Problem.bits(8), settings: settings, seed: 1)
        let sizes = [30.0, 10, 10, 20]
        for (birth, size) in zip(evolution.ask(.max, through: 1), sizes) {
            evolution.tell(birth.id, .fitness(1, size: size))
        }
        #expect(evolution.fittest?.id == 1)
        #expect(evolution.ranked.map(\.id) == [1, 2, 3, 0])
    }

    @Test("the fittest is updated at once")
    func noticedAtOnce() throws {
        var evolution = try Evolution(genus: Problem.bits(8), settings: classic(), seed: 1)
        for birth in evolution.ask(.max) {
            evolution.tell(birth.id, .fitness(Double(birth.id)))
            #expect(evolution.fittest?.id == birth.id)
            #expect(evolution.fittest?.generation == 1)
        }
    }

    @Test("a warm start keeps the given genome and mutates four in five of its clones")
    func warmStart() throws {
        let genus = try Problem.mixed()
        var settings = SearchSettings()
        settings.size = 500
        var other = try Evolution(genus: genus, settings: settings, seed: 7)
        let genome = try #require(other.ask(1).first?.genome)
        var evolution = try Evolution(genus: genus, settings: settings, seed: 1, like: [.init(genome)])
        let births = evolution.ask(.max)
        #expect(births[0].genome == genome)
        let clones = births.count { $0.genome == genome }
        #expect(abs(clones - 100) < 40)
        let foreign = try Problem.bits(3).genome(codes: [0, 0, 0])
        #expect(throws: EvolutionError.foreignGenome(genes: 6)) {
            try Evolution(genus: genus, settings: settings, seed: 1, like: [.init(foreign)])
        }
    }

    @Test("a warm start with some given values draws the other genes anew for each organism")
    func partialWarmStart() throws {
        let genus = try Problem.mixed()
        var settings = SearchSettings()
        settings.size = 300
        let part = try genus.partialGenome(from: ["optimizer": .text("sgd"), "depth": .integer(4)])
        var evolution = try Evolution(genus: genus, settings: settings, seed: 1, like: [part])
        let values = evolution.ask(.max).map { genus.values(of: $0.genome) }
        let optimizer = try #require(genus.index(of: "optimizer"))
        let depth = try #require(genus.index(of: "depth"))
        #expect(values[0][optimizer] == .text("sgd") && values[0][depth] == .integer(4))
        // A mutant changes one gene in six on average, so most organisms keep each of the two values.
        #expect(values.count { $0[optimizer] == .text("sgd") } > 200)
        let others = genus.genes.indices.filter { $0 != optimizer && $0 != depth && genus.genes[$0].count > 1 }
        for gene in others { #expect(Set(values.map { $0[gene] }).count > 1) }
        #expect(throws: EvolutionError.self) { try genus.partialGenome(from: ["depth": .integer(400)]) }
        #expect(throws: EvolutionError.self) { try genus.partialGenome(from: ["deph": .integer(4)]) }
    }
}
