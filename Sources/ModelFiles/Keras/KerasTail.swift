import Networks

/// The dense layers at the end of a network in a file of Keras: each with its normalization, activation and dropout.
struct KerasTail {
    /// A dense layer with the layers that belong to it.
    private struct Dense {
        let step: KerasReader.Step
        let layer: PositionwiseLayer
        var normalization: (settings: BatchNormalization, weights: KerasReader.Weights)?
        var activation: Activation
        var dropout: DropoutRate?
    }

    private let path: String
    /// The index of the first dense layer.
    private let start: Int
    private var dense: [Dense] = []

    /// Finds the dense layers.
    ///
    /// - Throws: `.foreign` if there are none; `.unsupported` if other layers follow the last one.
    init(path: String, _ steps: [KerasReader.Step]) throws(ModelFileError) {
        self.path = path
        guard let last = steps.last(where: { $0.layer.layer is PositionwiseLayer }) else {
            throw .noDenseLayers(path)
        }
        var start = steps.count
        while let group = Self.group(endingAt: start, steps, isOutput: dense.isEmpty) {
            dense.insert(group.dense, at: 0)
            start = group.start
        }
        guard !dense.isEmpty else {
            throw .unsupported(
                path: path, layer: last.name,
                reason: LayerProblem.afterOutput)
        }
        self.start = start
    }

    /// Returns the dense layer whose layers end before an index; nil if there is none.
    ///
    /// - Parameter isOutput: True for the last one, which has only an activation, softmax too.
    private static func group(
        endingAt end: Int, _ steps: [KerasReader.Step], isOutput: Bool
    ) -> (dense: Dense, start: Int)? {
        var index = end
        /// Returns the next layer towards the beginning if it is of a kind.
        func take<Kind: Networks.Layer>(_ kind: Kind.Type) -> (layer: Kind, step: KerasReader.Step)? {
            guard index > 0, let layer = steps[index - 1].layer.layer as? Kind else { return nil }
            index -= 1
            return (layer, steps[index])
        }
        let dropout = isOutput ? nil : take(DropoutLayer.self)
        let activation = take(ActivationLayer.self)
        let normalization = isOutput ? nil : take(BatchNormalizationLayer.self)
        guard let (layer, step) = take(PositionwiseLayer.self), step.input.isVector,
            layer.activation == .linear || activation == nil && normalization == nil
        else { return nil }
        let function = activation?.layer.activation ?? layer.activation
        guard isOutput || function != .softmax else { return nil }
        let dense = Dense(
            step: step, layer: layer,
            normalization: normalization.map { ($0.layer.settings, $0.step.weights) }, activation: function,
            dropout: dropout?.layer.rate)
        return (dense, index)
    }

    /// Returns the network: what stands before the dense layers, and those.
    ///
    /// - Throws: `.unsupported` for a layer that no network has.
    func network(_ steps: [KerasReader.Step], _ initializer: Initializer) throws(ModelFileError) -> Network {
        var features = Array(steps[..<start])
        let input = steps[0].input
        var inputDropout: DropoutRate?
        if let first = features.first?.layer.layer as? DropoutLayer {
            inputDropout = first.rate
            features.removeFirst()
        }
        // The last outputs are flattened anyway.
        if features.last?.layer.layer is FlattenLayer { features.removeLast() }
        for step in features {
            if step.activation == .softmax || (step.layer.layer as? ActivationLayer)?.activation == .softmax {
                throw .unsupported(
                    path: path, layer: step.name,
                    reason: LayerProblem.hiddenSoftmax)
            }
        }
        guard let output = dense.last else { throw .noDenseLayers(path) }
        do {
            let architecture = try Architecture(
                input: input, inputDropout: inputDropout ?? .none, features: features.map(\.layer),
                hidden: dense.dropLast().map {
                    DenseLayer(
                        neurons: $0.layer.neurons, activation: $0.activation, dropout: $0.dropout ?? .none,
                        normalization: $0.normalization?.settings)
                },
                outputs: output.layer.neurons, outputActivation: output.activation, initializer: initializer)
            return Network(
                architecture: architecture, layers: dense.map(Self.layer),
                features: zip(architecture.featureTensors, features).map { specifications, step in
                    specifications.map { Tensor($0.name, $0.shape, step.weights[$0.name]?.numbers ?? []) }
                })
        } catch {
            throw .impossibleNetwork(path, error)
        }
    }

    private static func layer(_ dense: Dense) -> Network.Layer {
        func numbers(_ weights: KerasReader.Weights, _ name: String) -> [Float] { weights[name]?.numbers ?? [] }
        let own = dense.step.weights
        let bias = own["bias"]?.numbers ?? [Float](repeating: 0, count: dense.layer.neurons)
        guard let weights = dense.normalization?.weights else {
            return .init(kernel: numbers(own, "kernel"), bias: bias)
        }
        // The biases before a normalization only shift the mean.
        let means = zip(numbers(weights, "moving_mean"), bias).map { $0 - $1 }
        return .init(
            kernel: numbers(own, "kernel"), bias: numbers(weights, "beta"),
            normalization: .init(
                scale: numbers(weights, "gamma"), mean: means, variance: numbers(weights, "moving_variance")))
    }
}
