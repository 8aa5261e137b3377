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
    /// rows or columns, whichever are fewer, of length 1 and at right angles (Saxe, McClelland and Ganguli, 2014)
    case orthogonal

    /// All of them.
    public static var all: [Initializer] { allCases }

    /// The word in the language, which is Keras's.
    public var name: String { rawValue }

    /// The initializer with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// `inputs` × `outputs` weights, row by row. O(inputs × outputs), and times the smaller of them for `orthogonal`.
    public func weights(inputs: Int, outputs: Int, _ generator: inout Generator) -> [Float] {
        switch self {
        case .lecunUniform: Self.uniform(1 / Double(inputs), inputs * outputs, &generator)
        case .lecunNormal: Self.normal(1 / Double(inputs), inputs * outputs, &generator)
        case .glorotUniform: Self.uniform(2 / Double(inputs + outputs), inputs * outputs, &generator)
        case .glorotNormal: Self.normal(2 / Double(inputs + outputs), inputs * outputs, &generator)
        case .heUniform: Self.uniform(2 / Double(inputs), inputs * outputs, &generator)
        case .heNormal: Self.normal(2 / Double(inputs), inputs * outputs, &generator)
        case .orthogonal: Orthogonal.weights(inputs: inputs, outputs: outputs, &generator)
        }
    }

    private static func uniform(_ variance: Double, _ count: Int, _ generator: inout Generator) -> [Float] {
        let limit = (3 * variance).squareRoot()
        return (0..<count).map { _ in Float((2 * generator.uniform() - 1) * limit) }
    }

    private static func normal(_ variance: Double, _ count: Int, _ generator: inout Generator) -> [Float] {
        // A normal distribution cut at two standard deviations has this one's share of its deviation.
        let deviation = variance.squareRoot() / 0.87962566103423978
        return (0..<count).map { _ in Float(cutNormal(&generator) * deviation) }
    }

    private static func cutNormal(_ generator: inout Generator) -> Double {
        while true {
            let value = generator.normal()
            if abs(value) <= 2 { return value }
        }
    }
}
