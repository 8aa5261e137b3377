import Networks

/// The weights of a network by name, in order, with the names used in every format.
struct NamedWeights {
    struct Entry {
        /// The name: `feature_1.kernel`, of a residual block `feature_2.0.kernel` or `feature_2.shortcut.kernel`, of
        /// dense layers `hidden_1.kernel`, `.bias`, `.scale`, `.mean` and `.variance`, and `output.kernel`.
        let fullName: String
        let shape: [Int]
        let numbers: [Float]
    }

    let entries: [Entry]

    init(_ network: Network) {
        entries = network.namedTensors.map { tensor in
            Entry(
                fullName: tensor.name.replacing("/", with: "."), shape: tensor.shape, numbers: tensor.values)
        }
    }

    static func layerName(_ index: Int, of architecture: Architecture) -> String {
        index < architecture.hidden.count ? "hidden_\(index + 1)" : "output"
    }

    static func featureName(_ index: Int) -> String { "feature_\(index + 1)" }

    /// Returns the name of a layer's tensor.
    static func fullName(_ layer: String, _ tensor: String) -> String {
        "\(layer).\(tensor.replacing("/", with: "."))"
    }

    /// Creates a network from the weights that `numbers` returns for their full names; nil if one is missing or has
    /// another size.
    static func network(_ architecture: Architecture, _ numbers: (String) -> [Float]?) -> Network? {
        var features: [[Tensor]] = []
        for (index, specifications) in architecture.featureTensors.enumerated() {
            var tensors: [Tensor] = []
            for tensor in specifications {
                guard let values = numbers(fullName(featureName(index), tensor.name)), values.count == tensor.count
                else { return nil }
                tensors.append(Tensor(tensor.name, tensor.shape, values))
            }
            features.append(tensors)
        }
        var layers: [Network.Layer] = []
        for (index, shape) in architecture.shapes.enumerated() {
            let name = layerName(index, of: architecture)
            func part(_ part: String, _ count: Int) -> [Float]? {
                numbers("\(name).\(part)").flatMap { $0.count == count ? $0 : nil }
            }
            guard let kernel = part("kernel", shape.inputs * shape.outputs), let bias = part("bias", shape.outputs)
            else { return nil }
            var normalization: BatchNormalization.Weights?
            if index < architecture.hidden.count, architecture.hidden[index].normalization != nil {
                guard let scale = part("scale", shape.outputs), let mean = part("mean", shape.outputs),
                    let variance = part("variance", shape.outputs)
                else { return nil }
                normalization = .init(scale: scale, mean: mean, variance: variance)
            }
            layers.append(.init(kernel: kernel, bias: bias, normalization: normalization))
        }
        return Network(architecture: architecture, layers: layers, features: features)
    }
}
