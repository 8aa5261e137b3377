/// A loss function; training minimizes its mean over the samples.
public enum Loss: String, CaseIterable, Codable, Hashable, Sendable {
    /// −Σ y log p, with the outputs scaled to a sum of 1
    case categoricalCrossentropy = "categorical_crossentropy"
    /// −mean(y log p + (1 − y) log(1 − p)) over the outputs
    case binaryCrossentropy = "binary_crossentropy"
    /// mean (p − y)² over the outputs
    case meanSquaredError = "mean_squared_error"
    /// mean |p − y| over the outputs
    case meanAbsoluteError = "mean_absolute_error"
    /// mean over the outputs of ½ d² where |d| ≤ 1, and of |d| − ½ beyond, with d = p − y (Huber, 1964)
    case huber
    /// Σ y log(y / p), both clipped to 1e-7…1
    case klDivergence = "kl_divergence"
    /// mean (p − y log(p + 1e-7)) over the outputs, which are event counts
    case poisson
    /// max(0, 1 + max((1 − y) p) − Σ y p)
    case categoricalHinge = "categorical_hinge"
    /// mean max(0, 1 − y p)² over the outputs, with −1 for y = 0
    case squaredHinge = "squared_hinge"
    /// mean log cosh(p − y) over the outputs
    case logCosh = "log_cosh"

    /// All losses.
    public static var all: [Loss] { allCases }

    /// The name in the command language, the same as in Keras.
    public var name: String { rawValue }

    /// A one-line description.
    public var summary: String {
        switch self {
        case .categoricalCrossentropy: "multi-class classification: negative log-probability of the true class"
        case .binaryCrossentropy: "binary classification: each output is independent"
        case .meanSquaredError: "regression: mean of the squared differences"
        case .meanAbsoluteError: "regression: mean of the absolute differences"
        case .huber: "regression: squared for small differences, absolute for large ones"
        case .klDivergence: "distributions: Kullback–Leibler divergence from the true one"
        case .poisson: "event counts: negative Poisson log-likelihood"
        case .categoricalHinge: "multi-class classification: a margin between the true class and the others"
        case .squaredHinge: "binary classification: a squared margin"
        case .logCosh: "regression: like huber, but smooth everywhere"
        }
    }

    /// Creates the loss with this name; nil for an unknown name.
    public init?(named name: String) { self.init(rawValue: name) }

    /// The reason for which outputs of this activation cannot have this loss; nil if they can.
    public func objection(to output: Activation) -> String? {
        switch self {
        case .meanSquaredError, .meanAbsoluteError, .huber, .categoricalHinge, .squaredHinge, .logCosh: return nil
        case .poisson:
            let fits = [Activation.softmax, .sigmoid, .hardSigmoid, .softplus, .exponential, .relu].contains(output)
            return fits
                ? nil
                : "it needs positive outputs, but \(output.name) can give others; "
                    + "try `training output exponential`"
        case .categoricalCrossentropy, .binaryCrossentropy, .klDivergence:
            let fits = [Activation.softmax, .sigmoid, .hardSigmoid].contains(output)
            let remedy = self == .binaryCrossentropy ? Activation.sigmoid : .softmax
            return fits
                ? nil
                : "it needs outputs between 0 and 1, but \(output.name) can give others; "
                    + "try `training output \(remedy.name)`"
        }
    }
}
