public import Compute
import Kernels

/// The greatest value of each window, channel by channel, as Keras's MaxPooling2D and MaxPooling1D.
public typealias MaxPoolingLayer = PoolingLayer<GreatestOfWindow>
/// The mean value of each window, channel by channel, as Keras's AveragePooling2D and AveragePooling1D.
public typealias AveragePoolingLayer = PoolingLayer<MeanOfWindow>

/// One value for each window, channel by channel.
public struct PoolingLayer<Rule: PoolingRule>: Layer {
    /// The name of the kind.
    public static var name: String { "\(Rule.pooling.word)_pooling" }
    /// A one-line description of the kind.
    public static var summary: String { "\(Rule.pooling.summary) of each window" }

    /// The size of the windows.
    public let size: Window
    /// The steps from one window to the next.
    public let strides: Window
    /// The positions beyond the edges.
    public let padding: Padding

    /// Creates a pooling layer.
    ///
    /// - Parameter strides: The steps; nil for windows side by side.
    public init(size: Window, strides: Window? = nil, padding: Padding = .valid) {
        self.size = size
        self.strides = strides ?? size
        self.padding = padding
    }

    /// Creates a layer with the given parameters.
    ///
    /// - Throws: `.layer` if a parameter is missing or out of range.
    public init(fields: LayerFields) throws(NetworksError) {
        self.init(
            size: try fields.window("size"), strides: try fields.window("stride"),
            padding: try fields.word("padding", as: Padding.self))
    }

    /// The parameters, in the order of files and keys.
    public var fields: [LayerField] {
        size.fields("size") + strides.fields("stride") + [LayerField("padding", .word(padding.name))]
    }

    /// The layer in a table.
    public var text: String {
        LayerText(Self.name, "\(size)").adding(strides: strides == size ? .one(like: size) : strides)
            .adding(padding, usual: .valid).text
    }

    /// Returns the shape of the outputs.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape {
        try slide(size, steps: strides, padding, over: input)
    }
}

extension PoolingLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        let shape = try output(of: source.shape)
        return builder.pool(
            Rule.pooling, shape, Windows(source.shape, to: shape, size, steps: strides, padding), from: source)
    }
}

extension PoolingLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        KerasForm(
            "\(Rule.pooling.className)Pooling\(size.kerasDimensions)",
            [
                "trainable": true, "pool_size": size.keras, "strides": strides.keras, "padding": .text(padding.name),
                "data_format": "channels_last",
            ], output: try output(of: input))
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        guard layer.kind == "\(Rule.pooling.className)Pooling" else { return nil }
        try layer.checkChannelsLast()
        guard let size = try layer.window("pool_size") else { throw KerasRefusal("has no pool_size") }
        return KerasMatch(
            PoolingLayer(size: size, strides: try layer.window("strides"), padding: try layer.padding()))
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        var form = ONNXForm()
        form.add(
            "\(Rule.pooling.className)Pool", [.input],
            WindowPlacement.onnx(size, steps: strides, padding, over: input)
                .merging(Rule.pooling.attributes) { $1 }, .channelsFirst, output: try output(of: input))
        return form
    }
}
