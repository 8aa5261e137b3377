import Kernels

/// The mean value of each channel over all positions, as Keras's GlobalAveragePooling2D and GlobalAveragePooling1D.
public struct GlobalAveragePoolingLayer: Layer {
    /// The name of the kind.
    public static let name = "global_average_pooling"
    /// A one-line description of the kind.
    public static let summary = "the mean value of each channel"

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

extension GlobalAveragePoolingLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        builder.poolMeans(try output(of: source.shape), Windows(whole: source.shape), from: source)
    }
}
