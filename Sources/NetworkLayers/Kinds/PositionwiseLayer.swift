import Arithmetic
public import Compute

/// A fully connected layer on the channels of each position, as Keras's Dense; of a vector, on all numbers.
public struct PositionwiseLayer: Layer {
    /// The name of the kind.
    public static let name = "dense"
    /// A one-line description of the kind.
    public static let summary = "a fully connected layer on the channels of each position"

    /// The number of neurons, which are the channels of the outputs.
    public let neurons: Int
    /// The activation function.
    public let activation: Activation
    /// True if there are biases.
    public let hasBias: Bool

    /// Creates a fully connected layer.
    public init(neurons: Int, activation: Activation = .linear, hasBias: Bool = true) {
        self.neurons = neurons
        self.activation = activation
        self.hasBias = hasBias
    }

    /// Creates a layer with the given parameters.
    ///
    /// - Throws: `.layer` if a parameter is missing or out of range.
    public init(fields: LayerFields) throws(NetworksError) {
        self.init(
            neurons: try fields.size("neurons"), activation: try fields.word("activation", as: Activation.self),
            hasBias: try fields.flag("bias"))
    }

    /// The parameters, in the order of files and keys.
    public var fields: [LayerField] {
        [
            LayerField("neurons", .integer(neurons)), LayerField("activation", .word(activation.name)),
            LayerField("bias", .flag(hasBias)),
        ]
    }

    /// The layer in a table.
    public var text: String { LayerText(Self.name, "\(neurons)").adding(activation).text }

    /// Returns the shape of the outputs.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape {
        try check(neurons, "the number of neurons")
        try check(activation)
        let output = input.with(channels: neurons)
        try output.check()
        return output
    }

    /// Returns the specifications of the weights, in Keras's order.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func tensors(of input: TensorShape) throws(NetworksError) -> [TensorSpecification] {
        [TensorSpecification.kernel("kernel", window: [], inputs: input.channels, outputs: neurons)]
            + (hasBias ? [TensorSpecification("bias", [neurons], start: .zeros)] : [])
    }

    /// Returns the number of multiplications in a forward pass of one sample.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func multiplications(of input: TensorShape) throws(NetworksError) -> Int {
        try output(of: input).count.multipliedSaturated(by: input.channels)
    }
}

extension PositionwiseLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        // A convolution of single positions.
        let window: Window = if case .sequence = source.shape { .length(1) } else { .square(1) }
        let result = try builder.convolve(
            output(of: source.shape), window, strides: window, .valid, weights: tensors[0],
            bias: hasBias ? tensors[1] : nil, from: source)
        return builder.activate(result, activation)
    }
}

extension PositionwiseLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        KerasForm(
            "Dense",
            [
                "trainable": true, "units": .whole(neurons), "activation": .text(activation.name),
                "use_bias": .truth(hasBias), "kernel_initializer": initializer.keras,
                "bias_initializer": KerasForm.zeros, "kernel_regularizer": nil, "bias_regularizer": nil,
                "kernel_constraint": nil, "bias_constraint": nil,
            ], tensors: try tensors(of: input), output: input.with(channels: neurons))
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        guard layer.className == "Dense" else { return nil }
        return KerasMatch(
            PositionwiseLayer(
                neurons: try layer.size("units", "neurons"), activation: try layer.activation(),
                hasBias: layer.has("use_bias")),
            weights: ["kernel"] + (layer.has("use_bias") ? ["bias"] : []))
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        let output = try output(of: input)
        let name = activation == .linear ? "" : "sums"
        let order = input.isVector ? ONNXOperation.Order.any : .channelsLast
        var form = ONNXForm()
        let products = form.add(
            "MatMul", [.input, .tensor("kernel", axes: nil)], as: hasBias ? "products" : name, [:], order,
            output: output)
        if hasBias { form.add("Add", [products, .tensor("bias", axes: nil)], as: name, [:], order, output: output) }
        form.activate(activation, output)
        return form
    }
}
