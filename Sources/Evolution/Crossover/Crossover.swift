import Randomness

/// The way a child gets its genes from two parents.
public enum Crossover: String, Codable, Hashable, Sendable {
    /// The genes before a cut from one parent, the rest from the other.
    case singlePoint = "single_point"
    /// The genes between two cuts from one parent, the rest from the other.
    case twoPoint = "two_point"
    /// Each gene from either parent.
    case uniform
    /// Two cuts for half of the children, gene by gene for the others.
    case mixed
    /// Real genes anywhere between the parents and a little beyond; others from either parent.
    case blend
    /// Real genes near one of the parents; others from either parent.
    case simulatedBinary = "simulated_binary"

    /// All choices.
    public static let all: [Crossover] = [.singlePoint, .twoPoint, .uniform, .mixed, .blend, .simulatedBinary]

    /// The word in the command language.
    public var name: String { rawValue }

    /// A summary in one line.
    public var summary: String {
        switch self {
        case .singlePoint: "the genes before a cut from one parent, the rest from the other"
        case .twoPoint: "the genes between two cuts from the father"
        case .uniform: "each gene from either parent"
        case .mixed: "two_point for half of the children, uniform for the other half"
        case .blend: "real genes anywhere between the parents and a little beyond (BLX-alpha), others from either"
        case .simulatedBinary: "real genes near either parent (simulated binary crossover, SBX), others from either"
        }
    }

    /// Creates the choice with this word; nil if the word is unknown.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Draws the crossover points for parents with this number of genes.
    @inline(__always)
    func cut(genes: Int, _ generator: inout Generator) -> Cut {
        switch self {
        case .singlePoint: SinglePoint.cut(genes: genes, &generator)
        case .twoPoint: TwoPoint.cut(genes: genes, &generator)
        case .uniform: UniformCrossover.cut(&generator)
        case .blend, .simulatedBinary: .mixed(seed: generator.next())
        case .mixed:
            generator.next() & 1 == 0 ? TwoPoint.cut(genes: genes, &generator) : UniformCrossover.cut(&generator)
        }
    }
}

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
