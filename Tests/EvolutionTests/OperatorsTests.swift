import Evolution
import Testing

@Suite("Operators")
struct OperatorsTests {
    private func fraction(_ value: Double) throws -> Fraction { try #require(Fraction(value)) }

    /// One generation of children with the draws behind it.
    private func children(
        _ settings: SearchSettings, genes: Int = 16, seed: UInt64, _ fitness: (Int) -> Double
    ) throws -> (wheel: [WheelShare], pool: [Int], children: [Offspring], mutants: [Mutant]) {
        var evolution = try Evolution(genus: Problem.bits(genes), settings: settings, seed: seed)
        for birth in evolution.ask(.max) { evolution.tell(birth.id, .fitness(fitness(birth.id))) }
        var (wheel, pool, children, mutants): ([WheelShare], [Int], [Offspring], [Mutant]) = ([], [], [], [])
        while evolution.phase != .evaluate {
            switch try evolution.step() {
            case .breeders(let probabilities, let draws): (wheel, pool) = (probabilities, draws)
            case .bred(let offspring): children = offspring
            case .mutated(let changed, _): mutants = changed
            default: continue
            }
        }
        return (wheel, pool, children, mutants)
    }

    // MARK: - Mating pool

    @Test("each member of the mating pool is a mother and a father equally often, within one", arguments: Selection.all)
    func pool(selection: Selection) throws {
        for breeding in [0.1, 0.55, 0.8, 1] {
            var settings = SearchSettings()
            settings.size = 50
            settings.selection = selection
            settings.breeding = try fraction(breeding)
            for seed in 0..<20 as Range<UInt64> {
                let made = try children(settings, seed: seed) { Double($0 % 17) }
                let drawn = Dictionary(grouping: made.pool) { $0 }.mapValues(\.count)
                let mothers = Dictionary(grouping: made.children.compactMap(\.mother)) { $0 }.mapValues(\.count)
                let rounds = 50 / made.pool.count
                for (organism, times) in drawn {
                    let count = mothers[organism] ?? 0
                    #expect(count >= rounds * times && count <= (rounds + 1) * times)
                }
                #expect(Set(mothers.keys).isSubset(of: drawn.keys))
                #expect(made.children.allSatisfy { $0.father != nil && $0.father != $0.mother })
                guard breeding == 1 else { continue }
                let fathers = Dictionary(grouping: made.children.compactMap(\.father)) { $0 }.mapValues(\.count)
                #expect(fathers == drawn)
            }
        }
    }

    @Test("with stochastic universal sampling, the copies of each differ from their expected number by less than one")
    func universalCopies() throws {
        var settings = SearchSettings()
        settings.size = 100
        settings.selection = .stochasticUniversal
        settings.breeding = try fraction(1)
        for crossing in [0, 1.0] {
            settings.crossing = try fraction(crossing)
            for seed in 0..<50 as Range<UInt64> {
                let made = try children(settings, seed: seed) { Double($0 * $0 % 101) }
                let mothers = Dictionary(grouping: made.children.compactMap(\.mother)) { $0 }.mapValues(\.count)
                for field in made.wheel {
                    #expect(abs(Double(mothers[field.organism] ?? 0) - 100 * field.share) < 1)
                }
            }
        }
    }

    @Test("drift matches the textbook: 63 of 100 equal organisms leave a copy if all are drawn with equal probability")
    func drift() throws {
        var settings = SearchSettings()
        settings.size = 100
        settings.selection = .tournament(size: 1)
        settings.breeding = try fraction(1)
        settings.crossing = try fraction(0)
        var parents = 0.0
        var variance = 0.0
        for seed in 0..<200 as Range<UInt64> {
            let made = try children(settings, seed: seed) { _ in 1 }
            let copies = Dictionary(grouping: made.children.compactMap(\.mother)) { $0 }.mapValues(\.count)
            parents += Double(copies.count) / 200
            variance +=
                (0..<100).reduce(0.0) { $0 + Double(((copies[$1] ?? 0) - 1) * ((copies[$1] ?? 0) - 1)) } / 20_000
        }
        // 100 (1 − .99^100) = 63.4 and 1 − 1/100; standard deviations of the means .22 and .0098.
        #expect(abs(parents - 63.4) < 1)
        #expect(abs(variance - 0.99) < 0.05)
    }

    // MARK: - Crossover rate

    @Test("the fraction of children with two parents is the crossover rate", arguments: [0, 0.25, 0.6, 1])
    func crossing(rate: Double) throws {
        var settings = SearchSettings()
        settings.size = 100
        settings.crossing = try fraction(rate)
        settings.mutation = try fraction(0)
        var crossed = 0.0
        for seed in 0..<40 as Range<UInt64> {
            let made = try children(settings, seed: seed) { Double($0) }
            crossed += Double(made.children.count { $0.father != nil })
            #expect(made.children.allSatisfy { ($0.father == nil) == ($0.cut == .none) })
        }
        // The standard deviation of a fraction of 4,000 is .008 at most.
        #expect(abs(crossed / 4000 - rate) <= (rate == 0 || rate == 1 ? 0 : 0.035))
    }

    @Test("with a single gene, a child is a clone without a father", arguments: Crossover.all)
    func oneGene(crossover: Crossover) throws {
        var settings = SearchSettings()
        settings.size = 10
        settings.crossover = crossover
        let made = try children(settings, genes: 1, seed: 1) { Double($0) }
        #expect(made.children.count == 10)
        #expect(made.children.allSatisfy { $0.father == nil && $0.cut == .none })
    }

    // MARK: - Mutation

    @Test(
        "a factor is the mutation probability of each gene; without one, at least one gene changes",
        arguments: [nil, 0.01, 1 / 16.0, 0.5, 1])
    func factor(factor: Double?) throws {
        var settings = SearchSettings()
        settings.size = 100
        settings.mutation = try fraction(1)
        settings.factor = factor
        var changes = 0
        var mutants = 0
        for seed in 0..<50 as Range<UInt64> {
            let made = try children(settings, seed: seed) { Double($0) }
            mutants += made.mutants.count
            changes += made.mutants.reduce(0) { $0 + $1.changes.count }
        }
        let all = 5000.0
        guard let factor else {
            #expect(mutants == 5000)
            // n f + (1 − f)ⁿ with f = 1/n: 1.356.
            #expect(abs(Double(changes) / all - 1.356) < 0.05)
            return
        }
        let deviation = (16 * factor * (1 - factor) / all).squareRoot()
        #expect(abs(Double(changes) / all - 16 * factor) <= 4 * deviation)
        if factor < 0.5 { #expect(mutants < 5000) }
    }

    // MARK: - First population

    @Test("a stratified first population has each bit set in half of the organisms, a random one by chance")
    func first() throws {
        var settings = SearchSettings()
        settings.size = 10
        let stratified = try Evolution(genus: Problem.bits(200), settings: settings, seed: 1)
        settings.first = .random
        let random = try Evolution(genus: Problem.bits(200), settings: settings, seed: 1)
        func ones(_ evolution: Evolution) -> [Int] {
            (0..<200).map { gene in evolution.ranked.count { $0.genome.codes[gene] == 1 } }
        }
        #expect(ones(stratified).allSatisfy { $0 == 5 })
        let counts = ones(random)
        let variance = counts.reduce(0.0) { $0 + Double(($1 - 5) * ($1 - 5)) } / 200
        // A binomial distribution of 10 draws has the variance 2.5; the standard deviation of this estimate is about
        // .24.
        #expect(abs(variance - 2.5) < 1)
    }

    // MARK: - Windowing

    @Test("roulette probabilities change little when the lowest fitness falls from 0 to just below")
    func noJump() throws {
        func probabilities(_ shift: Double) throws -> [Double] {
            var settings = SearchSettings()
            settings.size = 10
            var evolution = try Evolution(genus: Problem.bits(10), settings: settings, seed: 1)
            for birth in evolution.ask(.max) { evolution.tell(birth.id, .fitness(Double(birth.id) + shift)) }
            return Selection.roulette.probabilities(of: evolution.population)
        }
        let steps = try stride(from: 1.0, through: -3, by: -0.01).map(probabilities)
        for (left, right) in zip(steps, steps.dropFirst()) {
            #expect(zip(left, right).allSatisfy { abs($0 - $1) < 0.001 })
        }
        #expect(try probabilities(-1)[0] < 0.005)
        // Far below 0, only the differences matter.
        let (near, far) = (try probabilities(-100), try probabilities(-1_000_000))
        #expect(zip(near, far).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    // MARK: - Niching

    /// Two equal peaks: all bits 0, and all bits 1.
    private func twoPeaks(_ genome: Genome) -> Outcome {
        let ones = genome.codes.reduce(0) { $0 + Int($1) }
        return .fitness(Double(abs(2 * ones - genome.codes.count)))
    }

    @Test("with niching a population keeps both of two equal peaks; without it drift loses one", arguments: Niching.all)
    func niching(niching: Niching) throws {
        var both = 0
        for seed in 0..<10 as Range<UInt64> {
            var settings = SearchSettings()
            settings.size = 40
            settings.niching = niching
            settings.selection = niching == .sharing ? .stochasticUniversal : .tournament(size: 2)
            settings.mutation = try fraction(0.1)
            var evolution = try Evolution(genus: Problem.bits(12), settings: settings, seed: seed)
            evolution.run(100, twoPeaks)
            let ones = evolution.ranked.map { $0.genome.codes.reduce(0) { $0 + Int($1) } }
            if ones.contains(where: { $0 <= 1 }), ones.contains(where: { $0 >= 11 }) { both += 1 }
            #expect(evolution.population.count == 40)
        }
        #expect(niching == .none ? both <= 2 : both >= 7)
    }

    @Test("in deterministic crowding the mean fitness never falls and the best is never lost")
    func crowding() throws {
        var settings = SearchSettings()
        settings.size = 21
        settings.niching = .crowding
        var evolution = try Evolution(genus: Problem.bits(20), settings: settings, seed: 3)
        evolution.run(40) { .fitness(Problem.sum($0)) }
        let means = evolution.history.generations.compactMap(\.mean)
        #expect(zip(means, means.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(evolution.population.count == 21)
    }

    @Test("crowding has no effect on single births, with litters or without crossover")
    func crowdingUnused() throws {
        for strategy in Strategy.all {
            var settings = SearchSettings()
            settings.size = 10
            settings.strategy = strategy
            settings.litter = strategy == .evolution ? 4 : 1
            var histories: [History] = []
            for niching in [Niching.none, .crowding] {
                settings.niching = niching
                var evolution = try Evolution(genus: Problem.bits(12), settings: settings, seed: 2)
                evolution.run(5, twoPeaks)
                histories.append(evolution.history)
            }
            #expect(histories[0] == histories[1])
            #expect(!settings.reads(.niching))
        }
    }

    // MARK: - Purposes

    @Test("each strategy gives a purpose for each of its phases and for no other", arguments: Strategy.all)
    func purposes(strategy: Strategy) throws {
        let phases: [Phase] = [.evaluate, .elites, .breeders, .breed, .mutate, .replace]
        var settings = SearchSettings()
        settings.strategy = strategy
        for phase in phases {
            let purpose = Strategy.purpose(of: phase, in: settings)
            #expect((purpose != nil) == strategy.phases.contains(phase))
            #expect(purpose?.isEmpty != true)
        }
    }

    @Test("a purpose never describes what a strategy does not do")
    func truePurposes() throws {
        func purpose(_ phase: Phase, _ change: (inout SearchSettings) -> Void) throws -> String {
            var settings = SearchSettings()
            change(&settings)
            return try #require(Strategy.purpose(of: phase, in: settings))
        }
        #expect(try purpose(.breed) { $0.strategy = .ageing(sample: 3) }.contains("no crossover"))
        #expect(try purpose(.replace) { $0.strategy = .ageing(sample: 3) }.contains("oldest"))
        #expect(try !purpose(.replace) { $0.strategy = .steady }.contains("children join"))
        #expect(try purpose(.elites) { $0.elites = .sampled }.contains("best can be missed"))
        #expect(try purpose(.breeders) { $0.selection = .tournament(size: 1) }.contains("equal probability"))
        #expect(try purpose(.breed) { $0.crossing = Fraction(0) ?? $0.crossing }.contains("0%"))
        #expect(try purpose(.breed) { $0.strategy = .random }.contains("no parents"))
        #expect(try purpose(.breed) { $0.crossover = .uniform } != purpose(.breed) { $0.crossover = .twoPoint })
    }
}
