public import Compute
import Notation

/// A loss function; training minimizes its mean over the samples.
public enum Loss: Hashable, Sendable {
    /// −Σ y log p, with the outputs scaled to a sum of 1
    case categoricalCrossentropy
    /// −mean(y log p + (1 − y) log(1 − p)) over the outputs
    case binaryCrossentropy
    /// mean (p − y)² over the outputs
    case meanSquaredError
    /// mean |p − y| over the outputs
    case meanAbsoluteError
    /// mean over the outputs of ½ d² where |d| ≤ 1, and of |d| − ½ beyond, with d = p − y (Huber, 1964)
    case huber
    /// Σ y log(y / p), both clipped to 1e-7…1
    case klDivergence
    /// mean (p − y log(p + 1e-7)) over the outputs, which are event counts
    case poisson
    /// max(0, 1 + max((1 − y) p) − Σ y p)
    case categoricalHinge
    /// mean max(0, 1 − y p)² over the outputs, with −1 for y = 0
    case squaredHinge
    /// mean log cosh(p − y) over the outputs
    case logCosh

    /// −Σ y (1 − p)^γ log p, with γ from 0; over the outputs of a sigmoid, the mean of both terms of the binary
    /// cross-entropy weighted in this way (Lin et al., "Focal loss for dense object detection", 2017)
    case focal(Double)
    /// mean max(q (y − p), (q − 1) (y − p)) over the outputs, with q between 0 and 1: the minimum is the quantile q
    /// (Koenker and Bassett, "Regression quantiles", 1978)
    case quantile(Double)

    /// All losses.
    ///
    /// Those with a number have the default one, or an example of it.
    public static let all: [Loss] = [
        .categoricalCrossentropy,
        .binaryCrossentropy,
        .meanSquaredError,
        .meanAbsoluteError,
        .huber,
        .klDivergence,
        .poisson,
        .categoricalHinge,
        .squaredHinge,
        .logCosh,
        .focal(defaultFocus), .quantile(0.9),
    ]

    /// The default γ of the focal loss, that of its authors.
    public static let defaultFocus = 2.0

    /// The word in the command language, the same as in Keras where Keras has this loss.
    public var word: String {
        switch self {
        case .categoricalCrossentropy: "categorical_crossentropy"
        case .binaryCrossentropy: "binary_crossentropy"
        case .meanSquaredError: "mean_squared_error"
        case .meanAbsoluteError: "mean_absolute_error"
        case .huber: "huber"
        case .klDivergence: "kl_divergence"
        case .poisson: "poisson"
        case .categoricalHinge: "categorical_hinge"
        case .squaredHinge: "squared_hinge"
        case .logCosh: "log_cosh"
        case .focal: "focal"
        case .quantile: "quantile"
        }
    }

    /// The name in the command language: the word, and the number after it.
    public var name: String {
        switch self {
        case .focal(Self.defaultFocus): word
        case .focal(let number), .quantile(let number): "\(word) \(CommandText.numberText(number))"
        default: word
        }
    }

    /// Creates the loss with this word and a number after it; nil for an unknown word, and for a number that the loss
    /// does not take.
    public init?(word: String, number: Double? = nil) {
        guard let loss = Self.all.first(where: { $0.word == word }) else { return nil }
        switch (loss, number) {
        case (.focal, let focus): self = .focal(focus ?? Self.defaultFocus)
        case (.quantile, let quantile?): self = .quantile(quantile)
        case (_, nil): self = loss
        default: return nil
        }
        if case .quantile = self, number == nil { return nil }
        guard numbers.map({ bounds in number.map(bounds.contains) ?? true }) ?? true else { return nil }
    }

    /// The numbers that may follow the word; nil for a loss without one.
    public var numbers: ClosedRange<Double>? {
        switch self {
        case .focal: 0...100
        case .quantile: 0.001...0.999
        default: nil
        }
    }

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
        case .focal: "classification: cross-entropy that counts samples less the surer they are right; for rare classes"
        case .quantile: "regression of a quantile, such as quantile 0.9: pinball loss"
        }
    }

    /// Creates the loss with this name; nil for an unknown name.
    public init?(named name: String) {
        let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
        guard let word = parts.first else { return nil }
        let number = parts.count > 1 ? Double(parts[1]) : nil
        guard parts.count == 1 || number != nil else { return nil }
        self.init(word: word, number: number)
        guard self.name == name else { return nil }
    }

    /// The reason for which outputs of this activation cannot have this loss; nil if they can.
    public func objection(to output: Activation) -> String? {
        switch self {
        case .meanSquaredError, .meanAbsoluteError, .huber, .categoricalHinge, .squaredHinge, .logCosh, .quantile:
            return nil
        case .focal:
            return [.softmax, .sigmoid].contains(output)
                ? nil
                : "it needs softmax or sigmoid outputs, but the output is \(output.name); try `training output softmax`"
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

extension Loss: Codable {
    /// Decodes the name.
    ///
    /// - Throws: `DecodingError.dataCorrupted` for an unknown name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let loss = Loss(named: name) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "Cannot initialize Loss from invalid String value \(name)")
        }
        self = loss
    }

    /// Encodes the name.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
