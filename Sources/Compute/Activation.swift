package import Kernels

/// An activation function. Formulas are Keras's.
public enum Activation: String, CaseIterable, Codable, Hashable, Sendable {
    /// x
    case linear
    /// max(0, x)
    case relu
    /// x above 0, eˣ − 1 below (Clevert, Unterthiner and Hochreiter, 2016)
    case elu
    /// a scaled elu that preserves mean and variance (Klambauer et al., 2017)
    case selu
    /// the hyperbolic tangent
    case tanh
    /// 1 / (1 + e⁻ˣ)
    case sigmoid
    /// log(1 + eˣ)
    case softplus
    /// x / (1 + |x|)
    case softsign
    /// eˣ
    case exponential
    /// x / 6 + 0.5, clipped to 0 and 1
    case hardSigmoid = "hard_sigmoid"
    /// x above 0, 0.2 x below
    case leakyRelu = "leaky_relu"
    /// x times the standard normal distribution function at x (Hendrycks and Gimpel, 2016)
    case gelu
    /// x / (1 + e⁻ˣ)
    case silu
    /// x · tanh(log(1 + eˣ)) (Misra, 2019)
    case mish
    /// eˣ divided by the sum over the row; for outputs
    case softmax

    /// All activations.
    public static var all: [Activation] { allCases }

    /// The name in the command language, the same as in Keras.
    public var name: String { rawValue }

    /// A one-line description.
    public var summary: String {
        switch self {
        case .linear: "the weighted sum itself; for regression outputs"
        case .relu: "the weighted sum, or 0 where it is negative"
        case .elu: "the weighted sum where it is positive, falling smoothly to -1 below 0"
        case .selu: "a scaled elu that preserves mean and variance"
        case .tanh: "from -1 to 1"
        case .sigmoid: "from 0 to 1; for binary outputs"
        case .softplus: "a smooth relu"
        case .softsign: "from -1 to 1, slower than tanh"
        case .exponential: "always positive; for counts"
        case .hardSigmoid: "a piecewise linear sigmoid"
        case .leakyRelu: "the weighted sum where it is positive, a fifth of it below 0"
        case .gelu: "x Φ(x), where Φ is the standard normal distribution function"
        case .silu: "the weighted sum times its sigmoid"
        case .mish: "the weighted sum times the tanh of its softplus"
        case .softmax: "probabilities that add up to 1; for classes"
        }
    }

    /// Creates the activation with this name; nil for an unknown name.
    public init?(named name: String) { self.init(rawValue: name) }

    /// The kernel for this activation; nil for softmax, which works on whole rows.
    package var kernel: ActivationKind? {
        switch self {
        case .linear: ACTIVATION_LINEAR
        case .relu: ACTIVATION_RELU
        case .elu: ACTIVATION_ELU
        case .selu: ACTIVATION_SELU
        case .tanh: ACTIVATION_TANH
        case .sigmoid: ACTIVATION_SIGMOID
        case .softplus: ACTIVATION_SOFTPLUS
        case .softsign: ACTIVATION_SOFTSIGN
        case .exponential: ACTIVATION_EXPONENTIAL
        case .hardSigmoid: ACTIVATION_HARD_SIGMOID
        case .leakyRelu: ACTIVATION_LEAKY_RELU
        case .gelu: ACTIVATION_GELU
        case .silu: ACTIVATION_SILU
        case .mish: ACTIVATION_MISH
        case .softmax: nil
        }
    }

    /// True if the derivative has to be computed from the sums, because two sums can give the same output.
    package var needsSums: Bool {
        switch self {
        case .gelu, .silu, .mish: true
        case .linear, .relu, .elu, .selu, .tanh, .sigmoid, .softplus, .softsign, .exponential, .hardSigmoid, .leakyRelu,
            .softmax:
            false
        }
    }
}
