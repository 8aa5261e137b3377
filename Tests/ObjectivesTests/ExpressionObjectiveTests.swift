import Evolution
import Expressions
import Objectives
import Randomness
import Testing

@Suite struct ExpressionObjectiveTests {
    /// Returns genes with these domains in turn, and random codes of many genomes.
    private func family(
        _ domains: [Domain], genes: Int, rows: Int
    ) throws -> (genus: Genus, codes: [UInt32]) {
        let genus = try Genus((0..<genes).map { Gene("x\($0)", in: domains[$0 % domains.count]) })
        var generator = Generator(seed: 1)
        let codes = (0..<rows).flatMap { _ in genus.genes.map { UInt32(generator.below($0.count)) } }
        return (genus, codes)
    }

    private static let bits = Domain.integers(first: 0, last: 1, step: 1, scale: .linear)
    private static let tenths = Domain.steps(first: -5, last: 5, step: 0.1)
    private static let interval = Domain.interval(first: -5, last: 5, scale: .linear)

    /// Folds of the numbers one after the other, in order.
    private static let folds: [(name: String, start: Double, join: @Sendable (Double, Double) -> Double)] = [
        ("sum", 0, { $0 + $1 }), ("min", .infinity, { $1 < $0 ? $1 : $0 }), ("max", -.infinity, { $1 > $0 ? $1 : $0 }),
    ]

    @Test(arguments: [[bits], [tenths], [interval], [bits, tenths, interval]])
    func `functions of many genes give the same result as a loop`(domains: [Domain]) throws {
        let (genus, codes) = try family(domains, genes: 37, rows: 203)
        for fold in Self.folds {
            let objective = try ExpressionObjective(
                ParsedExpression(parsing: "\(fold.name)(x0..x36)"), direction: .maximize, genus: genus)
            let found = objective.fitness(codes, rows: 3..<203, workers: 1)
            let wanted = (3..<203).map { row in
                genus.genes.indices.reduce(fold.start) { value, gene in
                    let number = genus.genes[gene].value(of: codes[row * 37 + gene]).number ?? .nan
                    return fold.join(value, number)
                }
            }
            #expect(found == wanted)
            let genome = try genus.genome(codes: Array(codes[103 * 37..<104 * 37]))
            #expect(objective.outcome(of: genome) == .fitness(found[100], size: 0))
        }
    }

    @Test func `the number of workers does not change the results`() throws {
        let (genus, codes) = try family([Self.interval], genes: 37, rows: 20_000)
        let objective = try ExpressionObjective(
            ParsedExpression(parsing: "sum(x0..x36 ^ 2) / mean(x0..x36)"), direction: .minimize, genus: genus)
        let alone = objective.fitness(codes, rows: 0..<20_000, workers: 1)
        #expect(objective.fitness(codes, rows: 0..<20_000, workers: 3) == alone)
    }
}
