import Randomness

/// The crossover points of two parents.
public enum Cut: Codable, Hashable, Sendable {
    /// No crossover: all genes come from the mother.
    case none
    /// The genes from this index on come from the father.
    case point(Int)
    /// The genes from the first index up to, but not including, the second come from the father.
    case points(Int, Int)
    /// Each gene from either parent, drawn again from a seed: see `fatherly`.
    case scattered(seed: UInt64)
    /// Real genes mixed from both parents, each of the others from either, drawn again from a seed.
    case mixed(seed: UInt64)

    private enum CodingKeys: String, CodingKey { case none, point, points, scattered, mixed }
    private enum ScatteredCodingKeys: String, CodingKey { case seed }
    private enum MixedCodingKeys: String, CodingKey { case seed }

    /// Copies the genes of two parents into a row of the children.
    @inline(__always)
    func copy<Code: GeneCode>(
        _ mother: Int, _ father: Int, of parents: borrowing Span<Code>, into child: Int,
        of children: inout MutableSpan<Code>, genes: Int
    ) {
        let target = child * genes
        switch self {
        case .none: children.copy(genes, to: target, from: parents, at: mother * genes)
        case .point(let cut):
            children.copy(genes, cut: cut, to: target, from: parents, at: mother * genes, father * genes)
        case .points(let first, let second):
            children.copy(genes, to: target, from: parents, at: mother * genes)
            children.copy(second - first, to: target + first, from: parents, at: father * genes + first)
        case .scattered(let seed), .mixed(let seed):
            UniformCrossover.copy(
                mother * genes, father * genes, of: parents, to: target, of: &children, genes: genes, seed: seed)
        }
    }

    /// Returns for each gene true if it comes from the father.
    public func fatherly(genes: Int) -> [Bool] {
        switch self {
        case .none: return [Bool](repeating: false, count: genes)
        case .point(let cut): return (0..<genes).map { $0 >= cut }
        case .points(let first, let second): return (0..<genes).map { $0 >= first && $0 < second }
        case .scattered(let seed), .mixed(let seed):
            var bits = Generator(seed: seed)
            var word: UInt64 = 0
            return (0..<genes).map { gene in
                if gene & 63 == 0 { word = bits.next() }
                defer { word >>= 1 }
                return word & 1 == 1
            }
        }
    }
}

extension Cut {
    /// Returns true if the cuts lie between the first gene and the end after the last one.
    package func isSound(genes: Int) -> Bool {
        switch self {
        case .none, .scattered, .mixed: true
        case .point(let cut): (0...genes).contains(cut)
        case .points(let first, let second): first >= 0 && first <= second && second <= genes
        }
    }
}
