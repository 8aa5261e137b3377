import Randomness

/// How a child gets its genes from two parents.
public enum Crossover: String, Codable, Hashable, Sendable {
    /// The genes before a cut from one parent, the rest from the other.
    case singlePoint = "single_point"
    /// The genes between two cuts from one parent, the rest from the other.
    case twoPoint = "two_point"
    /// Each gene from either parent.
    case uniform

    /// All choices.
    public static let all: [Crossover] = [.singlePoint, .twoPoint, .uniform]

    /// The word in the language.
    public var name: String { rawValue }

    /// The choice with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Copies the genes of two rows of the parents into a row of the children; gives where they were cut. `inherited`
    /// is lent for the words of a mask.
    func cross(
        _ mother: Int, _ father: Int, of parents: [UInt32], into child: Int, of children: inout [UInt32], genes: Int,
        _ generator: inout Generator
    ) -> Cut {
        switch self {
        case .singlePoint:
            SinglePoint.cross(mother, father, of: parents, into: child, of: &children, genes: genes, &generator)
        case .twoPoint:
            TwoPoint.cross(mother, father, of: parents, into: child, of: &children, genes: genes, &generator)
        case .uniform:
            UniformCrossover.cross(mother, father, of: parents, into: child, of: &children, genes: genes, &generator)
        }
    }
}

/// Where two parents were cut.
public enum Cut: Codable, Hashable, Sendable {
    /// Nowhere: all genes are the mother's.
    case none
    /// The genes from this one on are the father's.
    case point(Int)
    /// The genes from the first up to, not including, the second are the father's.
    case points(Int, Int)
    /// Gene by gene, drawn anew from a seed: see `fatherly`.
    case scattered(seed: UInt64)

    /// For each gene, whether it is the father's.
    public func fatherly(genes: Int) -> [Bool] {
        switch self {
        case .none: return [Bool](repeating: false, count: genes)
        case .point(let cut): return (0..<genes).map { $0 >= cut }
        case .points(let first, let second): return (0..<genes).map { $0 >= first && $0 < second }
        case .scattered(let seed):
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

extension [UInt32] {
    /// Copies two rows of one matrix into a row of another: the first up to a cut, the second from there on.
    @inline(__always)
    mutating func copy(_ count: Int, cut: Int, to target: Int, from source: [UInt32], at first: Int, _ second: Int) {
        precondition(cut <= count && target + count <= self.count && Swift.max(first, second) + count <= source.count)
        let from = source.span
        var to = mutableSpan
        // Checked above, once for all.
        for offset in 0..<cut { to[unchecked: target &+ offset] = from[unchecked: first &+ offset] }
        for offset in cut..<count { to[unchecked: target &+ offset] = from[unchecked: second &+ offset] }
    }

    /// Copies a stretch of one matrix into another.
    @inline(__always)
    mutating func copy(_ count: Int, to target: Int, from source: [UInt32], at start: Int) {
        precondition(target >= 0 && start >= 0 && target + count <= self.count && start + count <= source.count)
        let from = source.span
        var to = mutableSpan
        // Checked above, once for all.
        for offset in 0..<count { to[unchecked: target &+ offset] = from[unchecked: start &+ offset] }
    }
}
