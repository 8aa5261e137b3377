/// The values of some genes, near which a warm start begins. Genes without a value are drawn anew for each organism.
public struct PartialGenome: Codable, Hashable, Sendable {
    /// The code of each gene of the genus; nil if it has no value.
    package let codes: [UInt32?]

    /// Creates a partial genome with all values of a genome.
    public init(_ genome: Genome) { codes = genome.codes.map { $0 == Genome.inactive ? nil : $0 } }

    package init(codes: [UInt32?]) { self.codes = codes }
}

extension Genus {
    /// Returns the partial genome with the given values.
    ///
    /// - Throws: `EvolutionError` for an unknown gene or a value outside its gene.
    public func partialGenome(from values: [String: GeneValue]) throws(EvolutionError) -> PartialGenome {
        PartialGenome(codes: try codes(from: values))
    }

    /// Returns true if the values of a partial genome belong to these genes.
    package func contains(_ part: PartialGenome) -> Bool {
        part.codes.count == genes.count
            && zip(part.codes, genes).allSatisfy { code, gene in
                code.map { $0 < gene.count } ?? true
            }
            && orders.allSatisfy { $0.isSound(part.codes[$0.columns].map { $0 ?? Genome.inactive }) }
    }
}
