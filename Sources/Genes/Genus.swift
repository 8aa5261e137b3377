import Platform
package import Randomness
import Suggestions

/// The search space: the genes, checked once, and properties that follow from them.
public struct Genus: Sendable {
    /// The genes, in the order in which they were given; in place of an order, a gene for each of its positions.
    public let genes: [Gene]
    /// The genes as they were given.
    public let defined: [Gene]
    /// The orders among the genes.
    public let orders: [OrderColumns]
    /// The first column of each gene as it was given, and the number of columns; empty without orders.
    @usableFromInline let starts: [Int]
    /// The conditional genes, each after those that occur in its condition.
    @usableFromInline let conditional: [Int]
    private let indices: [String: Int]
    /// The properties of each gene that mutation needs, side by side.
    package let shapes: [Shape]
    /// The conditions that every genome meets; nil for none. They take no part in coding and comparison.
    public package(set) var feasibility: Feasibility?

    package struct Shape: Hashable, Sendable {
        package let count: Int
        package let isOrdered: Bool
    }

    /// Creates a genus and checks its genes.
    ///
    /// - Throws: `EvolutionError` if there are no genes, if two have the same name, if one has no values or wrong
    ///   bounds, or if a condition is circular or refers to an unknown gene or to a value outside its gene.
    public init(_ defined: [Gene]) throws(EvolutionError) {
        guard !defined.isEmpty else { throw .noGenes }
        for gene in defined {
            if let complaint = gene.domain.complaint { throw .wrongDomain(gene: gene.name, complaint: complaint) }
        }
        var indices: [String: Int] = [:]
        let (genes, orders, starts) = Self.expanded(defined)
        for (index, gene) in genes.enumerated() {
            guard indices.updateValue(index, forKey: gene.name) == nil else { throw .geneTwice(gene.name) }
        }
        self.genes = genes
        self.defined = defined
        self.orders = orders
        self.starts = starts
        shapes = genes.map { Shape(count: $0.count, isOrdered: $0.isOrdered) }
        self.indices = indices
        conditional = try Self.order(genes, indices, orders: Set(orders.map { defined[$0.gene].name }))
    }

    /// The names of the genes that occur in conditions of other genes.
    public var conditionNames: Set<String> { Set(genes.flatMap { $0.condition?.names ?? [] }) }

    /// True if some genes are active only under a condition.
    @inlinable package var isConditional: Bool { !conditional.isEmpty }

    /// Returns the index of a gene in every genome; nil if the name is unknown.
    public func index(of name: String) -> Int? { indices[name] }

    /// The number of genomes, counting conditional genes as always active; infinity above 10³⁰⁸.
    public var size: Double { defined.reduce(1) { $0 * $1.size } }

    /// The decimal logarithm of `size`, which is always finite.
    public var logarithm: Double { defined.reduce(0) { $0 + $1.logarithm } }

    /// Returns the value of each gene; nil if it is inactive.
    public func values(of genome: Genome) -> [GeneValue?] {
        zip(genes, genome.codes).map { $1 == Genome.inactive ? nil : $0.value(of: $1) }
    }

    /// Returns the genome with the given values. Genes whose condition does not hold become inactive, even if they
    /// have a value here.
    ///
    /// - Throws: `EvolutionError` for an unknown gene, for a value outside its gene, and for an active gene without a
    ///   value.
    public func genome(from values: [String: GeneValue]) throws(EvolutionError) -> Genome {
        var codes = try self.codes(from: values)
        for index in genes.indices where codes[index] == nil && genes[index].condition == nil {
            throw missing(index)
        }
        for index in conditional {
            guard holds(index, { codes[$0] ?? Genome.inactive }) else {
                codes[index] = Genome.inactive
                continue
            }
            guard codes[index] != nil else { throw missing(index) }
        }
        return Genome(codes: codes.map { $0 ?? Genome.inactive })
    }

    /// Returns the genome with these codes.
    ///
    /// - Throws: `EvolutionError.foreignGenome` if their number is not the number of genes, if a code does not belong
    ///   to its gene, or if an active gene is marked inactive or the other way round.
    public func genome(codes: [UInt32]) throws(EvolutionError) -> Genome {
        guard contains(GeneCodes(codes), at: 0), codes.count == genes.count else {
            throw .foreignGenome(genes: genes.count)
        }
        return Genome(codes: codes)
    }

    /// Returns true if a genome is one of this genus.
    package func contains(_ genome: Genome) -> Bool {
        genome.codes.count == genes.count && contains(GeneCodes(genome.codes), at: 0)
    }

    /// Returns true if a row of codes is a genome of this genus.
    package func contains(_ codes: GeneCodes, at start: Int) -> Bool {
        guard codes.count >= start + genes.count else { return false }
        for index in genes.indices where codes[start + index] >= genes[index].count {
            guard codes[start + index] == Genome.inactive, genes[index].condition != nil else { return false }
        }
        return areOrdersSound(codes, at: start)
            && conditional.allSatisfy { index in
                holds(index) { codes[start + $0] } == (codes[start + index] != Genome.inactive)
            }
    }

    /// Applies the conditions to a row of codes: genes whose condition does not hold become inactive, and those that
    /// have just become active draw a value.
    package func complete(_ codes: inout GeneCodes, at start: Int, _ generator: inout Generator) {
        for index in conditional {
            if holds(index, { codes[start + $0] }) {
                guard codes[start + index] == Genome.inactive else { continue }
                if let order = order(at: index) {
                    order.draw(into: &codes, at: start, &generator)
                } else {
                    codes[start + index] = genes[index].draw(&generator)
                }
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
            if let order = orders.first(where: { defined[$0.gene].name == name }),
                let items = defined[order.gene].domain.orderedItems
            {
                let codesOfItems = try defined[order.gene].codes(ofOrder: value, items)
                for (column, code) in zip(order.columns, codesOfItems) { codes[column] = code }
                continue
            }
            guard let index = indices[name], order(at: index) == nil else {
                throw .unknownGene(name, nearest: Suggestion.nearest(to: name, among: defined.map(\.name)))
            }
            codes[index] = try genes[index].code(of: value)
        }
        return codes
    }

    private func missing(_ column: Int) -> EvolutionError {
        let gene = order(at: column).map { defined[$0.gene] } ?? genes[column]
        return .valueMissing(gene: gene.name, expected: gene.domain)
    }

    private static func order(
        _ genes: [Gene], _ indices: [String: Int], orders: Set<String>
    ) throws(EvolutionError) -> [Int] {
        for gene in genes {
            guard let condition = gene.condition else { continue }
            for name in condition.names.sorted() where indices[name] == nil {
                guard !orders.contains(name) else { throw .conditionReadsOrder(gene: gene.name, order: name) }
                throw .unknownGene(name, nearest: Suggestion.nearest(to: name, among: genes.map(\.name)))
            }
            for (name, value) in condition.values {
                if let index = indices[name] { _ = try genes[index].code(of: value) }
            }
        }
        return try Self.rounds(of: genes, indices)
    }

    /// Returns the conditional genes in rounds: each after all genes that its condition names, those of one round in
    /// the order of their definition. The method counts the open genes that each one waits for (Kahn, "Topological
    /// sorting of large networks", Communications of the ACM 5, 1962).
    ///
    /// - Throws: `EvolutionError.conditionInCircle` if a condition depends on its own gene.
    /// - Complexity: O(genes + names in conditions)
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

extension Genus: Hashable {
    /// Returns true if both have the same genes, from which everything else follows.
    public static func == (left: Genus, right: Genus) -> Bool { left.defined == right.defined }

    /// Hashes the genes.
    public func hash(into hasher: inout Hasher) { hasher.combine(defined) }
}

extension Genus: Codable {
    /// Decodes the genes and checks them.
    ///
    /// - Throws: `DecodingError`, or `EvolutionError` as `init(_:)` does.
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode([Gene].self))
    }

    /// Encodes the genes alone.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(defined)
    }
}
