import Arithmetic
import Datasets
import Networks

/// An ONNX graph under construction: nodes in order, each of which takes the outputs of earlier ones.
struct ONNXGraph {
    /// A value between two nodes.
    private struct Value {
        let name: String
        let order: ONNXOperation.Order
        let shape: TensorShape
    }

    private let saved: SavedNetwork
    private var nodes: [ProtobufMessage] = []
    private var tensors: [ProtobufMessage] = []
    private var last = "input"
    /// The values in another order, by the names of the originals.
    private var turned: [String: Value] = [:]

    private enum Kind { static let (float, whole, wholes) = (1, 2, 7) }

    init(_ saved: SavedNetwork) { self.saved = saved }

    /// - Throws: The errors of layers that cannot take their inputs; those of an architecture can.
    mutating func build() throws(NetworksError) {
        let preparation = saved.preprocessing
        let width = preparation.factors.count
        append("Flatten", to: "flat")
        if case .table = saved.layout {
            append("IsNaN", to: "is_missing")
            constant("preprocessing.missing", saved.fills, [width])
            append("Where", ["is_missing", "preprocessing.missing", "flat"], to: "filled")
        }
        constant("preprocessing.factors", preparation.factors, [width])
        append("Mul", [last, "preprocessing.factors"], to: "scaled")
        constant("preprocessing.shifts", preparation.shifts, [width])
        append("Add", [last, "preprocessing.shifts"], to: "prepared")
        let network = saved.plain
        let architecture = network.architecture
        let orders = try Self.orders(of: architecture)
        for entry in NamedWeights(network).entries {
            let order = orders[entry.fullName]
            constant(
                entry.fullName, order?.turned(entry.numbers) ?? entry.numbers, order?.turnedShape ?? entry.shape)
        }
        if !architecture.features.isEmpty { try addFeatures(of: architecture) }
        for (index, layer) in architecture.hidden.enumerated() {
            let name = NamedWeights.layerName(index, of: architecture)
            if let normalization = layer.normalization {
                append("MatMul", [last, "\(name).kernel"], to: "\(name)_sums")
                append(
                    "BatchNormalization",
                    [last, "\(name).scale", "\(name).bias", "\(name).mean", "\(name).variance"],
                    to: "\(name)_normalized", ["epsilon": .number(normalization.epsilon)])
            } else {
                append("Gemm", [last, "\(name).kernel", "\(name).bias"], to: "\(name)_sums")
            }
            activate(layer.activation, to: name, .vector(layer.neurons))
        }
        append("Gemm", [last, "output.kernel", "output.bias"], to: "output_sums")
        activate(architecture.outputActivation, to: "output", .vector(architecture.outputs))
    }

    private mutating func activate(_ activation: Activation, to name: String, _ shape: TensorShape) {
        let value = Value(name: last, order: .any, shape: shape)
        last = append(activation.onnx(of: shape), as: name, after: value) { $0 }.name
    }

    // MARK: - Layers of any kind

    private mutating func addFeatures(of architecture: Architecture) throws(NetworksError) {
        var value = Value(
            name: last, order: architecture.input.isVector ? .any : .channelsLast, shape: architecture.input)
        if !architecture.input.isVector {
            wholes("input_shape", [0] + architecture.input.dimensions)
            append("Reshape", [last, "input_shape"], to: "shaped")
            value = Value(name: last, order: .channelsLast, shape: architecture.input)
        }
        for (index, feature) in architecture.features.enumerated() {
            let name = NamedWeights.featureName(index)
            let form = try feature.layer.onnx(of: architecture.featureShapes[index])
            value = append(form, as: name, after: value) { NamedWeights.fullName(name, $0) }
        }
        if !value.shape.isVector {
            let ordered = inOrder(value, .channelsLast)
            last = ordered.name
            append("Flatten", to: "flattened")
        } else {
            last = value.name
        }
    }

    /// Adds the operations of a form.
    ///
    /// - Parameter tensor: Returns the full name of one of its tensors.
    /// - Returns: Its outputs; its inputs if it has no operations.
    private mutating func append(
        _ form: ONNXForm, as name: String, after input: Value, tensor: (String) -> String
    ) -> Value {
        var outputs: [Value] = []
        for operation in form.operations {
            var order = operation.order
            let operands = operation.operands.map { operand -> String in
                switch operand {
                case .input, .operation:
                    var value = input
                    if case .operation(let index) = operand { value = outputs[index] }
                    // Operations on single numbers take any order, but all their inputs the same one.
                    if order == .any { order = value.order }
                    return inOrder(value, order).name
                case .tensor(let own, _): return tensor(own)
                case .number(let own, let number):
                    constant("\(name)_\(own)", [number], [])
                    return "\(name)_\(own)"
                }
            }
            let output = operation.part.isEmpty ? name : "\(name)_\(operation.part)"
            append(operation.kind, operands, to: output, operation.settings)
            outputs.append(
                Value(name: output, order: operation.output.isVector ? .any : order, shape: operation.output))
        }
        return outputs.last ?? input
    }

    /// Returns a value with its channels first or last.
    private mutating func inOrder(_ value: Value, _ order: ONNXOperation.Order) -> Value {
        guard order != .any, value.order != order, !value.shape.isVector else { return value }
        if let turned = turned[value.name] { return turned }
        // The first axis is that of the samples.
        let axes = 1..<value.shape.dimensions.count
        let turnedAxes = order == .channelsFirst ? [axes.upperBound] + axes : axes.map { $0 + 1 } + [1]
        let name = "\(value.name)_\(order == .channelsFirst ? "channels_first" : "channels_last")"
        append("Transpose", [value.name], to: name, ["perm": .wholes([0] + turnedAxes)])
        let result = Value(name: name, order: order, shape: value.shape)
        turned[value.name] = result
        return result
    }

    /// The order of a tensor's dimensions in ONNX.
    struct TensorOrder {
        let shape: [Int]
        let axes: [Int]

        var turnedShape: [Int] { axes.map { shape[$0] } }

        /// The positions of the turned tensor's numbers in the original.
        private var positions: [Int] {
            var steps = [Int](repeating: 1, count: shape.count)
            for axis in shape.indices.dropLast().reversed() { steps[axis] = steps[axis + 1] * shape[axis + 1] }
            return axes.reduce([0]) { positions, axis in
                positions.flatMap { position in (0..<shape[axis]).map { position + $0 * steps[axis] } }
            }
        }

        func turned(_ numbers: [Float]) -> [Float] { positions.map { numbers[$0] } }

        /// Returns the numbers in the order of the original; nil if there are not as many as positions.
        func original(_ turned: [Float]) -> [Float]? {
            guard turned.count == shape.reduce(1, { $0.multipliedSaturated(by: $1) }) else { return nil }
            var numbers = turned
            for (position, number) in zip(positions, turned) { numbers[position] = number }
            return numbers
        }
    }

    /// Returns the orders of the tensors that ONNX needs in another order, by their full names.
    ///
    /// - Throws: The errors of layers that cannot take their inputs; those of an architecture can.
    static func orders(of architecture: Architecture) throws(NetworksError) -> [String: TensorOrder] {
        var orders: [String: TensorOrder] = [:]
        for (index, feature) in architecture.features.enumerated() {
            let shapes = Dictionary(architecture.featureTensors[index].map { ($0.name, $0.shape) }) { $1 }
            for operation in try feature.layer.onnx(of: architecture.featureShapes[index]).operations {
                for case .tensor(let name, let axes?) in operation.operands {
                    guard let shape = shapes[name], axes.count == shape.count else { continue }
                    let full = NamedWeights.fullName(NamedWeights.featureName(index), name)
                    orders[full] = TensorOrder(shape: shape, axes: axes)
                }
            }
        }
        return orders
    }

    // MARK: - Messages

    private mutating func append(
        _ operation: String, _ inputs: [String]? = nil, to output: String,
        _ settings: [String: ONNXOperation.Setting] = [:]
    ) {
        var node = ProtobufMessage()
        for input in inputs ?? [last] { node.add(1, input) }
        node.add(2, output)
        node.add(3, "\(output)_node")
        node.add(4, operation)
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
            var attribute = ProtobufMessage()
            attribute.add(1, name)
            switch value {
            case .number(let number):
                attribute.add(2, number)
                attribute.add(20, Kind.float)
            case .whole(let number):
                attribute.add(3, number)
                attribute.add(20, Kind.whole)
            case .wholes(let numbers):
                for number in numbers { attribute.add(8, number) }
                attribute.add(20, Kind.wholes)
            }
            node.add(5, attribute)
        }
        nodes.append(node)
        // The test for missing values does not replace the values themselves.
        if operation != "IsNaN" { last = output }
    }

    private mutating func constant(_ name: String, _ numbers: [Float], _ shape: [Int]) {
        var tensor = ProtobufMessage()
        for size in shape { tensor.add(1, size) }
        tensor.add(2, Kind.float)
        tensor.add(8, name)
        tensor.add(9, LittleEndian.bytes(numbers))
        tensors.append(tensor)
    }

    private mutating func wholes(_ name: String, _ numbers: [Int]) {
        var tensor = ProtobufMessage()
        tensor.add(1, numbers.count)
        tensor.add(2, Kind.wholes)
        tensor.add(8, name)
        tensor.add(9, numbers.map { Int64($0).littleEndian }.withUnsafeBytes { Array($0) })
        tensors.append(tensor)
    }

    /// Returns a named value with any number of rows.
    private func value(_ name: String, _ shape: [Int]) -> ProtobufMessage {
        var dimensions = ProtobufMessage()
        var rows = ProtobufMessage()
        rows.add(2, "rows")
        dimensions.add(1, rows)
        for size in shape {
            var dimension = ProtobufMessage()
            dimension.add(1, size)
            dimensions.add(1, dimension)
        }
        var tensor = ProtobufMessage()
        tensor.add(1, Kind.float)
        tensor.add(2, dimensions)
        var type = ProtobufMessage()
        type.add(1, tensor)
        var value = ProtobufMessage()
        value.add(1, name)
        value.add(2, type)
        return value
    }

    var message: ProtobufMessage {
        let shape: [Int] =
            switch saved.layout {
            case .image(let height, let width, let channels): [height, width, channels]
            case .table(let columns): [columns.count]
            }
        var graph = ProtobufMessage()
        for node in nodes { graph.add(1, node) }
        graph.add(2, "network")
        for tensor in tensors { graph.add(5, tensor) }
        graph.add(11, value("input", shape))
        graph.add(12, value("output", [saved.network.architecture.outputs]))
        return graph
    }
}
