public import Compute

/// An operation of ONNX, as part of a layer's form: https://onnx.ai/onnx/operators/.
public struct ONNXOperation: Sendable {
    /// The order of an operation's inputs and outputs. ONNX's convolutions take the channels before the positions,
    /// normalization over the channels takes them last.
    public enum Order: Hashable, Sendable {
        case any
        case channelsFirst
        case channelsLast
    }

    /// An input of an operation.
    public enum Operand: Hashable, Sendable {
        /// The inputs of the whole form.
        case input
        /// The outputs of another operation, by its index.
        case operation(Int)
        /// A tensor of the layer, by its name; `axes` are the dimensions of the tensor in the order that ONNX needs,
        /// nil for the same order.
        case tensor(String, axes: [Int]?)
        /// A number.
        case number(String, Float)
    }

    /// A setting of an operation.
    public enum Setting: Hashable, Sendable {
        case number(Float)
        case whole(Int)
        case wholes([Int])
    }

    /// The name of the outputs within the form; empty for those of the form.
    public let part: String
    /// The name of the operator.
    public let kind: String
    /// The inputs.
    public let operands: [Operand]
    /// The settings by name.
    public let settings: [String: Setting]
    /// The order of inputs and outputs.
    public let order: Order
    /// The shape of the outputs of one sample, with the channels last.
    public let output: TensorShape
}

/// A layer as operations of ONNX.
public struct ONNXForm: Sendable {
    /// The operations in order of computation; the last one has the outputs. Empty for a layer that changes nothing.
    public private(set) var operations: [ONNXOperation] = []

    init() {}

    /// The outputs of the operations so far.
    var last: ONNXOperation.Operand { operations.isEmpty ? .input : .operation(operations.count - 1) }

    /// Adds an operation.
    ///
    /// - Returns: Its outputs.
    @discardableResult
    mutating func add(
        _ kind: String, _ operands: [ONNXOperation.Operand], as part: String = "",
        _ settings: [String: ONNXOperation.Setting] = [:], _ order: ONNXOperation.Order = .any, output: TensorShape
    ) -> ONNXOperation.Operand {
        operations.append(
            ONNXOperation(
                part: part, kind: kind, operands: operands, settings: settings, order: order, output: output))
        return last
    }

    /// Adds the operations of another form.
    ///
    /// - Parameters:
    ///   - part: The name of that form within this one.
    ///   - block: The prefix of the names of its tensors; nil for none.
    ///   - source: Its inputs.
    /// - Returns: Its outputs.
    @discardableResult
    mutating func add(
        _ form: ONNXForm, as part: String, tensors block: String? = nil, after source: ONNXOperation.Operand
    ) -> ONNXOperation.Operand {
        let first = operations.count
        for operation in form.operations {
            let operands = operation.operands.map { operand -> ONNXOperation.Operand in
                switch operand {
                case .input: source
                case .operation(let index): .operation(first + index)
                case .tensor(let name, let axes): .tensor(block.map { "\($0)/\(name)" } ?? name, axes: axes)
                case .number(let name, let value): .number(part.isEmpty ? name : "\(part)_\(name)", value)
                }
            }
            let name = [part, operation.part].filter { !$0.isEmpty }.joined(separator: "_")
            add(operation.kind, operands, as: name, operation.settings, operation.order, output: operation.output)
        }
        return form.operations.isEmpty ? source : last
    }

    /// Adds an activation function to the outputs so far.
    mutating func activate(_ activation: Activation, _ shape: TensorShape) {
        guard activation != .linear else { return }
        add(activation.onnx(of: shape), as: "", after: last)
    }
}

extension WindowPlacement {
    /// Returns the settings of windows along all dimensions of a shape.
    static func onnx(
        _ window: Window, steps: Window, _ padding: Padding, over input: TensorShape
    ) -> [String: ONNXOperation.Setting] {
        let placements = zip(input.dimensions, zip(window.sizes, steps.sizes)).map { size, window in
            WindowPlacement(size: size, window: window.0, step: window.1, padding: padding)
        }
        return [
            "kernel_shape": .wholes(window.sizes), "strides": .wholes(steps.sizes),
            "pads": .wholes(placements.map(\.before) + placements.map(\.after)),
        ]
    }
}

extension ONNXOperation.Operand {
    /// A convolution's kernel, which ONNX takes in the order outputs, inputs, window.
    static func kernel(_ name: String, _ window: Window) -> ONNXOperation.Operand {
        let positions = window.sizes.count
        return .tensor(name, axes: [positions + 1, positions] + (0..<positions))
    }

    /// The kernel of a convolution of each channel by itself.
    static func depthwiseKernel(_ name: String, _ window: Window) -> ONNXOperation.Operand {
        let positions = window.sizes.count
        return .tensor(name, axes: [positions, positions + 1] + (0..<positions))
    }
}

extension Activation {
    /// Returns the operations of the function on values of a shape.
    public func onnx(of shape: TensorShape) -> ONNXForm {
        var form = ONNXForm()
        func single(_ kind: String, _ settings: [String: ONNXOperation.Setting] = [:]) {
            form.add(kind, [.input], settings, output: shape)
        }
        switch self {
        case .linear: single("Identity")
        case .relu: single("Relu")
        case .elu: single("Elu")
        case .selu: single("Selu", ["alpha": .number(1.673_263_2), "gamma": .number(1.050_701)])
        case .tanh: single("Tanh")
        case .sigmoid: single("Sigmoid")
        case .softplus: single("Softplus")
        case .softsign: single("Softsign")
        case .exponential: single("Exp")
        case .hardSigmoid: single("HardSigmoid", ["alpha": .number(1 / 6), "beta": .number(0.5)])
        case .leakyRelu: single("LeakyRelu", ["alpha": .number(0.2)])
        case .softmax: form.add("Softmax", [.input], ["axis": .whole(-1)], .channelsLast, output: shape)
        case .silu:
            let share = form.add("Sigmoid", [.input], as: "share", output: shape)
            form.add("Mul", [.input, share], output: shape)
        case .mish:
            let plus = form.add("Softplus", [.input], as: "plus", output: shape)
            let share = form.add("Tanh", [plus], as: "share", output: shape)
            form.add("Mul", [.input, share], output: shape)
        case .gelu:
            // x · ½ (1 + erf(x / √2))
            let parts = form.add("Mul", [.input, .number("root", Float(0.5).squareRoot())], as: "parts", output: shape)
            let error = form.add("Erf", [parts], as: "error", output: shape)
            let raised = form.add("Add", [error, .number("one", 1)], as: "raised", output: shape)
            let share = form.add("Mul", [raised, .number("half", 0.5)], as: "share", output: shape)
            form.add("Mul", [.input, share], output: shape)
        }
        return form
    }
}
