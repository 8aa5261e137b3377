import Kernels

/// The greatest value of each window, channel by channel, as Keras's MaxPooling2D and MaxPooling1D.
public struct MaxPoolingLayer: Layer {
    /// The name of the kind.
    public static let name = "max_pooling"
    /// A one-line description of the kind.
    public static let summary = "the greatest value of each window"

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

extension MaxPoolingLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        let shape = try output(of: source.shape)
        return builder.poolGreatest(
            shape, Windows(source.shape, to: shape, size, steps: strides, padding), from: source)
    }
}
