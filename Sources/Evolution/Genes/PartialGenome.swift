/// The values of some genes: what a warm start begins near to. Genes without a value are drawn anew for each organism.
public struct PartialGenome: Codable, Hashable, Sendable {
    /// The code of each gene of the genus; nil where nothing was said of it.
    let codes: [UInt32?]

    /// All values of a genome.
    public init(_ genome: Genome) { codes = genome.codes.map { $0 == Genome.inactive ? nil : $0 } }

    init(codes: [UInt32?]) { self.codes = codes }
}

extension Genus {
    /// The part of a genome that the given values make up.
    /// Throws for unknown genes and for values outside a gene.
    public func partialGenome(from values: [String: GeneValue]) throws(EvolutionError) -> PartialGenome {
        PartialGenome(codes: try codes(from: values))
    }

    /// Whether a partial genome's values are values of these genes.
    func contains(_ part: PartialGenome) -> Bool {
        part.codes.count == genes.count
            && zip(part.codes, genes).allSatisfy { code, gene in
                code.map { $0 < gene.count } ?? true
            }
    }
}
