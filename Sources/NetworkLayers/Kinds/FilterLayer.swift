public import Compute

/// A layer of filters whose windows slide over the inputs, followed by biases and an activation.
public protocol FilterLayer: Layer {
    /// The number of filters, which are the channels of the outputs.
    var filters: Int { get }
    /// The size of the windows.
    var kernel: Window { get }
    /// The steps from one window to the next.
    var strides: Window { get }
    /// The positions beyond the edges.
    var padding: Padding { get }
    /// The activation function.
    var activation: Activation { get }
    /// True if there are biases.
    var hasBias: Bool { get }

    /// Creates a layer.
    ///
    /// - Parameter strides: The steps; nil for one position at a time.
    init(filters: Int, kernel: Window, strides: Window?, padding: Padding, activation: Activation, hasBias: Bool)
}

extension FilterLayer {
    /// Creates a layer with the given parameters.
    ///
    /// - Throws: `.layer` if a parameter is missing or out of range.
    public init(fields: LayerFields) throws(NetworksError) {
        self.init(
            filters: try fields.size("filters"), kernel: try fields.window("kernel"),
            strides: try fields.window("stride"), padding: try fields.word("padding", as: Padding.self),
            activation: try fields.word("activation", as: Activation.self), hasBias: try fields.flag("bias"))
    }

    /// The parameters, in the order of files and keys.
    public var fields: [LayerField] {
        [LayerField("filters", .integer(filters))] + kernel.fields("kernel") + strides.fields("stride") + [
            LayerField("padding", .word(padding.name)), LayerField("activation", .word(activation.name)),
            LayerField("bias", .flag(hasBias)),
        ]
    }

    /// The layer in a table.
    public var text: String {
        LayerText(Self.name, "\(filters)").adding(kernel).adding(strides: strides).adding(padding, usual: .same)
            .adding(activation).text
    }

    /// Returns the shape of the outputs.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape {
        try check(filters, "the number of filters")
        try check(activation)
        let output = try slide(kernel, steps: strides, padding, over: input).with(channels: filters)
        try output.check()
        return output
    }
}
