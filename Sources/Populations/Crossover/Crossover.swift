package import Genes
package import Randomness

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
    package func cut(genes: Int, _ generator: inout Generator) -> Cut {
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
