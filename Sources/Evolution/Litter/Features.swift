#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Genomes as the model sees them: each ordered gene by its place on its scale, each categorical one by its code, and
/// -1 where a gene takes no part. Column by column, so that one gene's differences are one run through memory.
struct Features: Sendable {
    private(set) var count = 0
    /// Of each gene, whether its values are points on a scale.
    private let isOrdered: [Bool]
    private var rows: [Float] = []
    private let genes: Int

    /// The mark of a gene that takes no part.
    static let inactive: Float = -1

    init(genus: Genus) {
        genes = genus.genes.count
        isOrdered = genus.genes.map(\.isOrdered)
    }

    mutating func append(_ codes: [UInt32], at start: Int, of genus: Genus) {
        for (index, gene) in genus.genes.enumerated() {
            let code = codes[start + index]
            let place =
                code == Genome.inactive ? Self.inactive : gene.isOrdered ? Float(gene.position(of: code)) : Float(code)
            rows.append(place)
        }
        count += 1
    }

    mutating func removeLast(_ count: Int) {
        rows.removeLast(count * genes)
        self.count -= count
    }

    /// How far apart two genomes are in one gene, 0 to 1: the way along the scale, or whether the values differ. A gene
    /// that takes part in one of them only is as far apart as can be.
    func distance(_ gene: Int, _ left: Int, _ right: Int) -> Float {
        let (mine, theirs) = (rows[left * genes + gene], rows[right * genes + gene])
        if mine == theirs { return 0 }
        guard isOrdered[gene], mine >= 0, theirs >= 0 else { return 1 }
        return abs(mine - theirs)
    }

    /// The covariance of two genomes.
    func covariance(_ left: Int, to others: Features, _ right: Int, rates: [Float]) -> Double {
        var sum: Float = 0
        let (first, second) = (left * genes, right * genes)
        for gene in 0..<genes {
            let (mine, theirs) = (rows[first + gene], others.rows[second + gene])
            if mine == theirs { continue }
            let apart = isOrdered[gene] && mine >= 0 && theirs >= 0 ? abs(mine - theirs) : 1
            sum += rates[gene] * apart
        }
        return Double(expf(-sum))
    }
}
