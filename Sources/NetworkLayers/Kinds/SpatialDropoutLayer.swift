public import Compute

/// Dropout of whole channels while training (Tompson et al., 2015); the remaining ones are scaled up.
public struct SpatialDropoutLayer: Layer {
    /// The name of the kind.
    public static let name = "spatial_dropout"
    /// A one-line description of the kind.
    public static let summary = "drops whole channels at random while training"

    /// The fraction that each training step drops.
    public let rate: DropoutRate

    /// Creates a dropout layer.
    public init(rate: DropoutRate) { self.rate = rate }

    /// Creates a layer with the given parameters.
    ///
    /// - Throws: `.layer` if a parameter is missing or out of range.
    public init(fields: LayerFields) throws(NetworksError) { rate = try fields.rate("rate") }

    /// The parameters, in the order of files and keys.
    public var fields: [LayerField] { [LayerField("rate", .number(rate.value))] }

    /// The layer in a table.
    public var text: String { "\(Self.name) \(rate)" }

    /// Returns the shape of the outputs.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape {
        guard !input.isVector else { throw error("it needs an image or a sequence, not \(input) numbers") }
        return input
    }
}

extension SpatialDropoutLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        builder.drop(source, rate, dropsChannels: true)
    }
}

extension SpatialDropoutLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        // The class takes no `trainable`, and for sequences no `data_format`.
        var settings: KerasValue = ["rate": KerasValue(typed: rate.value), "seed": nil]
        if case .image = input { settings = settings.with(["data_format": "channels_last"]) }
        return KerasForm("SpatialDropout\(input.kerasDimensions)", settings, output: try output(of: input))
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        guard layer.kind == "SpatialDropout" else { return nil }
        guard let rate = layer.settings["rate"]?.number.flatMap({ DropoutRate(Float($0)) }) else {
            throw KerasRefusal("has no a rate from 0 to below 1")
        }
        try layer.checkChannelsLast()
        return KerasMatch(SpatialDropoutLayer(rate: rate))
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        ONNXForm()
    }
}
