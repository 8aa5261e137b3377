/// An activation function as a layer of its own.
public struct ActivationLayer: Layer {
    /// The name of the kind.
    public static let name = "activation"
    /// A one-line description of the kind.
    public static let summary = "an activation function"

    /// The activation function.
    public let activation: Activation

    /// Creates an activation layer.
    public init(_ activation: Activation) { self.activation = activation }

    /// Creates a layer with the given parameters.
    ///
    /// - Throws: `.layer` if a parameter is missing or out of range.
    public init(fields: LayerFields) throws(NetworksError) {
        activation = try fields.word("activation", as: Activation.self)
    }

    /// The parameters, in the order of files and keys.
    public var fields: [LayerField] { [LayerField("activation", .word(activation.name))] }

    /// The layer in a table.
    public var text: String { activation.name }

    /// Returns the shape of the outputs.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape {
        try check(activation)
        return input
    }
}

extension ActivationLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        builder.activate(source, activation)
    }
}
