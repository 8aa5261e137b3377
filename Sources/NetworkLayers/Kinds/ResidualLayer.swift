import Arithmetic
public import Compute

/// A residual block (He et al., 2016): its layers' outputs plus its inputs, then an activation. Where the shapes
/// differ, a convolution of single positions brings the inputs to the shape of the outputs.
public struct ResidualLayer: Layer {
    /// The name of the kind.
    public static let name = "residual"
    /// A one-line description of the kind.
    public static let summary = "layers whose outputs are added to their inputs"

    /// The layers inside.
    public let layers: [AnyLayer]
    /// The activation function of the sums.
    public let activation: Activation

    /// Creates a residual block.
    public init(_ layers: [AnyLayer], activation: Activation = .linear) {
        self.layers = layers
        self.activation = activation
    }

    /// Creates a layer with the given parameters.
    ///
    /// - Throws: `.layer` if a parameter is missing or out of range.
    public init(fields: LayerFields) throws(NetworksError) {
        self.init(
            try fields.layers("layers"), activation: try fields.word("activation", as: Activation.self))
    }

    /// The parameters, in the order of files and keys.
    public var fields: [LayerField] {
        [LayerField("layers", .layers(layers)), LayerField("activation", .word(activation.name))]
    }

    /// The layer in a table.
    public var text: String {
        LayerText(Self.name, "(\(layers.map(\.text).joined(separator: "; ")))").adding(activation).text
    }

    /// Returns the shape of the outputs.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func output(of input: TensorShape) throws(NetworksError) -> TensorShape {
        try check(activation)
        guard !layers.isEmpty else { throw error("it has no layers") }
        guard !layers.contains(where: { $0.layer is ResidualLayer }) else {
            throw error("a residual block cannot contain another")
        }
        let output = try shapes(of: input)[layers.count]
        _ = try shortcut(from: input, to: output)
        return output
    }

    /// Returns the specifications of the weights, in Keras's order.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func tensors(of input: TensorShape) throws(NetworksError) -> [TensorSpecification] {
        let shapes = try shapes(of: input)
        var tensors: [TensorSpecification] = []
        for (index, layer) in layers.enumerated() {
            tensors += try layer.layer.tensors(of: shapes[index]).map { $0.inside("\(index)") }
        }
        if let shortcut = try shortcut(from: input, to: shapes[layers.count]) {
            tensors += try shortcut.tensors(of: input).map { $0.inside("shortcut") }
        }
        return tensors
    }

    /// Returns the number of multiplications in a forward pass of one sample.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func multiplications(of input: TensorShape) throws(NetworksError) -> Int {
        let shapes = try shapes(of: input)
        var total = try shortcut(from: input, to: shapes[layers.count])?.multiplications(of: input) ?? 0
        for (index, layer) in layers.enumerated() {
            total = total.addingSaturated(try layer.layer.multiplications(of: shapes[index]))
        }
        return total
    }

    /// Returns the shape before each layer, and the shape of the outputs.
    ///
    /// - Throws: `.layer` if a layer does not suit its inputs.
    public func shapes(of input: TensorShape) throws(NetworksError) -> [TensorShape] {
        var shapes = [input]
        for layer in layers { shapes.append(try layer.layer.output(of: shapes[shapes.count - 1])) }
        return shapes
    }

    /// Returns the convolution that brings inputs to the shape of the outputs; nil if they have it.
    ///
    /// - Throws: `.layer` if none does.
    public func shortcut(
        from input: TensorShape, to output: TensorShape
    ) throws(NetworksError) -> ConvolutionLayer? {
        guard input != output else { return nil }
        let strides: Window
        switch (input, output) {
        case (.sequence(let length, _), .sequence(let short, _)): strides = .length(Self.step(length, short))
        case (.image(let height, let width, _), .image(let low, let narrow, _)):
            strides = .area(height: Self.step(height, low), width: Self.step(width, narrow))
        default: throw error("\(input) cannot be added to \(output)")
        }
        let shortcut = ConvolutionLayer(
            filters: output.channels, kernel: .one(like: strides), strides: strides, padding: .same)
        guard try shortcut.output(of: input) == output else {
            throw error("no stride brings \(input) to \(output)")
        }
        return shortcut
    }

    private static func step(_ size: Int, _ count: Int) -> Int { (size - 1) / count + 1 }
}

extension ResidualLayer: BuiltLayer {
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        let shapes = try shapes(of: source.shape)
        var rest = tensors[...]
        var inner: [[FeatureTensor]] = []
        for (index, layer) in layers.enumerated() {
            let count = try layer.layer.tensors(of: shapes[index]).count
            inner.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        let shortcut = try shortcut(from: source.shape, to: shapes[layers.count])
        return try builder.bypass(source, activation) { (edge) throws(NetworksError) in
            try builder.build(layers, tensors: inner, from: edge)
        } shortcut: { (edge) throws(NetworksError) in
            try shortcut?.build(builder: builder, tensors: Array(rest), from: edge) ?? edge
        }
    }
}

extension ResidualLayer {
    /// Returns the layer as Keras describes it.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm {
        let shapes = try shapes(of: input)
        let output = shapes[layers.count]
        var form = KerasForm()
        var last = KerasForm.Node.Source.input
        for (index, layer) in layers.enumerated() {
            last = form.add(try layer.layer.keras(of: shapes[index], initializer), as: "\(index)", after: last)
        }
        var side = KerasForm.Node.Source.input
        if let shortcut = try shortcut(from: input, to: output) {
            side = form.add(try shortcut.keras(of: input, initializer), as: "shortcut", after: .input)
        }
        form.add(
            KerasForm.Node(
                part: "sum", className: "Add", settings: ["trainable": true], tensors: [], sources: [last, side],
                output: output))
        if activation != .linear {
            let sum = KerasForm.Node.Source.node(form.nodes.count - 1)
            _ = form.add(try ActivationLayer(activation).keras(of: output, initializer), as: "activation", after: sum)
        }
        return form
    }

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    public static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch? {
        // A block is several layers in Keras: the reader of files finds its ends.
        nil
    }

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    public func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm {
        let shapes = try shapes(of: input)
        let output = shapes[layers.count]
        var form = ONNXForm()
        var last = ONNXOperation.Operand.input
        for (index, layer) in layers.enumerated() {
            last = form.add(try layer.layer.onnx(of: shapes[index]), as: "\(index)", tensors: "\(index)", after: last)
        }
        var side = ONNXOperation.Operand.input
        if let shortcut = try shortcut(from: input, to: output) {
            side = form.add(try shortcut.onnx(of: input), as: "shortcut", tensors: "shortcut", after: .input)
        }
        form.add(
            "Add", [last, side], as: activation == .linear ? "" : "sum", [:],
            output.isVector ? .any : .channelsFirst, output: output)
        form.activate(activation, output)
        return form
    }
}
