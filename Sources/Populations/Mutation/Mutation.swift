import Genes
import Randomness

/// The way a mutated gene gets its new value, which always differs from the old one.
///
/// Measured (mean regret after 100 and 200 evaluations on the tuning tables of the families hpobench, hpolib and
/// nasbench201, `evolution` with litters of 1, population 20, 100 seeds): `local`, the default, .027
/// .020, .036 .010, .040 .003; `uniform` .027 .020, .038 .013, and the same on the last, whose genes are not ordered.
public enum Mutation: String, Codable, Hashable, Sendable {
    /// Any other value with equal probability, as in the Python package `naturalselection`.
    case uniform
    /// With probability ½ any other value; otherwise an ordered gene moves to a neighbour, and a real one takes a
    /// normal step with a tenth of its range as standard deviation. Categorical genes have no neighbours and take any
    /// other value.
    case local
    /// A real gene takes a normal step of a size that the organism carries and that adapts; other genes as `local`.
    case adaptive
    /// A real gene takes a small step of a polynomial distribution, as in NSGA-II; other genes as `local`.
    case polynomial
    /// The genes between two cuts take random values; for comparisons with crossover.
    case headlessChicken = "headless_chicken"

    /// All choices.
    public static let all: [Mutation] = [.uniform, .local, .adaptive, .polynomial, .headlessChicken]

    /// The word in the command language.
    public var name: String { rawValue }

    /// A summary in one line.
    public var summary: String {
        switch self {
        case .uniform: "any other value (uniform reset); a bit flip if there are two values"
        case .local:
            "half of the time any other value (uniform reset), otherwise a nearby one: a neighbour (creep), or a "
                + "normal step (Gaussian) if there are more than 64 values; a bit flip if there are two"
        case .adaptive:
            "real genes: a normal step whose size each organism inherits and mutates (self-adaptation); others as local"
        case .polynomial: "real genes: a small step within the bounds (polynomial mutation); others as local"
        case .headlessChicken:
            "random values between two cuts, as if the father were a random genome (macromutation)"
        }
    }

    /// Creates the choice with this word; nil if the word is unknown.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Returns another code of a gene with two or more values.
    ///
    /// - Parameter deviation: The step size of the organism, for `adaptive`.
    func another(
        than code: UInt32, of gene: Int, in genus: Genus, deviation: Double = SelfAdaptation.first,
        _ generator: inout Generator
    ) -> UInt32 {
        let shape = genus.shapes[gene]
        if shape.count == 2 { return 1 - code }
        if self == .adaptive, genus.genes[gene].isContinuous {
            return SelfAdaptation.step(from: code, of: genus.genes[gene], deviation: deviation, &generator)
        }
        if self == .polynomial, genus.genes[gene].isContinuous {
            return PolynomialMutation.step(from: code, of: genus.genes[gene], &generator)
        }
        if self != .uniform, shape.isOrdered, generator.next() & 1 == 0 {
            return shape.count > Self.crowded
                ? Self.step(from: code, of: genus.genes[gene], &generator)
                : Self.neighbour(of: code, below: shape.count, &generator)
        }
        // Draws from one value less and skips the old one: every other value has equal probability.
        let drawn = UInt32(generator.below(shape.count - 1))
        return drawn < code ? drawn : drawn + 1
    }

    /// The number of values above which a neighbour is too close to matter; the gene is then treated as a real one.
    private static let crowded = 64
    /// The standard deviation of a normal step, as a fraction of the range.
    private static let deviation = 0.1

    private static func neighbour(of code: UInt32, below count: Int, _ generator: inout Generator) -> UInt32 {
        let upwards = generator.next() & 1 == 0
        if code == 0 { return 1 }
        if Int(code) == count - 1 { return code - 1 }
        return upwards ? code + 1 : code - 1
    }

    private static func step(from code: UInt32, of gene: Gene, _ generator: inout Generator) -> UInt32 {
        let start = gene.position(of: code)
        while true {
            let target = start + Self.deviation * generator.normal()
            guard target >= 0, target < 1 else { continue }
            let stepped = gene.code(at: target)
            if stepped != code { return stepped }
        }
    }
}
