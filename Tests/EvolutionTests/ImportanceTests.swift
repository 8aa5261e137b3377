import Evolution
import Foundation
import Testing

/// Draws the same numbers as the Python script that computed the expected values.
private struct RandomNumbers {
    private var state: UInt64 = 1

    mutating func below(_ count: UInt64) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % count)
    }
}

/// The expected values come from Optuna 5.0.0: its `PedAnovaImportanceEvaluator()` through
/// `optuna.importance.get_param_importances`, on trials that were added by `study.add_trial(create_trial(params:,
/// distributions:, value:))`, with the same numbers and functions as here, maximized.
@Suite struct ImportanceTests {
    private func fractions(
        _ genes: [Gene], _ rows: [([String: GeneValue], Double)]
    ) throws -> [String: Double] {
        let genus = try Genus(genes)
        let fractions = Importance.fractions(
            of: genus, try rows.map { try genus.genome(from: $0.0) }, fitness: rows.map(\.1))
        return Dictionary(uniqueKeysWithValues: zip(genes.map(\.name), fractions))
    }

    private func expect(_ found: [String: Double], _ wanted: [String: Double]) {
        for (name, fraction) in wanted {
            #expect(abs((found[name] ?? .nan) - fraction) < 1e-9, "\(name): \(found)")
        }
    }

    @Test func `in a bowl, the steep direction is the maximum important`() throws {
        var numbers = RandomNumbers()
        let names = ["x", "y", "z"]
        let rows = (0..<300).map { _ -> ([String: GeneValue], Double) in
            let values = names.map { _ in Double(numbers.below(1001) - 500) / 100 }
            let genome = zip(names, values).map { ($0, GeneValue.real($1)) }
            return (
                Dictionary(uniqueKeysWithValues: genome), -(values[0] * values[0] + 0.1 * values[1] * values[1])
            )
        }
        let genes = names.map { Gene($0, in: .interval(first: -5, last: 5, scale: .linear)) }
        // FloatDistribution(-5, 5) for each gene.
        expect(
            try fractions(genes, rows),
            ["x": 0.8100892196651417, "y": 0.18779520545368822, "z": 0.0021155748811701436])
    }

    @Test func `words, logarithmic and stepped genes have an importance too`() throws {
        var numbers = RandomNumbers()
        let bonus = [0.0, 3, 1]
        let rows = (0..<200).map { _ -> ([String: GeneValue], Double) in
            let word = numbers.below(3)
            let size = numbers.below(1024) + 1
            let depth = numbers.below(8) + 1
            let rate = Double(numbers.below(6)) / 10
            return (
                [
                    "word": .text(["a", "b", "c"][word]), "size": .integer(size), "depth": .integer(depth),
                    "rate": .real(rate),
                ], bonus[word] - abs(log2(Double(size)) - 6) - 0.2 * Double(depth)
            )
        }
        // CategoricalDistribution, IntDistribution(1, 1024, log=True), IntDistribution(1, 8),
        // FloatDistribution(0, 0.5, step=0.1).
        let genes = [
            Gene("word", in: .list([.text("a"), .text("b"), .text("c")])),
            Gene("size", in: .integers(first: 1, last: 1024, step: 1, scale: .logarithmic)),
            Gene("depth", in: .integers(first: 1, last: 8, step: 1, scale: .linear)),
            Gene("rate", in: .steps(first: 0, last: 0.5, step: 0.1)),
        ]
        expect(
            try fractions(genes, rows),
            [
                "size": 0.7549415670991969, "word": 0.161150535409696, "depth": 0.07975929664644316,
                "rate": 0.004148600844664068,
            ])
    }

    @Test func `a conditional gene counts for the genomes in which it is active`() throws {
        var numbers = RandomNumbers()
        let rows = (0..<150).map { _ -> ([String: GeneValue], Double) in
            let (x, y) = (numbers.below(21), numbers.below(21))
            return (["x": .integer(x), "y": .integer(y)], Double(x >= 10 ? x + 2 * y : x))
        }
        let range = Domain.integers(first: 0, last: 20, step: 1, scale: .linear)
        let genes = [
            Gene("x", in: range),
            Gene("y", in: range, when: .compare(gene: "x", .atLeast, 10)),
        ]
        expect(try fractions(genes, rows), ["y": 0.8902076063697457, "x": 0.10979239363025421])
    }

    @Test func `all importances are 0 if the data does not determine them`() throws {
        let genes = [Gene("x", in: .integers(first: 0, last: 3, step: 1, scale: .linear))]
        let rows = [0, 1, 2, 3].map { (["x": GeneValue.integer($0)], 1.0) }
        #expect(try fractions(genes, rows) == ["x": 0])
        #expect(try fractions(genes, []) == ["x": 0])
        #expect(try fractions(genes, rows.map { ($0.0, Double.nan) }) == ["x": 0])
    }
}

@Suite struct DiversityTests {
    private func genus() throws -> Genus {
        try Genus([
            Gene("x", in: .integers(first: 0, last: 10, step: 1, scale: .linear)),
            Gene("word", in: .list([.text("a"), .text("b")])),
        ])
    }

    @Test func `the mean distance is that of all pairs, computed one by one`() throws {
        let genus = try genus()
        var numbers = RandomNumbers()
        let values = (0..<9).map { _ in (numbers.below(11), numbers.below(2)) }
        let genomes = try values.map {
            try genus.genome(from: ["x": .integer($0.0), "word": .text(["a", "b"][$0.1])])
        }
        var sum = 0.0
        for left in 0..<9 {
            for right in 0..<left {
                let apart = Double(abs(values[left].0 - values[right].0)) / 10
                sum += (apart + (values[left].1 == values[right].1 ? 0 : 1)) / 2
            }
        }
        let diversity = Diversity(of: genomes, in: genus)
        #expect(abs(diversity.distance - sum / 36) < 1e-12)
        #expect(diversity.distinct == Double(Set(genomes).count) / 9)
    }

    @Test func `equal genomes have distance 0, and so has a single one`() throws {
        let genus = try genus()
        let genome = try genus.genome(from: ["x": .integer(3), "word": .text("b")])
        #expect(Diversity(of: [genome, genome], in: genus).distance == 0)
        #expect(Diversity(of: [genome, genome], in: genus).distinct == 0.5)
        #expect(Diversity(of: [genome], in: genus).distance == 0)
        #expect(Diversity(of: [], in: genus).distinct == 0)
    }
}
