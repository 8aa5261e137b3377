import Evolution
import Testing

@Suite("First draws among feasible genomes")
struct FeasibleDrawsTests {
    /// Returns Pearson's statistic of counts that should be equal.
    private func chiSquared(_ counts: [Int], cells: Int) -> Double {
        let expected = Double(counts.reduce(0, +)) / Double(cells)
        let missing = Double(cells - counts.count) * expected
        return counts.reduce(missing) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }

    private func firstPopulations(
        of genus: Genus, _ first: FirstDraw, _ strategy: Strategy = .evolution, searches: Int
    ) throws -> [Genome] {
        var settings = SearchSettings()
        settings.size = 50
        settings.first = first
        settings.strategy = strategy
        return try (0..<searches).flatMap { seed in
            let history = try Evolution(genus: genus, settings: settings, seed: UInt64(seed)).history
            return (0..<50).map(history.genome)
        }
    }

    /// Four numbers from 0 to 9 whose sum is at most 9: C(13, 4) = 715 of the 10,000 genomes.
    @Test("are even over all 715 that exist", arguments: FirstDraw.all)
    func even(first: FirstDraw) throws {
        let feasibility = Feasibility(conditions: ["sum"]) { max(0, Double($0.reduce(0, +)) - 9) }
        let genus = try Genus(ConstrainedProblem.integers(4, to: 9)).constrained(by: feasibility)
        let drawn = try firstPopulations(of: genus, first, searches: 600)
        let counts = Dictionary(drawn.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts.count == 715)
        // The 99.9% quantile for 714 degrees of freedom: scipy.stats.chi2.ppf(0.999, 714).
        #expect(chiSquared(Array(counts.values), cells: 715) < 839.7)
    }

    @Test("are even over the 4 of 40,000 that exist, which are listed")
    func listed() throws {
        let feasibility = Feasibility(conditions: ["sum"]) { abs(Double($0.reduce(0, +)) - 3) }
        let genus = try Genus(ConstrainedProblem.integers(2, to: 199)).constrained(by: feasibility)
        let drawn = try firstPopulations(of: genus, .random, searches: 8)
        let counts = Dictionary(drawn.map { ($0, 1) }, uniquingKeysWith: +)
        #expect(counts.count == 4)
        // scipy.stats.chi2.ppf(0.999, 3)
        #expect(chiSquared(Array(counts.values), cells: 4) < 16.27)
    }

    /// Six numbers from 0 to 99 whose sum is 12: 6,188 of 10¹² genomes. The first one is k in C(16 - k, 4) of them.
    @Test("are near even by a walk if hardly any genome is feasible")
    func walked() throws {
        let feasibility = Feasibility(conditions: ["sum"]) { abs(Double($0.reduce(0, +)) - 12) }
        let genus = try Genus(ConstrainedProblem.integers(6, to: 99)).constrained(by: feasibility)
        let drawn = try firstPopulations(of: genus, .random, searches: 20)
        func choose4(_ n: Int) -> Double { Double(n * (n - 1) * (n - 2) * (n - 3)) / 24 }
        for gene in 0..<6 {
            for value in 0..<4 {
                let share = Double(drawn.count { $0.codes[gene] == value }) / Double(drawn.count)
                #expect(abs(share - choose4(16 - value) / 6_188) < 0.03, "gene \(gene) value \(value)")
            }
        }
    }

    /// A conditional gene with 4 values under one of two words: 5 genomes, one of which has half of the probability.
    @Test("keep the probabilities of conditional genes")
    func conditional() throws {
        let genes = [
            Gene("kind", in: .list([.text("a"), .text("b")])),
            Gene(
                "n", in: .integers(first: 0, last: 3, step: 1, scale: .linear), when: .equal(gene: "kind", .text("b"))),
        ]
        let feasibility = Feasibility(conditions: ["n != 0"]) { $0[1] == 0 ? 1 : 0 }
        let drawn = try firstPopulations(
            of: try Genus(genes).constrained(by: feasibility), .random, searches: 100)
        let share = Double(drawn.count { $0.codes[0] == 0 }) / Double(drawn.count)
        // 4 of the 7 feasible combinations; the standard deviation is 0.007.
        #expect(abs(share - 4.0 / 7) < 0.025)
    }

    @Test("are counted in a small search space and estimated in a large one")
    func share() throws {
        let feasibility = Feasibility(conditions: ["sum"]) { max(0, Double($0.prefix(4).reduce(0, +)) - 9) }
        let small = try Genus(ConstrainedProblem.integers(4, to: 9))
        let exact = FeasibleShare(of: feasibility, in: small)
        #expect(exact.met == 715 && exact.tested == 10_000 && exact.isExact)
        let large = try Genus(ConstrainedProblem.integers(8, to: 9))
        let estimate = FeasibleShare(of: feasibility, in: large)
        #expect(!estimate.isExact && estimate.tested == FeasibleShare.draws)
        #expect(abs(estimate.fraction - 0.0715) < 0.01)
    }
}
