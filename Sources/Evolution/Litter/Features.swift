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

    /// The covariance of two genomes, 1 where they are equal: half of it falls with all differences together, half is
    /// the mean over the genes of what falls with each difference alone.
    func covariance(_ left: Int, to others: Features, _ right: Int, rates: [Float]) -> Double {
        var sum: Float = 0
        var alone = Float(genes)
        let (first, second) = (left * genes, right * genes)
        for gene in 0..<genes {
            let (mine, theirs) = (rows[first + gene], others.rows[second + gene])
            if mine == theirs { continue }
            let apart = isOrdered[gene] && mine >= 0 && theirs >= 0 ? abs(mine - theirs) : 1
            sum += rates[gene] * apart
            alone -= 1 - expf(-rates[gene] * apart)
        }
        return Double(0.5 * expf(-sum) + 0.5 * alone / Float(genes))
    }

    /// How fast the covariance of two genomes falls as the rate of each gene grows.
    func slopes(_ left: Int, _ right: Int, rates: [Float], into slopes: inout [Double]) {
        var sum: Float = 0
        for gene in 0..<genes { sum += rates[gene] * distance(gene, left, right) }
        let together = 0.5 * expf(-sum)
        for gene in 0..<genes {
            let apart = distance(gene, left, right)
            let alone = apart == 0 ? 0 : 0.5 * expf(-rates[gene] * apart) / Float(genes)
            slopes[gene] = Double(apart * (together + alone))
        }
    }
}
