public import Randomness

/// The random initialization of a layer's weights; biases start at 0. Variances and the truncation of the normal
/// distribution are those of Keras's `VarianceScaling`.
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
    /// rows or columns, whichever are fewer, are orthonormal (Saxe, McClelland and Ganguli, 2014)
    case orthogonal

    /// All initializers.
    public static var all: [Initializer] { allCases }

    /// The name in the command language, the same as in Keras.
    public var name: String { rawValue }

    /// Creates the initializer with this name; nil for an unknown name.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Returns `inputs` × `outputs` weights, row by row.
    ///
    /// - Complexity: O(inputs × outputs), times the smaller of the two for `orthogonal`
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

    /// Returns the weights of a kernel with any number of dimensions, row by row.
    ///
    /// - Parameters:
    ///   - columns: The last dimension.
    ///   - inputs: The number of inputs of each output, by which the variance is chosen.
    ///   - outputs: The number of outputs of each input.
    package func weights(
        columns: Int, count: Int, inputs: Int, outputs: Int, _ generator: inout Generator
    ) -> [Float] {
        switch self {
        case .lecunUniform: Self.uniform(1 / Double(inputs), count, &generator)
        case .lecunNormal: Self.normal(1 / Double(inputs), count, &generator)
        case .glorotUniform: Self.uniform(2 / (Double(inputs) + Double(outputs)), count, &generator)
        case .glorotNormal: Self.normal(2 / (Double(inputs) + Double(outputs)), count, &generator)
        case .heUniform: Self.uniform(2 / Double(inputs), count, &generator)
        case .heNormal: Self.normal(2 / Double(inputs), count, &generator)
        case .orthogonal: Orthogonal.weights(inputs: count / columns, outputs: columns, &generator)
        }
    }

    private static func uniform(_ variance: Double, _ count: Int, _ generator: inout Generator) -> [Float] {
        let limit = (3 * variance).squareRoot()
        return (0..<count).map { _ in Float((2 * generator.uniform() - 1) * limit) }
    }

    private static func normal(_ variance: Double, _ count: Int, _ generator: inout Generator) -> [Float] {
        // The standard deviation of a normal distribution truncated at two standard deviations, relative to the
        // original.
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
