public import Genes

/// The diversity of a set of genomes.
public struct Diversity: Hashable, Sendable {
    /// The mean distance of two genomes, 0 to 1: the mean over all genes. Ordered genes count with the distance on
    /// their scale, others with 1 if the values differ (Gower, "A general coefficient of similarity and some of its
    /// properties", Biometrics 27, 1971). An order (permutation) counts with the fraction of its positions that differ.
    /// A gene that is active in only one of the two counts as 1.
    public let distance: Double
    /// The number of different genomes as a fraction of all.
    public let distinct: Double

    /// Compares all pairs of the genomes, if nobody stops it.
    ///
    /// - Parameter check: Called for each gene; what it throws ends the comparison.
    /// - Complexity: O(genes × n log n)
    public init<Stop: Error>(
        of genomes: [Genome], in genus: Genus, check: () throws(Stop) -> Void
    ) throws(Stop) {
        let count = Double(genomes.count)
        distinct = genomes.isEmpty ? 0 : Double(Set(genomes).count) / count
        guard genomes.count > 1 else {
            distance = 0
            return
        }
        let pairs = count * (count - 1) / 2
        var sum = 0.0
        for (index, gene) in genus.genes.enumerated() {
            try check()
            let codes = genomes.map { $0.codes[index] }.filter { $0 != Genome.inactive }
            let active = Double(codes.count)
            sum += genus.weight(of: index) * (Self.differences(codes, of: gene) + active * (count - active))
        }
        distance = sum / pairs / Double(genus.defined.count)
    }

    /// Compares all pairs of the genomes.
    ///
    /// - Complexity: O(genes × n log n)
    public init(of genomes: [Genome], in genus: Genus) {
        self.init(of: genomes, in: genus) { () throws(Never) in }
    }

    /// Returns the sum of the differences of all pairs.
    private static func differences(_ codes: [UInt32], of gene: Gene) -> Double {
        guard gene.isOrdered else {
            let counts = Dictionary(codes.map { ($0, 1.0) }, uniquingKeysWith: +)
            let (all, same) = (Double(codes.count), counts.values.reduce(0) { $0 + $1 * $1 })
            return (all * all - same) / 2
        }
        // In sorted order, each number is added once for each lower one, and subtracted once for each higher one.
        let positions = codes.map(gene.position).sorted()
        return positions.enumerated().reduce(0) { $0 + $1.element * Double(2 * $1.offset + 1 - positions.count) }
    }
}
