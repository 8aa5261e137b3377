import Randomness
import Suggestions

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// All genomes that can be born: the genes, checked once, and what follows from them.
public struct Genus: Hashable, Sendable {
    /// The genes, in the order in which they were given.
    public let genes: [Gene]
    /// The conditional genes, each after those that its condition speaks of.
    private let conditional: [Int]
    private let indices: [String: Int]
    /// What mutation asks of each gene, side by side.
    let shapes: [Shape]

    struct Shape: Hashable, Sendable {
        let count: Int
        let isOrdered: Bool
    }

    /// Checks the genes. Throws where there are none, where a name stands twice, where a gene has no values or wrong
    /// bounds, and where a condition speaks of unknown genes, of values outside a gene, or in a circle.
    public init(_ genes: [Gene]) throws(EvolutionError) {
        guard !genes.isEmpty else { throw .noGenes }
        var indices: [String: Int] = [:]
        for (index, gene) in genes.enumerated() {
            if let complaint = gene.domain.complaint { throw .wrongDomain(gene: gene.name, complaint: complaint) }
            guard indices.updateValue(index, forKey: gene.name) == nil else { throw .geneTwice(gene.name) }
        }
        self.genes = genes
        shapes = genes.map { Shape(count: $0.count, isOrdered: $0.isOrdered) }
        self.indices = indices
        conditional = try Self.order(genes, indices)
    }

    /// The genes that conditions of other genes read.
    public var conditionNames: Set<String> { Set(genes.flatMap { $0.condition?.names ?? [] }) }

    /// Whether some genes take part only under a condition.
    var isConditional: Bool { !conditional.isEmpty }

    /// The place of a gene in every genome.
    public func index(of name: String) -> Int? { indices[name] }

    /// The number of genomes, counting conditional genes as if they always took part; infinity above 10³⁰⁸.
    public var size: Double { genes.reduce(1) { $0 * Double($1.count) } }

    /// The decimal logarithm of `size`, which is always finite.
    public var logarithm: Double { genes.reduce(0) { $0 + log10(Double($1.count)) } }

    /// The value of each gene; nil where it takes no part.
    public func values(of genome: Genome) -> [GeneValue?] {
        zip(genes, genome.codes).map { $1 == Genome.inactive ? nil : $0.value(of: $1) }
    }

    /// The genome with the given values. Genes whose condition does not hold take no part, whatever was given for them.
    /// Throws for unknown genes, for values outside a gene, and for a gene that takes part but has no value.
    public func genome(from values: [String: GeneValue]) throws(EvolutionError) -> Genome {
        var codes = try self.codes(from: values)
        for index in genes.indices where codes[index] == nil && genes[index].condition == nil {
            throw .valueMissing(gene: genes[index].name, expected: genes[index].domain)
        }
        for index in conditional {
            guard holds(index, { codes[$0] ?? Genome.inactive }) else {
                codes[index] = Genome.inactive
                continue
            }
            guard codes[index] != nil else {
                throw .valueMissing(gene: genes[index].name, expected: genes[index].domain)
            }
        }
        return Genome(codes: codes.map { $0 ?? Genome.inactive })
    }

    /// The genome with these codes. Throws where their number is not the number of genes, where a code is not one of
    /// its gene, and where a gene that takes part is marked inactive or the other way round.
    public func genome(codes: [UInt32]) throws(EvolutionError) -> Genome {
        guard contains(codes, at: 0), codes.count == genes.count else { throw .foreignGenome(genes: genes.count) }
        return Genome(codes: codes)
    }

    /// Whether a row of codes stands for a genome of this genus.
    func contains(_ codes: [UInt32], at start: Int) -> Bool {
        guard codes.count >= start + genes.count else { return false }
        for index in genes.indices where codes[start + index] >= genes[index].count {
            guard codes[start + index] == Genome.inactive, genes[index].condition != nil else { return false }
        }
        return conditional.allSatisfy { index in
            holds(index) { codes[start + $0] } == (codes[start + index] != Genome.inactive)
        }
    }

    /// Makes a row of codes mean what it says: genes whose condition does not hold are marked inactive, and those that
    /// have just begun to take part draw a value.
    func complete(_ codes: inout [UInt32], at start: Int, _ generator: inout Generator) {
        for index in conditional {
            if holds(index, { codes[start + $0] }) {
                if codes[start + index] == Genome.inactive { codes[start + index] = genes[index].draw(&generator) }
            } else {
                codes[start + index] = Genome.inactive
            }
        }
    }

    private func holds(_ index: Int, _ code: (Int) -> UInt32) -> Bool {
        guard let condition = genes[index].condition else { return true }
        return condition.holds { name in
            guard let other = indices[name] else { return nil }
            let found = code(other)
            return found == Genome.inactive ? nil : genes[other].value(of: found)
        }
    }

    func codes(from values: [String: GeneValue]) throws(EvolutionError) -> [UInt32?] {
        var codes = [UInt32?](repeating: nil, count: genes.count)
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let index = indices[name] else {
                throw .unknownGene(name, nearest: Suggestion.nearest(to: name, among: genes.map(\.name)))
            }
            codes[index] = try genes[index].code(of: value)
        }
        return codes
    }

    private static func order(_ genes: [Gene], _ indices: [String: Int]) throws(EvolutionError) -> [Int] {
        for gene in genes {
            guard let condition = gene.condition else { continue }
            for name in condition.names.sorted() where indices[name] == nil {
                throw .unknownGene(name, nearest: Suggestion.nearest(to: name, among: genes.map(\.name)))
            }
            for (name, value) in condition.values {
                if let index = indices[name] { _ = try genes[index].code(of: value) }
            }
        }
        return try Self.rounds(of: genes, indices)
    }

    /// The conditional genes in rounds: each after all genes that its condition names, those of one round in the order in
    /// which they were defined. O(genes + names in conditions), by counting the open genes that each one waits for
    /// (Kahn, "Topological sorting of large networks", Communications of the ACM 5, 1962).
    private static func rounds(of genes: [Gene], _ indices: [String: Int]) throws(EvolutionError) -> [Int] {
        var waitsFor = [Int](repeating: 0, count: genes.count)
        var waiting = [[Int]](repeating: [], count: genes.count)
        for (index, gene) in genes.enumerated() {
            for name in gene.condition?.names ?? [] {
                guard let other = indices[name], genes[other].condition != nil else { continue }
                waitsFor[index] += 1
                waiting[other].append(index)
            }
        }
        var round = genes.indices.filter { genes[$0].condition != nil && waitsFor[$0] == 0 }
        var order: [Int] = []
        while !round.isEmpty {
            order += round
            var next: [Int] = []
            for index in round.flatMap({ waiting[$0] }) {
                waitsFor[index] -= 1
                if waitsFor[index] == 0 { next.append(index) }
            }
            round = next.sorted()
        }
        if let open = genes.indices.first(where: { waitsFor[$0] > 0 }) { throw .conditionInCircle(genes[open].name) }
        return order
    }
}

extension Genus: Codable {
    /// Reads the genes and checks them.
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode([Gene].self))
    }

    /// Writes the genes alone.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(genes)
    }
}
