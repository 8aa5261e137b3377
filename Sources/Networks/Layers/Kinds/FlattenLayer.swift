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
