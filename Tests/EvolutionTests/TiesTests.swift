import Evolution
import Testing

@Suite("Equals")
struct TiesTests {
    /// Settings under which only selection changes the population.
    private func settings(_ change: (inout SearchSettings) -> Void = { _ in }) throws -> SearchSettings {
        var settings = SearchSettings()
        settings.size = 20
        settings.mutation = try #require(Fraction(0))
        settings.crossing = try #require(Fraction(0))
        settings.breeding = try #require(Fraction(1))
        change(&settings)
        return settings
    }

    /// Returns the squared deviation of counts from even ones, in units of the expected random variation.
    private func chiSquare(_ counts: [Double]) -> Double {
        let mean = counts.reduce(0, +) / Double(counts.count)
        return counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / mean }
    }

    @Test("on a plateau every organism is a parent equally often, whatever its age", arguments: Selection.all)
    func parents(selection: Selection) throws {
        let settings = try settings { $0.selection = selection }
        var counts = [Double](repeating: 0, count: 20)
        for seed in 0..<300 {
            var evolution = try Evolution(genus: Problem.bits(10), settings: settings, seed: UInt64(seed))
            for birth in evolution.ask(.max) { evolution.tell(birth.id, .fitness(1)) }
            while evolution.phase != .evaluate {
                guard case .bred(let children) = try evolution.step() else { continue }
                for child in children { counts[try #require(child.mother)] += 1 }
            }
        }
        #expect(counts.reduce(0, +) == 6000)
        // 19 degrees of freedom: above 50 in 13 of 100,000 cases.
        #expect(chiSquare(counts) < 50)
    }

    @Test("equals have equal probabilities, and those of a rank share its mean", arguments: Selection.all)
    func probabilities(selection: Selection) throws {
        let settings = try settings { $0.size = 6 }
        var evolution = try Evolution(genus: Problem.bits(10), settings: settings, seed: 1)
        for (birth, fitness) in zip(evolution.ask(.max), [3, 5, 3, 1, 3, 5] as [Double]) {
            evolution.tell(birth.id, .fitness(fitness))
        }
        let probabilities = selection.probabilities(of: evolution.population)
        #expect(abs(probabilities[0] - probabilities[2]) < 1e-12 && abs(probabilities[0] - probabilities[4]) < 1e-12)
        #expect(abs(probabilities[1] - probabilities[5]) < 1e-12)
        #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
        if selection == .rank {
            #expect(abs(probabilities[0] - 3 / 21.0) < 1e-12 && abs(probabilities[1] - 5.5 / 21) < 1e-12)
        }
        // Three slots in the fitter half: two for the fives, and a third of one for each three.
        if selection == .truncation { #expect(abs(probabilities[0] - 1 / 9.0) < 1e-12) }
    }

    @Test("among equals the smaller ranks first, and chance decides only between equally small ones")
    func sizesFirst() throws {
        let settings = try settings {
            $0.size = 6; $0.elitism = Fraction(0.3) ?? $0.elitism
        }
        var elites: [Set<Int>: Int] = [:]
        for seed in 0..<300 {
            var evolution = try Evolution(genus: Problem.bits(10), settings: settings, seed: UInt64(seed))
            for (birth, size) in zip(evolution.ask(.max), [9, 4, 7, 7, 7, 9] as [Double]) {
                evolution.tell(birth.id, .fitness(1, size: size))
            }
            guard case .elites(let chosen, _) = try evolution.step() else { continue }
            elites[Set(chosen), default: 0] += 1
        }
        #expect(Set(elites.keys) == [[1, 2], [1, 3], [1, 4]])
        #expect(elites.values.allSatisfy { $0 > 60 })
    }

    @Test("elites and leaving organisms are drawn at random among equals", arguments: [0.05, 0.5])
    func elitesAndTrimming(elitism: Double) throws {
        let settings = try settings { $0.elitism = Fraction(elitism) ?? $0.elitism }
        let elites = elitism == 0.05 ? 1 : 10
        var kept = [Double](repeating: 0, count: 20)
        var left = [Double](repeating: 0, count: 20 + elites)
        for seed in 0..<400 {
            var evolution = try Evolution(genus: Problem.bits(10), settings: settings, seed: UInt64(seed))
            for birth in evolution.ask(.max) { evolution.tell(birth.id, .fitness(1)) }
            var chosen: [Int] = []
            while evolution.phase != .evaluate {
                if case .elites(let births, _) = try evolution.step() { chosen = births }
            }
            #expect(chosen.count == elites)
            for birth in chosen { kept[birth] += 1 }
            var discarded: [Int] = []
            for birth in evolution.ask(.max) {
                if case .evaluated(_, let gone)? = evolution.tell(birth.id, .fitness(1)) { discarded = gone }
            }
            #expect(discarded.count == elites)
            for birth in discarded {
                left[birth >= 20 ? birth - 20 : 20 + (chosen.sorted().firstIndex(of: birth) ?? 0)] += 1
            }
        }
        #expect(chiSquare(kept) < 50)
        #expect(chiSquare(left) < 65)
    }

    @Test("steady drifts on a plateau: after 100 generations nobody of the first population is left")
    func steadyDrifts() throws {
        let settings = try settings { $0.strategy = .steady }
        var evolution = try Evolution(genus: Problem.bits(10), settings: settings, seed: 1)
        evolution.run(100) { _ in .fitness(1) }
        #expect(evolution.population.births.allSatisfy { $0 >= 20 })
    }

    @Test("steady never keeps a weaker newborn, and admits an equal one")
    func steadyNewborn() throws {
        let settings = try settings {
            $0.strategy = .steady; $0.ahead = 1
        }
        for (fitness, stays) in [(0.5, false), (1, true), (2, true)] {
            var evolution = try Evolution(genus: Problem.bits(10), settings: settings, seed: 4)
            evolution.run(1) { _ in .fitness(1) }
            let birth = try #require(evolution.ask(1).first)
            evolution.tell(birth.id, .fitness(fitness))
            #expect(evolution.population.births.contains(birth.id) == stays)
            #expect(evolution.population.count == 20)
        }
    }
}
