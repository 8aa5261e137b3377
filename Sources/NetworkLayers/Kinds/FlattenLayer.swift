public import Compute

/// The numbers of all positions as one vector, row by row, as Keras's Flatten.
public struct FlattenLayer: Layer {
    /// The name of the kind.
    public static let name = "flatten"
    /// A one-line description of the kind.
    public static let summary = "all numbers as one vector"

    /// Creates a flattening layer.
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
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape { .vector(input.count) }
}

extension FlattenLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        source.reshaped(try output(of: source.shape))
    }
}

extension FlattenLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        KerasForm("Flatten", ["trainable": true, "data_format": "channels_last"], output: try output(of: input))
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        switch layer.className {
        case "Flatten":
            try layer.checkChannelsLast()
            return KerasMatch(FlattenLayer())
        case "Reshape":
            guard let target = layer.settings["target_shape"]?.wholes, target == [-1] || target == [input.count] else {
                throw KerasRefusal("reshapes samples; expected a Flatten")
            }
            return KerasMatch(FlattenLayer())
        default: return nil
        }
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        var form = ONNXForm()
        form.add("Flatten", [.input], [:], .channelsLast, output: try output(of: input))
        return form
    }
}
