public import Compute
import Kernels

/// The greatest value of each channel over all positions, as Keras's GlobalMaxPooling2D and GlobalMaxPooling1D.
public typealias GlobalMaxPoolingLayer = GlobalPoolingLayer<GreatestOfWindow>
/// The mean value of each channel over all positions, as Keras's GlobalAveragePooling2D and GlobalAveragePooling1D.
public typealias GlobalAveragePoolingLayer = GlobalPoolingLayer<MeanOfWindow>

/// One value for each channel.
public struct GlobalPoolingLayer<Rule: PoolingRule>: Layer {
    /// The name of the kind.
    public static var name: String { "global_\(Rule.pooling.word)_pooling" }
    /// A one-line description of the kind.
    public static var summary: String { "\(Rule.pooling.summary) of each channel" }

    /// Creates a global pooling layer.
    public init() {}

    /// Creates a layer with the given parameters.
    ///
    /// - Throws: `.layer` if a parameter is missing or out of range.
    public init(fields: LayerFields) throws(NetworksError) {}

    /// The parameters, in the order of files and keys.
    public var fields: [LayerField] { [] }

    /// The layer in a table.
    public var text: String { Self.name }

    /// Returns the shape of the outputs.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape {
        guard !input.isVector else { throw error("it needs an image or a sequence, not \(input) numbers") }
        return .vector(input.channels)
    }
}

extension GlobalPoolingLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        builder.pool(Rule.pooling, try output(of: source.shape), Windows(whole: source.shape), from: source)
    }
}

extension GlobalPoolingLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        KerasForm(
            "Global\(Rule.pooling.className)Pooling\(input.kerasDimensions)",
            ["trainable": true, "data_format": "channels_last", "keepdims": false], output: try output(of: input))
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        guard layer.kind == "Global\(Rule.pooling.className)Pooling" else { return nil }
        try layer.checkChannelsLast()
        guard layer.settings["keepdims"]?.truth != true else {
            throw KerasRefusal("keeps the dimensions; expected keepdims=False")
        }
        return KerasMatch(GlobalPoolingLayer())
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        var form = ONNXForm()
        let pooled = form.add(
            "Global\(Rule.pooling.className)Pool", [.input], as: "pooled", [:], .channelsFirst,
            output: input.onePosition)
        form.add("Flatten", [pooled], output: try output(of: input))
        return form
    }
}
