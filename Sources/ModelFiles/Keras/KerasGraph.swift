import Networks

/// The layers of a model in a file of Keras, with their connections.
struct KerasGraph {
    /// One layer.
    struct Node {
        let name: String
        let layer: KerasLayer
        /// The name of its group in a `.keras` file.
        var storedName = ""
        /// The indices of the layers whose outputs it takes; nil for the input.
        var sources: [Int?] = []
    }

    /// The layers without the input.
    let nodes: [Node]
    /// The sizes of a sample; nil for unknown ones.
    let sizes: [Int?]
    /// True if the shape of the inputs is described as Keras 2 did.
    let hasOldForm: Bool
    /// The layers that take the outputs of each layer, and those of the input.
    private let followers: [[Int]]
    private let first: [Int]

    /// The maximum number of layers.
    private static let maximumLayers = 1 << 12

    /// Reads the description of a model.
    ///
    /// - Throws: `.foreign` if the description is not that of a model; `.unsupported` for connections that no network
    ///   has.
    init(_ configuration: JSON, path: String) throws(ModelFileError) {
        guard let kind = configuration["class_name"]?.text, let settings = configuration["config"],
            let described = settings["layers"]?.list ?? settings.list
        else { throw .noModelDescription(path) }
        guard ["Sequential", "Functional", "Model"].contains(kind) else {
            throw .foreignModel(path, kind: kind)
        }
        guard described.count <= Self.maximumLayers else {
            throw .tooManyLayers(path, described.count)
        }
        var nodes: [Node] = []
        var sources: [[String]] = []
        var names: [String: Int?] = [:]
        var input = settings["build_input_shape"]?.list
        for layer in described {
            guard let className = layer["class_name"]?.text, let own = layer["config"] else {
                throw .noLayerDescription(path)
            }
            let name = (own["name"] ?? layer["name"])?.text ?? className
            if let batch = (own["batch_shape"] ?? own["batch_input_shape"])?.list { input = input ?? batch }
            guard className != "InputLayer" else {
                guard kind == "Sequential" || !names.values.contains(nil) else {
                    throw .unsupported(path: path, layer: name, reason: LayerProblem.secondInput)
                }
                names[name] = .some(nil)
                continue
            }
            if kind != "Sequential" {
                guard names.updateValue(nodes.count, forKey: name) == nil else {
                    throw .repeatedLayer(path, name)
                }
                let inbound = layer["inbound_nodes"] ?? .null
                guard (inbound.list?.count ?? 1) == 1 else {
                    throw .unsupported(path: path, layer: name, reason: LayerProblem.usedTwice)
                }
                sources.append(Self.sources(inbound))
            }
            nodes.append(Node(name: name, layer: KerasLayer(className: className, settings: own)))
        }
        for (index, name) in KerasArchive.names(nodes.map(\.layer.className)).enumerated() {
            nodes[index].storedName = name
        }
        var followers = [[Int]](repeating: [], count: nodes.count)
        var first: [Int] = []
        for index in nodes.indices {
            if kind == "Sequential" {
                nodes[index].sources = [index == 0 ? nil : index - 1]
            } else {
                nodes[index].sources = try Self.indices(sources[index], of: nodes[index].name, names, path: path)
            }
            for source in Set(nodes[index].sources) {
                if let source { followers[source].append(index) } else { first.append(index) }
            }
        }
        hasOldForm = described.contains { $0["config"]?["batch_input_shape"] != nil }
        self.nodes = nodes
        self.followers = followers
        self.first = first
        sizes = input?.dropFirst().map(\.whole) ?? []
    }

    private static func indices(
        _ sources: [String], of layer: String, _ names: [String: Int?], path: String
    ) throws(ModelFileError) -> [Int?] {
        var indices: [Int?] = []
        for source in sources {
            guard let index = names[source] else {
                throw .unsupported(path: path, layer: layer, reason: LayerProblem.unknownSource(source))
            }
            indices.append(index)
        }
        guard !indices.isEmpty else {
            throw .unsupported(path: path, layer: layer, reason: LayerProblem.noSource)
        }
        return indices
    }

    /// Returns the layers that take the outputs of a layer, or those of the input.
    func followers(of index: Int?) -> [Int] { index.map { followers[$0] } ?? first }

    /// Returns the names of the layers that provide a layer's inputs.
    private static func sources(_ nodes: JSON) -> [String] {
        switch nodes {
        case .object(let members):
            if let history = members["keras_history"]?.list, let name = history.first?.text { return [name] }
            return members.sorted { $0.key < $1.key }.flatMap { sources($0.value) }
        case .list(let parts):
            // Older versions: ["name", 0, 0, {}].
            if parts.count >= 3, let name = parts[0].text, parts[1].whole != nil { return [name] }
            return parts.flatMap(sources)
        default: return []
        }
    }
}
