import Evolution
import Foundation
import Testing

/// The strategies and operators for real genes.
@Suite struct RealOperatorsTests {
    private static func reals(_ count: Int) throws -> Genus {
        try Genus((0..<count).map { Gene("x\($0)", in: .interval(first: -5, last: 5, scale: .linear)) })
    }

    /// Returns the positions of the real genes of children, with those of their parents.
    private func children(_ crossover: Crossover) throws -> [(child: Double, mother: Double, father: Double)] {
        var settings = SearchSettings()
        settings.size = 200
        settings.crossover = crossover
        settings.selection = .tournament(size: 1)
        settings.mutation = try #require(Fraction(0))
        let genus = try Self.reals(10)
        var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
        evolution.run(10) { _ in .fitness(0) }
        func position(_ id: Int, _ gene: Int) -> Double {
            genus.genes[gene].position(of: evolution.history.genome(id).codes[gene])
        }
        return (200..<2000).flatMap { id -> [(child: Double, mother: Double, father: Double)] in
            let birth = evolution.history.birth(id)
            guard let mother = birth.mother, let father = birth.father else { return [] }
            return (0..<10).map { (position(id, $0), position(mother, $0), position(father, $0)) }
        }
    }

    @Test func `blend crossover draws uniformly from the interval of the parents, extended by half of it`() throws {
        var counts = [Int](repeating: 0, count: 8)
        for (child, mother, father) in try children(.blend) {
            let (least, greatest) = (min(mother, father), max(mother, father))
            let length = greatest - least
            guard length > 1e-6, least - length / 2 >= 0, greatest + length / 2 <= 1 else { continue }
            let part = (child - (least - length / 2)) / (2 * length)
            #expect(part > -1e-3 && part < 1.001)
            counts[min(max(Int(part * 8), 0), 7)] += 1
        }
        let total = Double(counts.reduce(0, +))
        #expect(total > 2000)
        for count in counts {
            // Five standard deviations of a binomial count.
            #expect(abs(Double(count) - total / 8) < 5 * (total / 8 * 7 / 8).squareRoot())
        }
    }

    @Test func `simulated binary crossover spreads half of the genes with its density`() throws {
        var (mixed, near, total) = (0, 0, 0)
        for (child, mother, father) in try children(.simulatedBinary) {
            let length = abs(mother - father)
            guard length > 1e-4, min(mother, father) > 0.1, max(mother, father) < 0.9 else { continue }
            total += 1
            guard child != mother, child != father else { continue }
            mixed += 1
            // Of a child nearer to the mother, c = ½ ((1 + β) m + (1 − β) f), so β = (2 c − m − f) / (m − f).
            let ratio = abs((2 * child - mother - father) / (mother - father))
            if ratio <= 0.9 { near += 1 }
        }
        #expect(total > 2000)
        #expect(abs(Double(mixed) / Double(total) - 0.5) < 5 * 0.5 / Double(total).squareRoot())
        // P(β ≤ .9) = ½ .9^16.
        let expected = 0.5 * pow(0.9, 16)
        let deviation = (expected * (1 - expected) / Double(mixed)).squareRoot()
        #expect(abs(Double(near) / Double(mixed) - expected) < 5 * deviation)
    }

    @Test func `polynomial mutation takes steps of its density and stays within the bounds`() throws {
        var settings = SearchSettings()
        settings.size = 400
        settings.crossing = try #require(Fraction(0))
        settings.mutation = try #require(Fraction(1))
        settings.selection = .tournament(size: 1)
        settings.change = .polynomial
        let genus = try Self.reals(2)
        var evolution = try Evolution(genus: genus, settings: settings, seed: 4)
        evolution.run(5) { _ in .fitness(0) }
        var steps: [Double] = []
        for id in 400..<2000 {
            for change in evolution.history.birth(id).changes {
                let from = genus.genes[change.gene].position(of: change.from)
                let to = genus.genes[change.gene].position(of: change.to)
                #expect((0...1).contains(to))
                // Away from the bounds they cut nothing.
                if abs(from - 0.5) < 0.25 { steps.append(abs(to - from)) }
            }
        }
        // The density ½ 21 (1 − δ)^20 on both sides has the mean 1/22, and P(δ ≤ .05) = 1 − .95^21.
        #expect(steps.count > 500)
        let mean = steps.reduce(0, +) / Double(steps.count)
        #expect(abs(mean - 1.0 / 22) < 5 * 0.0435 / Double(steps.count).squareRoot())
        let small = Double(steps.count { $0 <= 0.05 }) / Double(steps.count)
        let expected: Double = 1 - pow(0.95, 21.0)
        #expect(abs(small - expected) < 5 * (expected * (1 - expected) / Double(steps.count)).squareRoot())
    }

    @Test func `crossovers of reals give each other gene of either parent`() throws {
        for crossover in [Crossover.blend, .simulatedBinary] {
            var settings = SearchSettings()
            settings.size = 20
            settings.crossover = crossover
            settings.mutation = try #require(Fraction(0))
            var evolution = try Evolution(genus: Problem.mixed(), settings: settings, seed: 2)
            evolution.run(6) { .fitness(Problem.sum($0)) }
            for id in 20..<120 {
                let birth = evolution.history.birth(id)
                guard let mother = birth.mother, let father = birth.father else { continue }
                if case .mixed = birth.cut {} else { Issue.record("birth \(id) is not mixed") }
                for gene in [0, 3, 4, 5] {
                    let parents = [mother, father].map { evolution.history.genome($0).codes[gene] }
                    #expect(parents.contains(birth.organism.genome.codes[gene]))
                }
            }
        }
    }

    @Test func `a self-adapting step size shrinks as the population approaches an optimum`() throws {
        let genus = try Self.reals(3)
        let numbers = genus.genes.map(GeneNumbers.init)
        func best(_ change: Mutation) throws -> Double {
            var settings = SearchSettings()
            settings.change = change
            settings.mutation = try #require(Fraction(1))
            var evolution = try Evolution(genus: genus, settings: settings, seed: 3)
            evolution.run(through: 200) { codes in
                var sum = 0.0
                for gene in 0..<3 { sum += pow(numbers[gene](codes[gene]) - 1.2345, 2) }
                return -sum
            }
            return try #require(evolution.fittest?.outcome?.fitness)
        }
        let (fixed, adaptive) = (try best(.local), try best(.adaptive))
        #expect(adaptive > fixed / 100 && adaptive > -1e-6, "\(adaptive), \(fixed)")
    }

    @Test func `the memory of scale factors and rates takes the weighted Lehmer means of the successes`() {
        var history = SuccessHistory()
        history.learn([
            .init(factor: 0.4, rate: 0.2, gain: 1), .init(factor: 0.9, rate: 0.8, gain: 3),
            .init(factor: 0.6, rate: 0.5, gain: 4),
        ])
        // Weights ⅛, ⅜ and ½: F = .5375 / .7083…, in NumPy 0.7327272727272728; CR 0.6434782608695653.
        #expect(abs(history.factors[0] - 0.7327272727272728) < 1e-15)
        #expect(abs(history.rates[0] - 0.6434782608695653) < 1e-15)
        #expect(history.factors[1...].allSatisfy { $0 == 0.5 } && history.rates[1...].allSatisfy { $0 == 0.5 })
        let before = history
        history.learn([])
        #expect(history == before)
        history.learn([.init(factor: 1, rate: 0, gain: 2)])
        #expect(history.factors[1] == 1 && history.rates[1] == -1)
    }

    @Test("reaches 1e-8 on smooth and on rugged functions", arguments: [Strategy.differential, .cma, .relay])
    func success(strategy: Strategy) throws {
        let genus = try Self.reals(3)
        let numbers = genus.genes.map(GeneNumbers.init)
        func rosenbrock(_ x: [Double]) -> Double {
            var sum = 0.0
            for gene in 0..<2 { sum += 100 * pow(x[gene + 1] - x[gene] * x[gene], 2) + pow(1 - x[gene], 2) }
            return sum
        }
        func rastrigin(_ x: [Double]) -> Double {
            var sum = 0.0
            for number in x { sum += pow(number - 0.7, 2) - 10 * cos(2 * Double.pi * (number - 0.7)) + 10 }
            return sum
        }
        for function in [rosenbrock, rastrigin] {
            var settings = SearchSettings()
            settings.strategy = strategy
            settings.size = strategy.size(genes: 3)
            var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
            evolution.run(through: 20_000 / settings.size) { codes in
                -function((0..<3).map { numbers[$0](codes[$0]) })
            }
            #expect(try #require(evolution.fittest?.outcome?.fitness) > -1e-8)
        }
    }

    @Test("solves a mixture of categories, integers and reals", arguments: [Strategy.differential, .cma, .relay])
    func mixture(strategy: Strategy) throws {
        let genus = try Genus(
            (0..<3).map { Gene("c\($0)", in: .list([.text("a"), .text("b"), .text("c"), .text("d")])) }
                + (0..<3).map { Gene("i\($0)", in: .integers(first: 0, last: 30, step: 1, scale: .linear)) }
                + (0..<3).map { Gene("r\($0)", in: .interval(first: -5, last: 5, scale: .linear)) })
        let numbers = genus.genes.map(GeneNumbers.init)
        var settings = SearchSettings()
        settings.strategy = strategy
        settings.size = strategy == .cma ? 12 : 45
        var evolution = try Evolution(genus: genus, settings: settings, seed: 1)
        evolution.run(through: 15_000 / settings.size) { codes in
            var value = 0.0
            for gene in 0..<3 where codes[gene] != UInt32(gene) { value += 1 }
            for gene in 3..<6 { value += pow(Double(codes[gene]) - Double(5 * gene), 2) / 10 }
            for gene in 6..<9 { value += pow(numbers[gene](codes[gene]) - 0.7, 2) }
            return -value
        }
        #expect(try #require(evolution.fittest?.outcome?.fitness) > -1e-6)
    }
}
