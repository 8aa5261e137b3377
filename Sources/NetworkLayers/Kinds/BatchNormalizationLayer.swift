public import Compute

/// Batch normalization of each channel over a batch and all positions (Ioffe and Szegedy, 2015), as Keras's
/// BatchNormalization. Prediction uses moving means.
public struct BatchNormalizationLayer: Layer {
    /// The name of the kind.
    public static let name = "batch_normalization"
    /// A one-line description of the kind.
    public static let summary = "brings each channel to mean 0 and variance 1 over a batch, then scales and shifts it"

    /// The constants.
    public let settings: BatchNormalization

    /// Creates batch normalization; without settings, with Keras's constants.
    public init(_ settings: BatchNormalization = BatchNormalization()) { self.settings = settings }

    /// Creates a layer with the given parameters.
    ///
    /// - Throws: `.layer` if a parameter is missing or out of range.
    public init(fields: LayerFields) throws(NetworksError) {
        let (momentum, epsilon) = (try fields.number("momentum"), try fields.number("epsilon"))
        guard let settings = BatchNormalization(momentum: momentum, epsilon: epsilon) else {
            throw .layer(Self.name, reason: "momentum \(momentum) or epsilon \(epsilon) is out of range")
        }
        self.settings = settings
    }

    /// The parameters, in the order of files and keys.
    public var fields: [LayerField] {
        [LayerField("momentum", .number(settings.momentum)), LayerField("epsilon", .number(settings.epsilon))]
    }

    /// The layer in a table.
    public var text: String { Self.name }

    /// Returns the shape of the outputs.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape { input }

    /// Returns the specifications of the weights, in Keras's order.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func tensors(of input: TensorShape) throws(NetworksError) -> [TensorSpecification] {
        let shape = [input.channels]
        return [
            TensorSpecification("gamma", shape, start: .ones), TensorSpecification("beta", shape, start: .zeros),
            TensorSpecification("moving_mean", shape, start: .zeros, isTrained: false),
            TensorSpecification("moving_variance", shape, start: .ones, isTrained: false),
        ]
    }

    /// Returns the number of multiplications in a forward pass of one sample.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func multiplications(of input: TensorShape) throws(NetworksError) -> Int { input.count }
}

extension BatchNormalizationLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        builder.normalize(source, settings, tensors)
    }
}

extension BatchNormalizationLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        KerasForm(
            "BatchNormalization",
            [
                "trainable": true, "axis": .whole(-1), "momentum": KerasValue(typed: settings.momentum),
                "epsilon": KerasValue(typed: settings.epsilon), "center": true, "scale": true,
            ], tensors: try tensors(of: input), output: try output(of: input))
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        guard layer.className == "BatchNormalization" else { return nil }
        try layer.checkAxis(of: input)
        let usual = BatchNormalization()
        guard
            let settings = BatchNormalization(
                momentum: layer.settings["momentum"]?.number.map(Float.init) ?? usual.momentum,
                epsilon: layer.settings["epsilon"]?.number.map(Float.init) ?? usual.epsilon)
        else { throw KerasRefusal("has an invalid momentum or epsilon") }
        return KerasMatch(
            BatchNormalizationLayer(settings),
            weights: (layer.has("scale") ? ["gamma"] : []) + (layer.has("center") ? ["beta"] : [])
                + ["moving_mean", "moving_variance"])
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        var form = ONNXForm()
        form.add(
            "BatchNormalization",
            [.input] + ["gamma", "beta", "moving_mean", "moving_variance"].map { .tensor($0, axes: nil) },
            ["epsilon": .number(settings.epsilon)], .channelsFirst, output: try output(of: input))
        return form
    }
}
