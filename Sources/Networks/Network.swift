public import Datasets
public import Randomness

/// A network with its weights: what a training gives, what is saved, and what is used.
public struct Network: Codable, Hashable, Sendable {
    /// The weights of one layer.
    public struct Layer: Codable, Hashable, Sendable {
        /// inputs × neurons, row by row.
        public let kernel: [Float]
        /// One a neuron.
        public let bias: [Float]

        /// Weights as they are given.
        public init(kernel: [Float], bias: [Float]) {
            self.kernel = kernel
            self.bias = bias
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
        precondition(layers.count == architecture.shapes.count && fits, "one layer of weights a shape")
        self.architecture = architecture
        self.layers = layers
    }

    /// A network of random weights, as its initializer draws them.
    public init(_ architecture: Architecture, _ generator: inout Generator) {
        var layers: [Layer] = []
        for shape in architecture.shapes {
            let kernel = architecture.initializer.weights(
                inputs: shape.inputs, outputs: shape.outputs, &generator)
            layers.append(Layer(kernel: kernel, bias: [Float](repeating: 0, count: shape.outputs)))
        }
        self.init(architecture: architecture, layers: layers)
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
