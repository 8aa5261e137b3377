import Networks

/// The layers of Keras for an architecture, without its preprocessing: their names, settings and connections, and the
/// names of their weights in `NamedWeights`.
struct KerasNetwork {
    /// One layer.
    struct Layer {
        let name: String
        let className: String
        let settings: JSON
        /// The weights: their names in Keras, and the names and shapes of the tensors.
        let weights: [(name: String, tensor: String, shape: [Int])]
        /// The names of the layers whose outputs it takes.
        let sources: [String]
        /// The shape of its outputs.
        let output: [Int]
    }

    private(set) var layers: [Layer] = []
    private let initializer: Initializer
    /// The shape of the last layer's outputs, and its name.
    private var shape: TensorShape
    private var last: String

    /// Creates the layers.
    ///
    /// - Parameter source: The name of the layer with the network's inputs.
    /// - Throws: The errors of layers that cannot take their inputs; those of an architecture can.
    init(_ architecture: Architecture, after source: String) throws(NetworksError) {
        initializer = architecture.initializer
        shape = architecture.input
        last = source
        if architecture.inputDropout != .none {
            try add(DropoutLayer(rate: architecture.inputDropout), as: "input_dropout")
        }
        for (index, feature) in architecture.features.enumerated() {
            try add(feature.layer, as: NamedWeights.featureName(index))
        }
        if !shape.isVector { try add(FlattenLayer(), as: "flatten") }
        for (index, layer) in architecture.hidden.enumerated() {
            try add(layer, index + 1)
            if layer.dropout != .none { try add(DropoutLayer(rate: layer.dropout), as: "dropout_\(index + 1)") }
        }
        try add(
            PositionwiseLayer(neurons: architecture.outputs, activation: architecture.outputActivation), as: "output")
    }

    private mutating func add(_ layer: DenseLayer, _ number: Int) throws(NetworksError) {
        let name = "hidden_\(number)"
        guard let normalization = layer.normalization else {
            return try add(PositionwiseLayer(neurons: layer.neurons, activation: layer.activation), as: name)
        }
        try add(PositionwiseLayer(neurons: layer.neurons, hasBias: false), as: name)
        try add(
            BatchNormalizationLayer(normalization), as: "normalization_\(number)",
            tensors: [
                "gamma": "\(name).scale", "beta": "\(name).bias", "moving_mean": "\(name).mean",
                "moving_variance": "\(name).variance",
            ])
        try add(ActivationLayer(layer.activation), as: "activation_\(number)")
    }

    /// Adds a layer after the last one.
    ///
    /// - Parameter tensors: The full names of its weights; nil for those below the layer's own name.
    private mutating func add(
        _ layer: any Networks.Layer, as name: String, tensors: [String: String]? = nil
    ) throws(NetworksError) {
        let form = try layer.keras(of: shape, initializer)
        let names = form.nodes.map { $0.part.isEmpty ? name : "\(name)_\($0.part)" }
        for (node, nodeName) in zip(form.nodes, names) {
            layers.append(
                Layer(
                    name: nodeName, className: node.className, settings: node.settings,
                    weights: node.tensors.map { tensor in
                        let own = tensor.name.split(separator: "/").last.map(String.init) ?? tensor.name
                        let full = tensors?[own] ?? NamedWeights.fullName(name, tensor.name)
                        return (own, full, tensor.shape)
                    },
                    sources: node.sources.map { source in
                        if case .node(let index) = source { names[index] } else { last }
                    }, output: node.output.dimensions))
        }
        if let outputs = form.nodes.last, let outputsName = names.last {
            (shape, last) = (outputs.output, outputsName)
        }
    }
}
