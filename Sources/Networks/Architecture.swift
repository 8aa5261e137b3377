/// A fully connected layer: matrix product, bias or batch normalization, activation, dropout.
public struct DenseLayer: Codable, Hashable, Sendable {
    /// The number of neurons, 1 or more.
    public let neurons: Int
    /// The activation function.
    public let activation: Activation
    /// The dropout rate of the outputs.
    public let dropout: DropoutRate
    /// The batch normalization of the sums; nil for none.
    public let normalization: BatchNormalization?

    /// Creates a hidden layer. Softmax works on whole rows and is for the output layer only.
    public init(
        neurons: Int, activation: Activation, dropout: DropoutRate = .none, normalization: BatchNormalization? = nil
    ) {
        precondition(neurons > 0, "a layer has at least one neuron")
        self.neurons = neurons
        self.activation = activation
        self.dropout = dropout
        self.normalization = normalization
    }
}

/// The architecture of a network: input dropout, hidden layers and an output layer.
public struct Architecture: Codable, Hashable, Sendable {
    /// The number of inputs.
    public let inputs: Int
    /// The dropout rate of the inputs.
    public let inputDropout: DropoutRate
    /// The hidden layers; empty for a linear model.
    public let hidden: [DenseLayer]
    /// The number of outputs.
    public let outputs: Int
    /// The activation function of the output layer.
    public let outputActivation: Activation
    /// The initializer of the weights.
    public let initializer: Initializer

    /// Creates an architecture; without hidden layers it is a linear model.
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

    /// The number of inputs and outputs of each layer, the output layer last.
    public var shapes: [(inputs: Int, outputs: Int)] {
        let widths = [inputs] + hidden.map(\.neurons) + [outputs]
        return zip(widths, widths.dropFirst()).map { ($0, $1) }
    }

    /// The number of trainable parameters: weights and biases; of normalized layers weights, scales and shifts.
    public var parameterCount: Int {
        shapes.reduce(0) { $0 + ($1.inputs + 1) * $1.outputs }
            + hidden.reduce(0) { $0 + ($1.normalization == nil ? 0 : $1.neurons) }
    }

    /// The number of multiplications in a forward pass of one sample.
    public var multiplicationsPerSample: Int { shapes.reduce(0) { $0 + $1.inputs * $1.outputs } }
}

/// Decoding checks an architecture: every layer has neurons, and the number of its weights fits into an `Int`.
extension DenseLayer {
    /// Decodes a layer.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if it has no neurons or more than `Architecture.greatestWidth`.
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
    /// The maximum number of inputs, outputs or neurons of a layer in a file.
    public static let greatestWidth = 1 << 24
    /// The maximum number of hidden layers in a file; the number of their weights still fits into an `Int`.
    private static let maximumLayers = 1 << 12

    /// Decodes an architecture.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if a width is not in `1...greatestWidth`, or if there are too many
    ///   hidden layers.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let inputs = try container.decode(Int.self, forKey: .inputs)
        let outputs = try container.decode(Int.self, forKey: .outputs)
        let hidden = try container.decode([DenseLayer].self, forKey: .hidden)
        let widths = 1...Self.greatestWidth
        guard widths.contains(inputs), widths.contains(outputs), hidden.count <= Self.maximumLayers else {
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
