import Arithmetic

/// A tensor of weights that a layer has: its name, shape and initial values.
public struct TensorSpecification: Hashable, Sendable {
    /// The initial values.
    public enum Start: Hashable, Sendable {
        /// Drawn by the network's initializer, for a number of inputs and outputs as Keras counts them.
        case drawn(inputs: Int, outputs: Int)
        case zeros
        case ones
    }

    /// The name, as in `kernel` or `moving_mean`; inside a residual block with the layer's number, as in `0/kernel`.
    public let name: String
    /// The shape, in Keras's order.
    public let shape: [Int]
    /// True if training changes the values by their gradient; moving means are not trained.
    public let isTrained: Bool
    /// The initial values.
    public let start: Start

    /// The number of values; the greatest integer if it does not fit.
    public var count: Int { shape.reduce(1) { $0.multipliedSaturated(by: $1) } }

    init(_ name: String, _ shape: [Int], start: Start, isTrained: Bool = true) {
        self.name = name
        self.shape = shape
        self.isTrained = isTrained
        self.start = start
    }

    /// A convolution's kernel, with inputs and outputs counted as Keras counts them.
    static func kernel(_ name: String, window: [Int], inputs: Int, outputs: Int) -> TensorSpecification {
        let field = window.reduce(1) { $0.multipliedSaturated(by: $1) }
        return TensorSpecification(
            name, window + [inputs, outputs],
            start: .drawn(
                inputs: field.multipliedSaturated(by: inputs), outputs: field.multipliedSaturated(by: outputs)))
    }

    /// The tensor of a layer inside a block.
    func inside(_ block: String) -> TensorSpecification {
        TensorSpecification("\(block)/\(name)", shape, start: start, isTrained: isTrained)
    }
}
