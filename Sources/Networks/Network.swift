public import Datasets
public import Randomness

/// A network and its weights: the result of training, which can be saved and used for prediction.
public struct Network: Codable, Hashable, Sendable {
    /// The weights of one layer.
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
    /// The weights of each layer, the output layer last.
    public let layers: [Layer]

    /// Creates a network with the given weights, one layer for each shape of the architecture.
    public init(architecture: Architecture, layers: [Layer]) {
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
        self.architecture = architecture
        self.layers = layers
    }

    /// Creates a network with random weights drawn by its initializer.
    public init(_ architecture: Architecture, _ generator: inout Generator) {
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
        self.init(architecture: architecture, layers: layers)
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
        return Network(architecture: architecture, layers: layers)
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
    /// - Throws: `.shape` if the data do not fit the network.
    /// - Complexity: O(rows × multiplications)
    public func scores(on rows: [Int32], of examples: Examples, loss: Loss) throws(NetworksError) -> Scores {
        try ScoringPass(ForwardPass(self, batch: ScoringPass.batch), examples: examples, loss: loss).scores(rows)
    }
}
