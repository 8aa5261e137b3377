/// A layer of neurons that each see all inputs: product, bias or normalisation, activation, dropout.
public struct DenseLayer: Codable, Hashable, Sendable {
    /// Its neurons, one or more.
    public let neurons: Int
    /// What each makes of its sum.
    public let activation: Activation
    /// The share of its outputs that each training step drops.
    public let dropout: DropoutRate
    /// Whether its sums are normalised; nil where they are not.
    public let normalization: BatchNormalization?

    /// A hidden layer. A softmax looks at whole rows and stands at the output only.
    public init(
        neurons: Int, activation: Activation, dropout: DropoutRate = .none, normalization: BatchNormalization? = nil
    ) {
        precondition(neurons > 0, "a layer has one neuron or more")
        self.neurons = neurons
        self.activation = activation
        self.dropout = dropout
        self.normalization = normalization
    }
}

/// What is built: input dropout, hidden layers, and an output layer.
public struct Architecture: Codable, Hashable, Sendable {
    /// The numbers of a sample.
    public let inputs: Int
    /// The share of them that each training step drops.
    public let inputDropout: DropoutRate
    /// The hidden layers, none empty.
    public let hidden: [DenseLayer]
    /// The numbers that come out.
    public let outputs: Int
    /// What each output makes of its sum.
    public let outputActivation: Activation
    /// What weights start with.
    public let initializer: Initializer

    /// A network; without hidden layers it is a linear model.
    public init(
        inputs: Int, inputDropout: DropoutRate = .none, hidden: [DenseLayer], outputs: Int,
        outputActivation: Activation, initializer: Initializer
    ) {
        precondition(inputs > 0 && outputs > 0, "a network has inputs and outputs")
        self.inputs = inputs
        self.inputDropout = inputDropout
        self.hidden = hidden
        self.outputs = outputs
        self.outputActivation = outputActivation
        self.initializer = initializer
    }

    /// Inputs and outputs of each layer, the output layer last.
    public var shapes: [(inputs: Int, outputs: Int)] {
        let widths = [inputs] + hidden.map(\.neurons) + [outputs]
        return zip(widths, widths.dropFirst()).map { ($0, $1) }
    }

    /// The numbers that are learned: weights and biases; of normalised layers weights, scales and shifts.
    public var parameterCount: Int {
        shapes.reduce(0) { $0 + ($1.inputs + 1) * $1.outputs }
            + hidden.reduce(0) { $0 + ($1.normalization == nil ? 0 : $1.neurons) }
    }

    /// The multiplications of one sample on its way through.
    public var multiplicationsPerSample: Int { shapes.reduce(0) { $0 + $1.inputs * $1.outputs } }
}

/// An architecture in a file is checked when it is read: every layer has neurons, and the number of its weights fits.
extension DenseLayer {
    /// Reads a layer.
    ///
    /// - Throws: `DecodingError.dataCorrupted` where it has no neurons or more than `Architecture.greatestWidth`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let neurons = try container.decode(Int.self, forKey: .neurons)
        guard (1...Architecture.greatestWidth).contains(neurons) else {
            throw DecodingError.dataCorruptedError(
                forKey: .neurons, in: container, debugDescription: "no layer has \(neurons) neurons")
        }
        self.init(
            neurons: neurons, activation: try container.decode(Activation.self, forKey: .activation),
            dropout: try container.decode(DropoutRate.self, forKey: .dropout),
            normalization: try container.decodeIfPresent(BatchNormalization.self, forKey: .normalization))
    }
}

extension Architecture {
    /// The most inputs, outputs or neurons of a layer that is read from a file.
    public static let greatestWidth = 1 << 24
    /// The most hidden layers that are read from a file: their weights' number still fits into an `Int`.
    private static let mostLayers = 1 << 12

    /// Reads an architecture.
    ///
    /// - Throws: `DecodingError.dataCorrupted` for widths and depths that no network has.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let inputs = try container.decode(Int.self, forKey: .inputs)
        let outputs = try container.decode(Int.self, forKey: .outputs)
        let hidden = try container.decode([DenseLayer].self, forKey: .hidden)
        let widths = 1...Self.greatestWidth
        guard widths.contains(inputs), widths.contains(outputs), hidden.count <= Self.mostLayers else {
            throw DecodingError.dataCorruptedError(
                forKey: .inputs, in: container,
                debugDescription:
                    "no network has \(inputs) inputs, \(hidden.count) hidden layers and \(outputs) outputs")
        }
        self.init(
            inputs: inputs, inputDropout: try container.decode(DropoutRate.self, forKey: .inputDropout),
            hidden: hidden, outputs: outputs,
            outputActivation: try container.decode(Activation.self, forKey: .outputActivation),
            initializer: try container.decode(Initializer.self, forKey: .initializer))
    }
}
