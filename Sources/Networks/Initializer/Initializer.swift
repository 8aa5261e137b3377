public import Randomness

/// The random weights that a layer starts with; biases start at 0. Variances and the cut of the normal distribution
/// are Keras's `VarianceScaling`.
public enum Initializer: String, CaseIterable, Codable, Hashable, Sendable {
    /// variance 1 / inputs (LeCun et al., 1998)
    case lecunUniform = "lecun_uniform"
    case lecunNormal = "lecun_normal"
    /// variance 2 / (inputs + outputs) (Glorot and Bengio, 2010)
    case glorotUniform = "glorot_uniform"
    case glorotNormal = "glorot_normal"
    /// variance 2 / inputs (He et al., 2015)
    case heUniform = "he_uniform"
    case heNormal = "he_normal"

    /// All of them.
    public static var all: [Initializer] { allCases }

    /// The word in the language, which is Keras's.
    public var name: String { rawValue }

    /// The initializer with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// `inputs` × `outputs` weights, row by row. O(inputs × outputs).
    public func weights(inputs: Int, outputs: Int, _ generator: inout Generator) -> [Float] {
        let variance =
            switch self {
            case .lecunUniform, .lecunNormal: 1 / Double(inputs)
            case .glorotUniform, .glorotNormal: 2 / Double(inputs + outputs)
            case .heUniform, .heNormal: 2 / Double(inputs)
            }
        let count = inputs * outputs
        switch self {
        case .lecunUniform, .glorotUniform, .heUniform:
            let limit = (3 * variance).squareRoot()
            return (0..<count).map { _ in Float((2 * generator.uniform() - 1) * limit) }
        case .lecunNormal, .glorotNormal, .heNormal:
            // A normal distribution cut at two standard deviations has this one's share of its deviation.
            let deviation = variance.squareRoot() / 0.87962566103423978
            return (0..<count).map { _ in Float(Self.cutNormal(&generator) * deviation) }
        }
    }

    private static func cutNormal(_ generator: inout Generator) -> Double {
        while true {
            let value = generator.normal()
            if abs(value) <= 2 { return value }
        }
    }
}
