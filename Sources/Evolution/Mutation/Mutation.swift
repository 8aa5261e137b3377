import Randomness

/// How a mutated gene finds its new value: always another than it had.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, `evolution` with litters of 1, population 20, 100 seeds): `local`, the default, .027
/// .020, .036 .010, .040 .003; `uniform` .027 .020, .038 .013, and the same on the last, whose genes are not ordered.
public enum Mutation: String, Codable, Hashable, Sendable {
    /// Any other value, each with the same chance: the ancestor's way.
    case uniform
    /// Half of the time any other value; otherwise an ordered gene moves to a neighbour, and a real one takes a normal
    /// step of a tenth of its range. Categorical genes have no neighbours and take any other value.
    case local

    /// All choices.
    public static let all: [Mutation] = [.uniform, .local]

    /// The word in the language.
    public var name: String { rawValue }

    /// One line about it.
    public var summary: String {
        switch self {
        case .uniform: "any other value (uniform reset; of two values, a bit flip)"
        case .local:
            "half of the time any other value (uniform reset), half of the time one nearby: a neighbour (creep), or of over "
                + "64 values a normal step (Gaussian); of two values, a bit flip"
        }
    }

    /// The choice with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Another code of a gene that has two or more.
    func another(than code: UInt32, of gene: Int, in genus: Genus, _ generator: inout Generator) -> UInt32 {
        let shape = genus.shapes[gene]
        if shape.count == 2 { return 1 - code }
        if self == .local, shape.isOrdered, generator.next() & 1 == 0 {
            return shape.count > Self.crowded
                ? Self.step(from: code, of: genus.genes[gene], &generator)
                : Self.neighbour(of: code, below: shape.count, &generator)
        }
        // A draw of one value less, with the old one left out: every other value with the same chance.
        let drawn = UInt32(generator.below(shape.count - 1))
        return drawn < code ? drawn : drawn + 1
    }

    /// Above this number of values a neighbour is too near to matter: such a gene is treated as a real one.
    private static let crowded = 64
    /// The standard deviation of a normal step, as a share of the range.
    private static let deviation = 0.1

    private static func neighbour(of code: UInt32, below count: Int, _ generator: inout Generator) -> UInt32 {
        let upwards = generator.next() & 1 == 0
        if code == 0 { return 1 }
        if Int(code) == count - 1 { return code - 1 }
        return upwards ? code + 1 : code - 1
    }

    private static func step(from code: UInt32, of gene: Gene, _ generator: inout Generator) -> UInt32 {
        let place = gene.position(of: code)
        while true {
            let target = place + Self.deviation * generator.normal()
            guard target >= 0, target < 1 else { continue }
            let stepped = gene.code(at: target)
            if stepped != code { return stepped }
        }
    }
}
