/// What training minimises: the mean over the samples. A loss and its gradient are those of the stated output.
public enum Loss: String, CaseIterable, Codable, Hashable, Sendable {
    /// −Σ y log p, the outputs scaled to a sum of 1
    case categoricalCrossentropy = "categorical_crossentropy"
    /// −mean(y log p + (1 − y) log(1 − p)) over the outputs
    case binaryCrossentropy = "binary_crossentropy"
    /// mean (p − y)² over the outputs
    case meanSquaredError = "mean_squared_error"
    /// mean |p − y| over the outputs
    case meanAbsoluteError = "mean_absolute_error"
    /// mean over the outputs of ½ d² where |d| ≤ 1, and of |d| − ½ beyond, with d = p − y (Huber, 1964)
    case huber
    /// Σ y log(y / p), both kept from 1e-7 to 1
    case klDivergence = "kl_divergence"
    /// mean (p − y log(p + 1e-7)) over the outputs, which count events
    case poisson
    /// max(0, 1 + the greatest (1 − y) p − Σ y p)
    case categoricalHinge = "categorical_hinge"
    /// mean max(0, 1 − y p)² over the outputs, with −1 for a y of 0
    case squaredHinge = "squared_hinge"
    /// mean log cosh(p − y) over the outputs
    case logCosh = "log_cosh"

    /// All of them.
    public static var all: [Loss] { allCases }

    /// The word in the language, which is Keras's.
    public var name: String { rawValue }

    /// One line about it.
    public var summary: String {
        switch self {
        case .categoricalCrossentropy: "multi-class classification: negative log-probability of the true class"
        case .binaryCrossentropy: "for yes or no: each output on its own"
        case .meanSquaredError: "for numbers: the mean square of the differences"
        case .meanAbsoluteError: "for numbers: the mean difference without its sign"
        case .huber: "for numbers: squares of small differences, large ones as they are"
        case .klDivergence: "for shares: how far two distributions are apart"
        case .poisson: "for counts of events"
        case .categoricalHinge: "for classes: a margin between the right one and the others"
        case .squaredHinge: "for yes or no: a margin, squared"
        case .logCosh: "for numbers: like huber, smooth throughout"
        }
    }

    /// The loss with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Why outputs of this activation cannot have this loss; nil where they can.
    public func objection(to output: Activation) -> String? {
        switch self {
        case .meanSquaredError, .meanAbsoluteError, .huber, .categoricalHinge, .squaredHinge, .logCosh: return nil
        case .poisson:
            let fits = [Activation.softmax, .sigmoid, .hardSigmoid, .softplus, .exponential, .relu].contains(output)
            return fits ? nil : "it needs outputs above 0, and \(output.name) gives others; try exponential"
        case .klDivergence:
            return Self.categoricalCrossentropy.objection(to: output)
        case .categoricalCrossentropy, .binaryCrossentropy:
            let fits = [Activation.softmax, .sigmoid, .hardSigmoid].contains(output)
            return fits ? nil : "it needs outputs between 0 and 1, and \(output.name) gives others; try softmax"
        }
    }
}
