public import Compute

/// A layer before the dense layers of a network: its parameters, the shape of its outputs, its weights and its cost.
///
/// To add a kind of layer, write a type that conforms to `Layer` and list it in `Layers.all`.
public protocol Layer: Hashable, Sendable {
    /// The name of the kind, as in `max_pooling`; part of files and keys, and never changed.
    static var name: String { get }
    /// A one-line description of the kind.
    static var summary: String { get }
    /// The layer in a table, as in `convolution 32, 3 × 3, relu`.
    var text: String { get }
    /// The parameters, in the order of files and keys.
    var fields: [LayerField] { get }

    /// Creates a layer with the given parameters.
    ///
    /// - Throws: `.layer` if a parameter is missing or out of range.
    init(fields: LayerFields) throws(NetworksError)

    /// Returns the shape of the outputs.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs, or would leave nothing of them.
    func output(of input: TensorShape) throws(NetworksError) -> TensorShape

    /// Returns the specifications of the weights, in Keras's order.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    func tensors(of input: TensorShape) throws(NetworksError) -> [TensorSpecification]

    /// Returns the number of multiplications in a forward pass of one sample; the greatest integer if it does not
    /// fit.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    func multiplications(of input: TensorShape) throws(NetworksError) -> Int

    /// Returns the layer as Keras describes it.
    ///
    /// - Parameter initializer: The initializer of the weights.
    /// - Throws: `.layer` if the layer cannot take the inputs.
    func keras(of input: TensorShape, _ initializer: Initializer) throws(NetworksError) -> KerasForm

    /// Returns the layer for a layer in a file of Keras; nil for one of another kind.
    ///
    /// - Throws: `KerasRefusal` for arguments that are not supported.
    static func from(_ layer: KerasLayer, input: TensorShape) throws(KerasRefusal) -> KerasMatch?

    /// Returns the layer as operations of ONNX.
    ///
    /// - Throws: `.layer` if the layer cannot take the inputs.
    func onnx(of input: TensorShape) throws(NetworksError) -> ONNXForm
}

extension Layer {
    /// No weights.
    public func tensors(of input: TensorShape) throws(NetworksError) -> [TensorSpecification] { [] }

    /// No multiplications: sums, comparisons and activations do not count.
    public func multiplications(of input: TensorShape) throws(NetworksError) -> Int { 0 }

    /// An error about this layer.
    func error(_ reason: String) -> NetworksError { .layer(text, reason: reason) }

    /// Checks a size that the user chose.
    func check(_ size: Int, _ what: String) throws(NetworksError) {
        guard (1...TensorShape.greatestCount).contains(size) else { throw error("\(what) cannot be \(size)") }
    }

    /// Checks an activation: softmax works on whole rows and is for outputs only.
    func check(_ activation: Activation) throws(NetworksError) {
        if activation == .softmax { throw .unsuitableActivation(activation.name) }
    }

    /// Returns the shape of the outputs of windows that slide over the inputs.
    func slide(
        _ window: Window, steps: Window, _ padding: Padding, over input: TensorShape
    ) throws(NetworksError) -> TensorShape {
        for size in window.sizes { try check(size, "a window") }
        for size in steps.sizes { try check(size, "a stride") }
        func place(_ size: Int, _ window: Int, _ step: Int) throws(NetworksError) -> Int {
            let placement = WindowPlacement(size: size, window: window, step: step, padding: padding)
            guard placement.count > 0 else {
                throw error("there is no room for the window in \(input); use a smaller one or padding same")
            }
            return placement.count
        }
        switch (input, window, steps) {
        case (.sequence(let length, let channels), .length(let size), .length(let step)):
            return .sequence(length: try place(length, size, step), channels: channels)
        case (.image(let height, let width, let channels), .area(let high, let wide), .area(let down, let across)):
            return .image(
                height: try place(height, high, down), width: try place(width, wide, across), channels: channels)
        case (.sequence, _, _): throw error("a sequence (\(input)) needs a window and strides of one size")
        case (.image, _, _): throw error("an image (\(input)) needs a window and strides of height and width")
        case (.vector, _, _): throw error("it needs an image or a sequence, not \(input) numbers")
        }
    }
}
