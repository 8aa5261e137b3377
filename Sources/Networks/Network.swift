public import Compute
public import Datasets
public import NetworkLayers
public import Randomness
public import Scoring

/// A network and its weights: the result of training, which can be saved and used for prediction.
public struct Network: Hashable, Sendable {
    /// The weights of one dense layer.
    public struct Layer: Codable, Hashable, Sendable {
        /// The weights, inputs × neurons, row by row.
        public let kernel: [Float]
        /// The biases, one per neuron; of a normalized layer, its shifts.
        public let bias: [Float]
        /// The other weights of a normalized layer; nil for other layers.
        public let normalization: BatchNormalization.Weights?

        /// Creates a layer with the given weights.
        public init(kernel: [Float], bias: [Float], normalization: BatchNormalization.Weights? = nil) {
            self.kernel = kernel
            self.bias = bias
            self.normalization = normalization
        }
    }

    /// The architecture.
    public let architecture: Architecture
    /// The weights of each dense layer, the output layer last.
    public let layers: [Layer]
    /// The weights of each of the architecture's features; empty for a dense network.
    public let features: [[Tensor]]

    /// Creates a network with the given weights: one layer for each shape of the architecture, and one list of tensors
    /// for each of its features.
    public init(architecture: Architecture, layers: [Layer], features: [[Tensor]] = []) {
        let fits = zip(architecture.shapes, layers).allSatisfy { shape, layer in
            layer.kernel.count == shape.inputs * shape.outputs && layer.bias.count == shape.outputs
        }
        let areNormalized = zip(architecture.hidden, layers).allSatisfy { hidden, layer in
            guard hidden.normalization != nil else { return layer.normalization == nil }
            guard let weights = layer.normalization else { return false }
            return [weights.scale, weights.mean, weights.variance].allSatisfy { $0.count == hidden.neurons }
        }
        precondition(
            layers.count == architecture.shapes.count && fits && areNormalized, "one layer of weights a shape")
        precondition(Self.fit(features, architecture), "the tensors of each feature")
        self.architecture = architecture
        self.layers = layers
        self.features = features
    }

    /// Creates a network with random weights drawn by its initializer.
    public init(_ architecture: Architecture, _ generator: inout Generator) {
        let features = architecture.featureTensors.map { specifications in
            specifications.map { Tensor($0, architecture.initializer, &generator) }
        }
        var layers: [Layer] = []
        for (index, shape) in architecture.shapes.enumerated() {
            let kernel = architecture.initializer.weights(
                inputs: shape.inputs, outputs: shape.outputs, &generator)
            let isNormalized = index < architecture.hidden.count && architecture.hidden[index].normalization != nil
            layers.append(
                Layer(
                    kernel: kernel, bias: [Float](repeating: 0, count: shape.outputs),
                    normalization: isNormalized ? BatchNormalization.Weights(neurons: shape.outputs) : nil))
        }
        self.init(architecture: architecture, layers: layers, features: features)
    }

    /// True if features have the tensors of an architecture.
    private static func fit(_ features: [[Tensor]], _ architecture: Architecture) -> Bool {
        features.count == architecture.featureTensors.count
            && zip(features, architecture.featureTensors).allSatisfy { tensors, specifications in
                tensors.count == specifications.count
                    && zip(tensors, specifications).allSatisfy { $0.suits($1) }
            }
    }

    /// All weights by name, in order: `feature_1/kernel`, `hidden_1/bias`, `output/kernel`.
    public var namedTensors: [Tensor] {
        var tensors: [Tensor] = []
        for (index, feature) in features.enumerated() {
            tensors += feature.map { Tensor("feature_\(index + 1)/\($0.name)", $0.shape, $0.values) }
        }
        for (index, (layer, shape)) in zip(layers, architecture.shapes).enumerated() {
            let name = index < architecture.hidden.count ? "hidden_\(index + 1)" : "output"
            func add(_ part: String, _ values: [Float], _ shape: [Int]) {
                tensors.append(Tensor("\(name)/\(part)", shape, values))
            }
            add("kernel", layer.kernel, [shape.inputs, shape.outputs])
            add("bias", layer.bias, [shape.outputs])
            if let weights = layer.normalization {
                add("scale", weights.scale, [shape.outputs])
                add("mean", weights.mean, [shape.outputs])
                add("variance", weights.variance, [shape.outputs])
            }
        }
        return tensors
    }

    /// Returns the network that predicts unscaled targets, for a network trained on scaled ones: the output layer
    /// undoes the scale. The output activation has to be linear; targets of other networks are never scaled.
    public func unscaled(_ scale: TargetScale) -> Network {
        precondition(architecture.outputActivation == .linear, "only linear outputs can be scaled")
        precondition(scale.factors.count == architecture.outputs, "one factor an output")
        var layers = layers
        let last = layers.removeLast()
        let kernel = last.kernel.enumerated().map { $1 / scale.factors[$0 % architecture.outputs] }
        let bias = last.bias.enumerated().map { ($1 - scale.shifts[$0]) / scale.factors[$0] }
        layers.append(Layer(kernel: kernel, bias: bias))
        return Network(architecture: architecture, layers: layers, features: features)
    }

    /// Returns the inverse of `unscaled`: the network that predicts scaled targets, for one that predicts unscaled
    /// ones.
    public func scaled(_ scale: TargetScale) -> Network {
        unscaled(
            TargetScale(
                factors: scale.factors.map { 1 / $0 }, shifts: zip(scale.shifts, scale.factors).map { -$0 / $1 }))
    }

    /// Returns the outputs for the given rows, one row of outputs per row. Runs on the caller's thread.
    ///
    /// - Throws: `.shape` if the number of columns differs from the number of inputs.
    /// - Complexity: O(rows × multiplications)
    public func predict(_ rows: [Int32], of examples: Examples) throws(NetworksError) -> [Float] {
        try ScoringPass(ForwardPass(self, batch: ScoringPass.batch), examples: examples, loss: .meanSquaredError)
            .outputs(rows)
    }

    /// Returns all scores that are defined for the targets, on the given rows. Runs on the caller's thread.
    ///
    /// - Parameter metrics: The metrics to measure besides those that are always measured.
    /// - Throws: `.shape` if the data do not fit the network.
    /// - Complexity: O(rows × multiplications)
    public func scores(
        on rows: [Int32], of examples: Examples, loss: Loss, metrics: [Metric] = []
    ) throws(NetworksError) -> Scores {
        try ScoringPass(
            ForwardPass(self, batch: ScoringPass.batch), examples: examples, loss: loss,
            metrics: metrics.filter { !$0.isAlwaysMeasured }
        ).scores(rows)
    }
}

extension Network: Codable {
    private enum CodingKeys: String, CodingKey { case architecture, layers, features }

    /// Decodes a network.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if the tensors are not those of the architecture's features.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        architecture = try container.decode(Architecture.self, forKey: .architecture)
        layers = try container.decode([Layer].self, forKey: .layers)
        features = try container.decodeIfPresent([[Tensor]].self, forKey: .features) ?? []
        guard Self.fit(features, architecture) else {
            throw DecodingError.dataCorruptedError(
                forKey: .features, in: container, debugDescription: "the weights do not fit the layers")
        }
    }

    /// Encodes a network; a dense one without features, as before they existed.
    ///
    /// - Throws: The errors of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(architecture, forKey: .architecture)
        try container.encode(layers, forKey: .layers)
        if !features.isEmpty { try container.encode(features, forKey: .features) }
    }
}
