import Datasets
import Networks
import Notation

/// Networks as ONNX graphs, from the original numbers to the outputs. The numbers of fields and types are those of
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto; operators those of version 17, which every current runtime
/// has.
enum ONNXFile {
    private enum FormatVersions { static let (format, operators) = (8, 17) }

    static func bytes(of saved: SavedNetwork) throws(LibraryFailure) -> [UInt8] {
        var graph = ONNXGraph(saved)
        graph.build()
        var operators = ProtobufMessage()
        operators.add(1, "")
        operators.add(2, FormatVersions.operators)
        var model = ProtobufMessage()
        model.add(1, FormatVersions.format)
        model.add(2, "ns")
        model.add(8, operators)
        model.add(7, graph.message)
        for (key, value) in [
            (Description.key, try Description(saved).text()),
            ("outputs", JSONText.array(saved.outputs.names.map { JSONText.quoted($0) })),
        ] + (try PublicFacts.fields(of: saved)) {
            var entry = ProtobufMessage()
            entry.add(1, key)
            entry.add(2, value)
            model.add(14, entry)
        }
        return model.bytes
    }

    static func read(_ bytes: [UInt8], path: String) throws(ModelFileError) -> SavedNetwork {
        guard let model = ProtobufFields(bytes[...]), let graph = model.all(7).last.flatMap(ProtobufFields.init) else {
            throw .noGraph(path)
        }
        let notes = model.all(14).compactMap(ProtobufFields.init)
        guard let description = Description(notes.first { $0.text(1) == Description.key }?.text(2)) else {
            throw .foreignGraph(path)
        }
        var tensors: [String: ArraySlice<UInt8>] = [:]
        for tensor in graph.all(5).compactMap(ProtobufFields.init) {
            if let name = tensor.text(8), let raw = tensor.all(9).last { tensors[name] = raw }
        }
        guard let network = NamedWeights.network(description.architecture, { tensors[$0].map(LittleEndian.floats) })
        else {
            throw .truncatedWeights(path)
        }
        return description.saved(network)
    }
}

/// An ONNX graph under construction: a chain of nodes, each of which takes the output of the last one.
private struct ONNXGraph {
    private let saved: SavedNetwork
    private var nodes: [ProtobufMessage] = []
    private var tensors: [ProtobufMessage] = []
    private var last = "input"

    private enum Kind { static let (float, whole) = (1, 2) }

    init(_ saved: SavedNetwork) { self.saved = saved }

    mutating func build() {
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
        for entry in NamedWeights(saved.plain).entries { constant(entry.fullName, entry.numbers, entry.shape) }
        let architecture = saved.network.architecture
        for (index, layer) in architecture.hidden.enumerated() {
            let name = NamedWeights.layerName(index, of: architecture)
            if let normalization = layer.normalization {
                append("MatMul", [last, "\(name).kernel"], to: "\(name)_sums")
                append(
                    "BatchNormalization",
                    [last, "\(name).scale", "\(name).bias", "\(name).mean", "\(name).variance"],
                    to: "\(name)_normalized", floats: ["epsilon": normalization.epsilon])
            } else {
                append("Gemm", [last, "\(name).kernel", "\(name).bias"], to: "\(name)_sums")
            }
            activate(layer.activation, to: name)
        }
        append("Gemm", [last, "output.kernel", "output.bias"], to: "output_sums")
        activate(architecture.outputActivation, to: "output")
    }

    private mutating func activate(_ activation: Activation, to name: String) {
        switch activation {
        case .linear: append("Identity", to: name)
        case .relu: append("Relu", to: name)
        case .elu: append("Elu", to: name)
        case .selu:
            append("Selu", to: name, floats: ["alpha": 1.673_263_2, "gamma": 1.050_701])
        case .tanh: append("Tanh", to: name)
        case .sigmoid: append("Sigmoid", to: name)
        case .softplus: append("Softplus", to: name)
        case .softsign: append("Softsign", to: name)
        case .exponential: append("Exp", to: name)
        case .hardSigmoid: append("HardSigmoid", to: name, floats: ["alpha": 1 / 6, "beta": 0.5])
        case .leakyRelu: append("LeakyRelu", to: name, floats: ["alpha": 0.2])
        case .softmax: append("Softmax", to: name, wholes: ["axis": -1])
        case .silu:
            let sums = last
            append("Sigmoid", to: "\(name)_share")
            append("Mul", [sums, last], to: name)
        case .mish:
            let sums = last
            append("Softplus", to: "\(name)_plus")
            append("Tanh", to: "\(name)_share")
            append("Mul", [sums, last], to: name)
        case .gelu:
            // x · ½ (1 + erf(x / √2))
            let sums = last
            constant("\(name)_root", [Float(0.5).squareRoot()], [])
            constant("\(name)_one", [1], [])
            constant("\(name)_half", [0.5], [])
            append("Mul", [sums, "\(name)_root"], to: "\(name)_parts")
            append("Erf", to: "\(name)_error")
            append("Add", [last, "\(name)_one"], to: "\(name)_raised")
            append("Mul", [last, "\(name)_half"], to: "\(name)_share")
            append("Mul", [sums, last], to: name)
        }
    }

    private mutating func append(
        _ operation: String, _ inputs: [String]? = nil, to output: String, floats: [String: Float] = [:],
        wholes: [String: Int] = [:]
    ) {
        var node = ProtobufMessage()
        for input in inputs ?? [last] { node.add(1, input) }
        node.add(2, output)
        node.add(3, "\(output)_node")
        node.add(4, operation)
        for (name, value) in floats.sorted(by: { $0.key < $1.key }) {
            var attribute = ProtobufMessage()
            attribute.add(1, name)
            attribute.add(2, value)
            attribute.add(20, Kind.float)
            node.add(5, attribute)
        }
        for (name, value) in wholes.sorted(by: { $0.key < $1.key }) {
            var attribute = ProtobufMessage()
            attribute.add(1, name)
            attribute.add(3, value)
            attribute.add(20, Kind.whole)
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
