import Evolution
import Testing

/// The expected fractions are the first-order Sobol indices; for sums these are the variances of the terms.
@Suite struct ModelImportanceTests {
    private let real = Domain.interval(first: 0, last: 1, scale: .linear)

    /// Runs an evolution of a function, whose evaluations are concentrated where it searched.
    private func evolved(
        _ genes: [Gene], generations: Int = 6, _ fitness: @escaping ([GeneValue?]) -> Double
    ) throws -> ModelImportance {
        let genus = try Genus(genes)
        var settings = SearchSettings()
        settings.size = 25
        var evolution = try Evolution(genus: genus, settings: settings, seed: 2)
        while evolution.generation < generations {
            for birth in evolution.ask(.max, through: generations) {
                evolution.tell(birth.id, .fitness(fitness(genus.values(of: birth.genome))))
            }
        }
        let genomes = (0..<evolution.evaluations).map(evolution.history.genome)
        return try #require(
            ModelImportance(
                of: genus, genomes, fitness: genomes.map { fitness(genus.values(of: $0)) }, seed: 1))
    }

    @Test func `in a sum, the gene with the greatest weight explains maximum, although it converged first`() throws {
        let found = try evolved(["x", "y", "z"].map { Gene($0, in: real) }) { values in
            let numbers = values.map { $0?.number ?? 0 }
            return 10 * numbers[0] + 3 * numbers[1] + numbers[2]
        }
        // 100, 9 and 1 of 110.
        #expect(found.fractions[0] > 0.82 && found.fractions[0] < 0.97, "\(found)")
        #expect(found.fractions[0] > found.fractions[1] && found.fractions[1] > found.fractions[2] - 0.02, "\(found)")
        #expect(found.together < 0.1)
    }

    @Test func `a converged gene explains its fraction over the whole search space`() throws {
        let genes = [
            Gene("k", in: .list([.text("red"), .text("green")])),
            Gene("i", in: .integers(first: 0, last: 6, step: 1, scale: .linear)), Gene("z", in: real),
        ]
        let found = try evolved(genes) { values in
            (values[0] == .text("red") ? 1 : 0) + (values[1]?.number ?? 0) / 8 + (values[2]?.number ?? 0) / 10
        }
        // 0.25, 0.0625 and 0.00083: 79.8%, 19.9% and 0.3%.
        #expect(abs(found.fractions[0] - 0.798) < 0.12, "\(found)")
        #expect(abs(found.fractions[1] - 0.199) < 0.12, "\(found)")
        #expect(found.fractions[2] < 0.05)
    }

    @Test func `genes that matter only in combination explain nothing alone`() throws {
        let genes = ["a", "b"].map { Gene($0, in: .list([.integer(0), .integer(1)])) }
        let genus = try Genus(genes)
        let genomes = (0..<4).map { Genome(codes: [UInt32($0 / 2), UInt32($0 % 2)]) }
        let found = try #require(
            ModelImportance(of: genus, genomes, fitness: [0, 1, 1, 0], seed: 1))
        #expect(found.together > 0.8, "\(found)")
    }

    @Test func `too few genomes or equal ones give no importances`() throws {
        let genus = try Genus([Gene("x", in: real)])
        let genomes = (0..<10).map { Genome(codes: [UInt32($0 * 1000)]) }
        #expect(ModelImportance(of: genus, genomes, fitness: .init(repeating: 1, count: 10), seed: 1) == nil)
        #expect(ModelImportance(of: genus, Array(genomes.prefix(3)), fitness: [1, 2, 3], seed: 1) == nil)
    }
}
