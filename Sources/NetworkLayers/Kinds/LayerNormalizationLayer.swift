import Arithmetic
public import Compute

/// Layer normalization over the channels of each position (Ba, Kiros and Hinton, 2016), as Keras's
/// LayerNormalization.
public struct LayerNormalizationLayer: Layer {
    /// The name of the kind.
    public static let name = "layer_normalization"
    /// A one-line description of the kind.
    public static let summary = "brings the channels of each position to mean 0 and variance 1, then scales and shifts"

    /// The constant added to each variance.
    public let epsilon: Float

    /// Creates layer normalization; without a constant, with Keras's.
    public init(epsilon: Float = 0.001) { self.epsilon = epsilon }

    /// Creates a layer with the given parameters.
    ///
    /// - Throws: `.layer` if a parameter is missing or out of range.
    public init(fields: LayerFields) throws(NetworksError) { epsilon = try fields.number("epsilon") }

    /// The parameters, in the order of files and keys.
    public var fields: [LayerField] { [LayerField("epsilon", .number(epsilon))] }

    /// The layer in a table.
    public var text: String { Self.name }

    /// Returns the shape of the outputs.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape {
        guard epsilon > 0, epsilon.isFinite else { throw error("epsilon cannot be \(epsilon)") }
        return input
    }

    /// Returns the specifications of the weights, in Keras's order.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func tensors(of input: TensorShape) throws(NetworksError) -> [TensorSpecification] {
        [
            TensorSpecification("gamma", [input.channels], start: .ones),
            TensorSpecification("beta", [input.channels], start: .zeros),
        ]
    }

    /// Returns the number of multiplications in a forward pass of one sample.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func multiplications(of input: TensorShape) throws(NetworksError) -> Int {
        input.count.multipliedSaturated(by: 2)
    }
}

extension LayerNormalizationLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        let result = builder.edge(source.shape, hasGradient: true)
        builder.add(
            LayerNormalizationStep(
                epsilon: epsilon, scale: tensors[0], shift: tensors[1], from: source, to: result,
                builder.context.training), source, result)
        return result
    }
}

extension LayerNormalizationLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        KerasForm(
            "LayerNormalization",
            [
                "trainable": true, "axis": [.whole(-1)], "epsilon": KerasValue(typed: epsilon), "center": true,
                "scale": true,
            ], tensors: try tensors(of: input), output: try output(of: input))
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        guard layer.className == "LayerNormalization" else { return nil }
        try layer.checkAxis(of: input)
        guard layer.settings["rms_scaling"]?.truth != true else {
            throw KerasRefusal("scales by the root mean square only, which is not supported")
        }
        let epsilon = layer.settings["epsilon"]?.number.map(Float.init) ?? LayerNormalizationLayer().epsilon
        guard epsilon > 0, epsilon.isFinite else { throw KerasRefusal("has an invalid epsilon") }
        return KerasMatch(
            LayerNormalizationLayer(epsilon: epsilon),
            weights: (layer.has("scale") ? ["gamma"] : []) + (layer.has("center") ? ["beta"] : []))
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        var form = ONNXForm()
        form.add(
            "LayerNormalization", [.input, .tensor("gamma", axes: nil), .tensor("beta", axes: nil)],
            ["axis": .whole(-1), "epsilon": .number(epsilon)], .channelsLast, output: try output(of: input))
        return form
    }
}
