import Arithmetic
public import Compute

/// A convolution of an image or a sequence (LeCun et al., 1989), as Keras's Conv2D and Conv1D: windows of inputs times
/// a kernel, plus biases, then an activation.
public struct ConvolutionLayer: FilterLayer {
    /// The name of the kind.
    public static let name = "convolution"
    /// A one-line description of the kind.
    public static let summary = "filters that slide over an image or a sequence"

    /// The number of filters, which are the channels of the outputs.
    public let filters: Int
    /// The size of the windows.
    public let kernel: Window
    /// The steps from one window to the next.
    public let strides: Window
    /// The positions beyond the edges.
    public let padding: Padding
    /// The activation function.
    public let activation: Activation
    /// True if there are biases.
    public let hasBias: Bool

    /// Creates a convolution.
    ///
    /// - Parameter strides: The steps; nil for one position at a time.
    public init(
        filters: Int, kernel: Window, strides: Window? = nil, padding: Padding = .same,
        activation: Activation = .linear, hasBias: Bool = true
    ) {
        self.filters = filters
        self.kernel = kernel
        self.strides = strides ?? .one(like: kernel)
        self.padding = padding
        self.activation = activation
        self.hasBias = hasBias
    }

    /// Returns the specifications of the weights, in Keras's order.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func tensors(of input: TensorShape) throws(NetworksError) -> [TensorSpecification] {
        [TensorSpecification.kernel("kernel", window: kernel.sizes, inputs: input.channels, outputs: filters)]
            + (hasBias ? [TensorSpecification("bias", [filters], start: .zeros)] : [])
    }

    /// Returns the number of multiplications in a forward pass of one sample.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func multiplications(of input: TensorShape) throws(NetworksError) -> Int {
        try output(of: input).count.multipliedSaturated(by: kernel.count.multipliedSaturated(by: input.channels))
    }
}

extension ConvolutionLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        let result = try builder.convolve(
            output(of: source.shape), kernel, strides: strides, padding, weights: tensors[0],
            bias: hasBias ? tensors[1] : nil, from: source)
        return builder.activate(result, activation)
    }
}

extension ConvolutionLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        KerasForm(
            "Conv\(kernel.kerasDimensions)",
            [
                "trainable": true, "filters": .whole(filters), "kernel_size": kernel.keras, "strides": strides.keras,
                "padding": .text(padding.name), "data_format": "channels_last", "groups": 1,
                "dilation_rate": Window.one(like: kernel).keras, "activation": .text(activation.name),
                "use_bias": .truth(hasBias), "kernel_initializer": initializer.keras,
                "bias_initializer": KerasForm.zeros, "kernel_regularizer": nil, "bias_regularizer": nil,
                "activity_regularizer": nil, "kernel_constraint": nil, "bias_constraint": nil,
            ], tensors: try tensors(of: input), output: try output(of: input))
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        guard layer.kind == "Conv" else { return nil }
        try layer.checkChannelsLast()
        try layer.checkPlainWindows()
        guard let kernel = try layer.window("kernel_size") else { throw KerasRefusal("has no kernel_size") }
        return KerasMatch(
            ConvolutionLayer(
                filters: try layer.size("filters", "filters"), kernel: kernel, strides: try layer.window("strides"),
                padding: try layer.padding(), activation: try layer.activation(), hasBias: layer.has("use_bias")),
            weights: ["kernel"] + (layer.has("use_bias") ? ["bias"] : []))
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        let output = try output(of: input)
        var form = ONNXForm()
        form.add(
            "Conv", [.input, .kernel("kernel", kernel)] + (hasBias ? [.tensor("bias", axes: nil)] : []),
            as: activation == .linear ? "" : "sums",
            WindowPlacement.onnx(kernel, steps: strides, padding, over: input), .channelsFirst, output: output)
        form.activate(activation, output)
        return form
    }
}
