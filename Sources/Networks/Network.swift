public import Datasets
public import Randomness

/// A network with its weights: what a training gives, what is saved, and what is used.
public struct Network: Codable, Hashable, Sendable {
    /// The weights of one layer.
    public struct Layer: Codable, Hashable, Sendable {
        /// inputs × neurons, row by row.
        public let kernel: [Float]
        /// One a neuron; of a normalised layer, its shifts.
        public let bias: [Float]
        /// What a normalised layer keeps besides; nil for others.
        public let normalization: BatchNormalization.Weights?

        /// Weights as they are given.
        public init(kernel: [Float], bias: [Float], normalization: BatchNormalization.Weights? = nil) {
            self.kernel = kernel
            self.bias = bias
            self.normalization = normalization
        }
    }

    /// What it is built like.
    public let architecture: Architecture
    /// Its weights, the output layer last.
    public let layers: [Layer]

    /// A network of given weights, one layer a shape of the architecture.
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

    /// A network of random weights, as its initializer draws them.
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

    /// The network that gives numbers as they are where this one gives targets that were scaled: the output layer takes the
    /// scale back. Its outputs have to be linear; others are never scaled.
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

    /// The other way round: the network that gives scaled targets where this one gives numbers as they are.
    public func scaled(_ scale: TargetScale) -> Network {
        unscaled(
            TargetScale(
                factors: scale.factors.map { 1 / $0 }, shifts: zip(scale.shifts, scale.factors).map { -$0 / $1 }))
    }

    /// What comes out for some rows, a row of outputs each. On the caller's thread; O(rows × multiplications).
    ///
    /// - Throws: `.shape` where the data have other columns than the network has inputs.
    public func predict(_ rows: [Int32], of examples: Examples) throws(NetworksError) -> [Float] {
        try Evaluator(ForwardPass(self, batch: Evaluator.batch), examples: examples, loss: .meanSquaredError)
            .outputs(rows)
    }

    /// All scores of some rows that have a meaning for the targets. On the caller's thread; O(rows × multiplications).
    ///
    /// - Throws: `.shape` where the data do not fit the network.
    public func scores(on rows: [Int32], of examples: Examples, loss: Loss) throws(NetworksError) -> Scores {
        try Evaluator(ForwardPass(self, batch: Evaluator.batch), examples: examples, loss: loss).scores(rows)
    }
}
