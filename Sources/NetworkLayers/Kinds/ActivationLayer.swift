public import Compute

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

extension ActivationLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        KerasForm(
            "Activation", ["trainable": true, "activation": .text(activation.name)], output: input)
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        func number(_ name: String) -> Double? { layer.settings[name]?.number }
        let activation: Activation
        switch layer.className {
        case "Activation": activation = try layer.activation()
        case "ReLU":
            guard ["max_value", "negative_slope", "threshold"].allSatisfy({ (number($0) ?? 0) == 0 }) else {
                throw KerasRefusal("is a ReLU with limits")
            }
            activation = .relu
        case "ELU":
            guard (number("alpha") ?? 1) == 1 else { throw KerasRefusal("is an ELU with another alpha than 1") }
            activation = .elu
        case "LeakyReLU":
            // Keras 2 wrote `alpha`; both versions have the default 0.3.
            guard abs((number("negative_slope") ?? number("alpha") ?? 0.3) - 0.2) < 1e-6 else {
                throw KerasRefusal("is a LeakyReLU with another slope than 0.2")
            }
            activation = .leakyRelu
        case "Softmax":
            try layer.checkAxis(of: input)
            activation = .softmax
        default: return nil
        }
        return KerasMatch(ActivationLayer(activation))
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        var form = ONNXForm()
        form.activate(activation, try output(of: input))
        return form
    }
}
