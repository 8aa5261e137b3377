import Arithmetic
public import Compute
public import NetworkLayers

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

/// The architecture of a network: input dropout, layers of any kind for images and sequences, dense hidden layers and
/// an output layer.
public struct Architecture: Hashable, Sendable {
    /// The shape of the inputs; of a network without `features` a vector.
    public let input: TensorShape
    /// The dropout rate of the inputs.
    public let inputDropout: DropoutRate
    /// The layers before the dense ones; empty for a dense network.
    public let features: [AnyLayer]
    /// The hidden layers; empty for a linear model.
    public let hidden: [DenseLayer]
    /// The number of outputs.
    public let outputs: Int
    /// The activation function of the output layer.
    public let outputActivation: Activation
    /// The initializer of the weights.
    public let initializer: Initializer
    /// Shapes, weights and cost of `features`.
    let featurePlan: FeaturePlan

    /// Creates the architecture of a dense network; without hidden layers it is a linear model.
    public init(
        inputs: Int, inputDropout: DropoutRate = .none, hidden: [DenseLayer], outputs: Int,
        outputActivation: Activation, initializer: Initializer
    ) {
        precondition(inputs > 0 && outputs > 0, "a network has inputs and outputs")
        input = .vector(inputs)
        self.inputDropout = inputDropout
        features = []
        self.hidden = hidden
        self.outputs = outputs
        self.outputActivation = outputActivation
        self.initializer = initializer
        featurePlan = FeaturePlan(denseInputs: inputs)
    }

    /// Creates the architecture of a network with layers before the dense ones. The numbers after the last of them are
    /// flattened, row by row.
    ///
    /// - Throws: `.layer` or `.unsuitableActivation` for a layer that does not suit its inputs; `.shapeOutOfRange` for
    ///   a shape that is too large.
    public init(
        input: TensorShape, inputDropout: DropoutRate = .none, features: [AnyLayer], hidden: [DenseLayer],
        outputs: Int, outputActivation: Activation, initializer: Initializer
    ) throws(NetworksError) {
        precondition(outputs > 0, "a network has outputs")
        try input.check()
        self.input = features.isEmpty ? .vector(input.count) : input
        self.inputDropout = inputDropout
        self.features = features
        self.hidden = hidden
        self.outputs = outputs
        self.outputActivation = outputActivation
        self.initializer = initializer
        featurePlan = try FeaturePlan(features, input: self.input)
    }

    /// The number of inputs.
    public var inputs: Int { input.count }

    /// The shape before each of `features`, and the shape after the last.
    public var featureShapes: [TensorShape] { featurePlan.shapes }

    /// The weights of each of `features`.
    public var featureTensors: [[TensorSpecification]] { featurePlan.tensors }

    /// The number of inputs and outputs of each dense layer, the output layer last.
    public var shapes: [(inputs: Int, outputs: Int)] {
        let widths = [featurePlan.outputs] + hidden.map(\.neurons) + [outputs]
        return zip(widths, widths.dropFirst()).map { ($0, $1) }
    }

    /// The number of trainable parameters: weights and biases; of normalized layers weights, scales and shifts.
    public var parameterCount: Int {
        featurePlan.parameterCount + shapes.reduce(0) { $0 + ($1.inputs + 1) * $1.outputs }
            + hidden.reduce(0) { $0 + ($1.normalization == nil ? 0 : $1.neurons) }
    }

    /// The number of multiplications in a forward pass of one sample.
    public var multiplicationsPerSample: Int {
        shapes.reduce(featurePlan.multiplications) { $0.addingSaturated($1.inputs * $1.outputs) }
    }
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

extension Architecture: Codable {
    private enum CodingKeys: String, CodingKey {
        case inputs, inputDropout, hidden, outputs, outputActivation, initializer, input, features
    }

    /// The maximum number of inputs, outputs or neurons of a layer in a file.
    public static let greatestWidth = 1 << 24
    /// The maximum number of hidden layers, and of `features`, in a file; the number of their weights still fits into
    /// an `Int`.
    private static let maximumLayers = 1 << 12

    /// Decodes an architecture.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if a width is not in `1...greatestWidth`, or if there are too many
    ///   hidden layers, or if a layer does not suit its inputs.
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
        let inputDropout = try container.decode(DropoutRate.self, forKey: .inputDropout)
        let outputActivation = try container.decode(Activation.self, forKey: .outputActivation)
        let initializer = try container.decode(Initializer.self, forKey: .initializer)
        let features = try container.decodeIfPresent([AnyLayer].self, forKey: .features) ?? []
        guard !features.isEmpty else {
            self.init(
                inputs: inputs, inputDropout: inputDropout, hidden: hidden, outputs: outputs,
                outputActivation: outputActivation, initializer: initializer)
            return
        }
        let input = try container.decode(TensorShape.self, forKey: .input)
        guard input.count == inputs, features.count <= Self.maximumLayers else {
            throw DecodingError.dataCorruptedError(
                forKey: .input, in: container,
                debugDescription: "no network has \(inputs) inputs of shape \(input) and \(features.count) layers")
        }
        do {
            try self.init(
                input: input, inputDropout: inputDropout, features: features, hidden: hidden, outputs: outputs,
                outputActivation: outputActivation, initializer: initializer)
        } catch {
            throw DecodingError.dataCorruptedError(
                forKey: .features, in: container, debugDescription: error.description)
        }
    }

    /// Encodes an architecture; a dense one without shape and list of layers, as before they existed.
    ///
    /// - Throws: The errors of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(inputs, forKey: .inputs)
        try container.encode(inputDropout, forKey: .inputDropout)
        try container.encode(hidden, forKey: .hidden)
        try container.encode(outputs, forKey: .outputs)
        try container.encode(outputActivation, forKey: .outputActivation)
        try container.encode(initializer, forKey: .initializer)
        guard !features.isEmpty else { return }
        try container.encode(input, forKey: .input)
        try container.encode(features, forKey: .features)
    }
}
