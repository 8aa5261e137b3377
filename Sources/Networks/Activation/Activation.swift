import Kernels

/// What a neuron makes of its weighted sum. Formulas are Keras's.
public enum Activation: String, CaseIterable, Codable, Hashable, Sendable {
    /// x
    case linear
    /// max(0, x)
    case relu
    /// x above 0, eˣ − 1 below (Clevert, Unterthiner and Hochreiter, 2016)
    case elu
    /// a scaled elu that keeps mean and variance (Klambauer et al., 2017)
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
    /// x / 6 + 0.5, cut at 0 and 1
    case hardSigmoid = "hard_sigmoid"
    /// x above 0, 0.2 x below
    case leakyRelu = "leaky_relu"
    /// x times the share of a normal distribution below x (Hendrycks and Gimpel, 2016)
    case gelu
    /// x / (1 + e⁻ˣ)
    case silu
    /// x · tanh(log(1 + eˣ)) (Misra, 2019)
    case mish
    /// eˣ over the sum of a row's: for outputs
    case softmax

    /// All of them.
    public static var all: [Activation] { allCases }

    /// The word in the language, which is Keras's.
    public var name: String { rawValue }

    /// One line about it.
    public var summary: String {
        switch self {
        case .linear: "the sum as it is: for numbers"
        case .relu: "the sum where it is above 0, else 0"
        case .elu: "the sum above 0, falling smoothly to -1 below"
        case .selu: "a scaled elu that keeps mean and variance"
        case .tanh: "from -1 to 1"
        case .sigmoid: "from 0 to 1: for yes or no"
        case .softplus: "a smooth relu"
        case .softsign: "from -1 to 1, slower than tanh"
        case .exponential: "above 0: for counts"
        case .hardSigmoid: "a sigmoid of straight lines"
        case .leakyRelu: "the sum above 0, a fifth of it below"
        case .gelu: "x Φ(x), where Φ is the standard normal distribution function"
        case .silu: "the sum times its sigmoid"
        case .mish: "the sum times the tanh of its softplus"
        case .softmax: "shares that add up to 1: for classes"
        }
    }

    /// The activation with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// The number by which the kernels know it; nil for softmax, which looks at whole rows.
    var kernel: ActivationKind? {
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

    /// Whether the derivative is told by the sums alone, since two sums may give the same output.
    var needsSums: Bool {
        switch self {
        case .gelu, .silu, .mish: true
        case .linear, .relu, .elu, .selu, .tanh, .sigmoid, .softplus, .softsign, .exponential, .hardSigmoid, .leakyRelu,
            .softmax:
            false
        }
    }
}
