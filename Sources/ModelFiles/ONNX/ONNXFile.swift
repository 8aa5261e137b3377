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
        do { try graph.build() } catch { throw LibraryFailure(step: error.description) }
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
        let network: Network?
        do {
            let orders = try ONNXGraph.orders(of: description.architecture)
            network = NamedWeights.network(description.architecture) { name in
                tensors[name].map { orders[name]?.original(LittleEndian.floats($0)) ?? LittleEndian.floats($0) }
            }
        } catch {
            throw .unreadable(path: path, reason: error.description)
        }
        guard let network else {
            throw .truncatedWeights(path)
        }
        return description.saved(network)
    }
}
