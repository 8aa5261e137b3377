public import Compute

/// Dropout of single numbers while training (Srivastava et al., 2014); the remaining ones are scaled up.
public struct DropoutLayer: Layer {
    /// The name of the kind.
    public static let name = "dropout"
    /// A one-line description of the kind.
    public static let summary = "drops numbers at random while training"

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
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape { input }
}

extension DropoutLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        builder.drop(source, rate, dropsChannels: false)
    }
}

extension DropoutLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        KerasForm(
            "Dropout",
            ["trainable": true, "rate": KerasValue(typed: rate.value), "seed": nil, "noise_shape": nil],
            output: try output(of: input))
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        guard layer.className == "Dropout" else { return nil }
        guard let rate = layer.settings["rate"]?.number.flatMap({ DropoutRate(Float($0)) }) else {
            throw KerasRefusal("is not a Dropout with a rate from 0 to below 1")
        }
        if let shape = layer.settings["noise_shape"], !shape.isNull {
            throw KerasRefusal("is a Dropout with a noise_shape, which is not supported")
        }
        return KerasMatch(DropoutLayer(rate: rate))
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        ONNXForm()
    }
}
