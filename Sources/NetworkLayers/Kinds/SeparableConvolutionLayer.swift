import Arithmetic
public import Compute
import Kernels

/// A depthwise-separable convolution (Chollet, 2017), as Keras's SeparableConv2D and SeparableConv1D: one filter for
/// each channel, then a mixture of the channels at each position, biases and an activation.
public struct SeparableConvolutionLayer: FilterLayer {
    /// The name of the kind.
    public static let name = "depthwise_separable"
    /// A one-line description of the kind.
    public static let summary = "a filter for each channel, then a mixture of the channels: cheaper than a convolution"

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

    /// Creates a depthwise-separable convolution.
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
        let point = Window.one(like: kernel)
        return [
            TensorSpecification.kernel("depthwise_kernel", window: kernel.sizes, inputs: input.channels, outputs: 1),
            TensorSpecification.kernel(
                "pointwise_kernel", window: point.sizes, inputs: input.channels, outputs: filters),
        ] + (hasBias ? [TensorSpecification("bias", [filters], start: .zeros)] : [])
    }

    /// Returns the number of multiplications in a forward pass of one sample.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func multiplications(of input: TensorShape) throws(NetworksError) -> Int {
        let output = try output(of: input)
        let depthwise = output.with(channels: input.channels).count.multipliedSaturated(by: kernel.count)
        return depthwise.addingSaturated(output.count.multipliedSaturated(by: input.channels))
    }
}

extension SeparableConvolutionLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        let shape = try output(of: source.shape)
        let between = builder.edge(shape.with(channels: source.shape.channels), hasGradient: true)
        let windows = Windows(source.shape, to: between.shape, kernel, steps: strides, padding)
        builder.add(
            DepthwiseStep(windows, kernel: tensors[0], from: source, to: between, builder.context.training), source,
            between)
        let point = Window.one(like: kernel)
        let result = try builder.convolve(
            shape, point, strides: point, .valid, weights: tensors[1], bias: hasBias ? tensors[2] : nil, from: between)
        return builder.activate(result, activation)
    }
}

extension SeparableConvolutionLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        KerasForm(
            "SeparableConv\(kernel.kerasDimensions)",
            [
                "trainable": true, "filters": .whole(filters), "kernel_size": kernel.keras, "strides": strides.keras,
                "padding": .text(padding.name), "data_format": "channels_last", "depth_multiplier": 1,
                "dilation_rate": Window.one(like: kernel).keras, "activation": .text(activation.name),
                "use_bias": .truth(hasBias), "depthwise_initializer": initializer.keras,
                "pointwise_initializer": initializer.keras, "bias_initializer": KerasForm.zeros,
                "depthwise_regularizer": nil, "pointwise_regularizer": nil, "bias_regularizer": nil,
                "activity_regularizer": nil, "depthwise_constraint": nil, "pointwise_constraint": nil,
                "bias_constraint": nil,
            ], tensors: try tensors(of: input), output: try output(of: input))
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        guard layer.kind == "SeparableConv" else { return nil }
        try layer.checkChannelsLast()
        try layer.checkPlainWindows()
        guard (layer.settings["depth_multiplier"]?.whole ?? 1) == 1 else {
            throw KerasRefusal("has several filters for each channel; expected the depth_multiplier 1")
        }
        guard let kernel = try layer.window("kernel_size") else { throw KerasRefusal("has no kernel_size") }
        return KerasMatch(
            SeparableConvolutionLayer(
                filters: try layer.size("filters", "filters"), kernel: kernel, strides: try layer.window("strides"),
                padding: try layer.padding(), activation: try layer.activation(), hasBias: layer.has("use_bias")),
            weights: ["depthwise_kernel", "pointwise_kernel"] + (layer.has("use_bias") ? ["bias"] : []))
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        let output = try output(of: input)
        let one = Window.one(like: kernel)
        var form = ONNXForm()
        let filtered = form.add(
            "Conv", [.input, .depthwiseKernel("depthwise_kernel", kernel)], as: "filtered",
            WindowPlacement.onnx(kernel, steps: strides, padding, over: input)
                .merging(["group": .whole(input.channels)]) { $1 }, .channelsFirst,
            output: output.with(channels: input.channels))
        form.add(
            "Conv", [filtered, .kernel("pointwise_kernel", one)] + (hasBias ? [.tensor("bias", axes: nil)] : []),
            as: activation == .linear ? "" : "sums", WindowPlacement.onnx(one, steps: one, .valid, over: output),
            .channelsFirst, output: output)
        form.activate(activation, output)
        return form
    }
}
