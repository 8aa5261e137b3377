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

    /// All of them.
    public static var all: [Loss] { allCases }

    /// The word in the language, which is Keras's.
    public var name: String { rawValue }

    /// The loss with this word; nil for an unknown one.
    public init?(named name: String) { self.init(rawValue: name) }

    /// Why outputs of this activation cannot have this loss; nil where they can.
    func objection(to output: Activation) -> String? {
        switch self {
        case .meanSquaredError, .meanAbsoluteError: return nil
        case .categoricalCrossentropy, .binaryCrossentropy:
            let fits = [Activation.softmax, .sigmoid, .hardSigmoid].contains(output)
            return fits ? nil : "it needs outputs between 0 and 1, and \(output.name) gives others; try softmax"
        }
    }
}
