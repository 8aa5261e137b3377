extension Optimizer {
    /// An update rule: its name, Keras's name, its constants and its step, in a file of its own in `Kinds`.
    ///
    /// Each step is one pass over the parameters. Parsing, completion, keys and files of Keras read the rules from
    /// `all`.
    public struct Rule: Sendable {
        /// The name in the command language, the same as in Keras.
        public let name: String
        /// The name of Keras's class.
        public let className: String
        /// The default learning rate.
        public let learningRate: Float
        /// The default weight decay; nil for none.
        public let weightDecay: Float?
        /// The constants besides the learning rate: those of Keras 3.
        public let constants: Constants
        /// True if the user may give it a momentum.
        public let takesMomentum: Bool
        /// Arguments of Keras's class besides the learning rate, the weight decay and the constants.
        public let kerasArguments: @Sendable (Optimizer) -> [String: KerasArgument]
        /// The number of moments per parameter.
        let moments: @Sendable (Optimizer) -> Int
        /// Computes what depends on the number of the step but not on the parameter.
        let prepare: @Sendable (StepNumber, inout StepFactors) -> Void
        /// Applies the step to some parameters, by a kernel.
        let apply: @Sendable (Optimizer, StepFactors, StepParameters) -> Void

        package init(
            _ name: String, keras className: String, learningRate: Float = 0.001, weightDecay: Float? = nil,
            _ constants: Constants = Constants(), takesMomentum: Bool = false,
            kerasArguments: @escaping @Sendable (Optimizer) -> [String: KerasArgument] = { _ in [:] },
            moments: @escaping @Sendable (Optimizer) -> Int,
            prepare: @escaping @Sendable (StepNumber, inout StepFactors) -> Void = { $1.rate = Float($0.rate) },
            apply: @escaping @Sendable (Optimizer, StepFactors, StepParameters) -> Void
        ) {
            self.name = name
            self.className = className
            self.learningRate = learningRate
            self.weightDecay = weightDecay
            self.constants = constants
            self.takesMomentum = takesMomentum
            self.kerasArguments = kerasArguments
            self.moments = moments
            self.prepare = prepare
            self.apply = apply
        }

        /// All rules.
        public static let all: [Rule] = [
            .sgd, .rmsprop, .adagrad, .adadelta, .adam, .adamw, .adamax, .nadam, .lion,
        ]

        /// Finds the rule with this name; nil for an unknown name.
        public init?(named name: String) {
            guard let rule = Self.all.first(where: { $0.name == name }) else { return nil }
            self = rule
        }
    }

    /// An argument of a class in Keras.
    public enum KerasArgument: Sendable {
        case number(Float)
        case truth(Bool)
    }
}

extension Optimizer.Rule: Hashable {
    /// Returns true if both have the same name.
    public static func == (left: Self, right: Self) -> Bool { left.name == right.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Optimizer.Rule: Codable {
    /// Decodes a name.
    ///
    /// - Throws: `DecodingError` if no rule has it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let rule = Self(named: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "there is no optimizer \(name)")
        }
        self = rule
    }

    /// Encodes the name.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
