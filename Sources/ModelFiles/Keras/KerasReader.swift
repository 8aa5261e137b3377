import Datasets
import Networks

/// Reads a network from Keras's description: the preprocessing, then layers of any kind and residual blocks, then dense
/// layers.
struct KerasReader {
    /// The numbers of a layer's weights by their names in Keras, with their shapes.
    typealias Weights = [String: (numbers: [Float], shape: [Int])]

    /// A layer with its weights.
    struct Step {
        let name: String
        var layer: AnyLayer
        var weights: Weights
        let input: TensorShape
        let output: TensorShape
    }

    let path: String
    /// True for a file of Keras 2, whose hard_sigmoid is another function.
    let isOld: Bool
    private let graph: KerasGraph
    /// Returns the weights of a layer with these names in Keras's order.
    private let weights: (KerasGraph.Node, [String]) -> Weights
    private var preparation: KerasPreparation
    private var initializer: Initializer?
    /// The number of weights that are not in the file and have their initial values.
    private var initialWeights = 0

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - configuration: Keras's description of the model.
    ///   - version: The version of Keras that wrote it; nil if unknown.
    ///   - weights: Returns the weights of a layer with the given names, which are in the order of Keras's files.
    /// - Throws: `.foreign` if the description is not that of a model; `.unsupported` for unknown connections.
    init(
        path: String, _ configuration: JSON, version: String?,
        weights: @escaping (KerasGraph.Node, [String]) -> Weights
    ) throws(ModelFileError) {
        self.path = path
        self.weights = weights
        graph = try KerasGraph(configuration, path: path)
        isOld = version.map { $0.hasPrefix("1.") || $0.hasPrefix("2.") } ?? graph.hasOldForm
        preparation = try KerasPreparation(path: path, graph.sizes)
    }

    /// Creates a network from the layers and their weights.
    ///
    /// - Parameters:
    ///   - training: Keras's description of the training; nil for none.
    ///   - description: The description by `ns`, if it wrote the file.
    /// - Throws: `.foreign` for a model without dense layers; `.unsupported` for a layer that is not supported.
    mutating func read(training: JSON?, description: Description?) throws(ModelFileError) -> SavedNetwork {
        if let description, let network = own(description.architecture) { return description.saved(network) }
        let steps = try trunk()
        let network = try KerasTail(path: path, steps).network(steps, initializer ?? .glorotUniform)
        return SavedNetwork(
            network: network, preprocessing: preparation.preprocessing, layout: preparation.layout,
            training: KerasTraining.settings(of: training, outputs: network.architecture.outputActivation),
            numbers: preparation.numbers
        ).foreign
    }

    /// Returns the network that `ns` wrote; nil if the file does not have its layers and weights.
    private func own(_ architecture: Architecture) -> Network? {
        let expected: [KerasNetwork.Layer]
        do { expected = try KerasNetwork(architecture, after: "").layers } catch { return nil }
        let nodes = Dictionary(graph.nodes.map { ($0.name, $0) }) { first, _ in first }
        var found: [String: [Float]] = [:]
        for layer in expected {
            guard let node = nodes[layer.name], node.layer.className == layer.className else { return nil }
            let stored = weights(node, layer.weights.map(\.name))
            for weight in layer.weights { found[weight.tensor] = stored[weight.name]?.numbers }
        }
        return NamedWeights.network(architecture) { found[$0] }
    }

    // MARK: - Layers

    /// Returns the layers between the preprocessing and the outputs.
    private mutating func trunk() throws(ModelFileError) -> [Step] {
        var steps: [Step] = []
        var last: Int?
        var visited = 0
        while true {
            let followers = graph.followers(of: last)
            switch followers.count {
            case 0:
                guard visited == graph.nodes.count else {
                    throw .unconnected(path)
                }
                return steps
            case 1:
                let node = graph.nodes[followers[0]]
                guard node.sources.count == 1 else { throw joins(node) }
                if steps.isEmpty, let weights = preparation.weightNames(node.layer) {
                    try preparation.add(node.name, node.layer, self.weights(node, weights))
                } else {
                    try add(node, to: &steps, after: steps.last?.output ?? preparation.shape)
                }
                visited += 1
                last = followers[0]
            case 2:
                let block = try KerasBlock(graph, followers, path: path)
                try add(block, to: &steps, after: steps.last?.output ?? preparation.shape)
                visited += block.count
                last = block.sum
            default:
                let name = last.map { graph.nodes[$0].name } ?? "input"
                throw unsupported(name, LayerProblem.branches(followers.count))
            }
        }
    }

    /// Adds a layer.
    private mutating func add(
        _ node: KerasGraph.Node, to steps: inout [Step], after input: TensorShape
    ) throws(ModelFileError) {
        let layer = node.layer
        var match: KerasMatch?
        do throws(KerasRefusal) {
            for kind in Layers.all {
                match = try kind.from(layer, input: input)
                if match != nil { break }
            }
        } catch {
            throw unsupported(node.name, error.reason)
        }
        guard let match else {
            throw unsupported(node.name, LayerProblem.unsupported(layer.className))
        }
        if let name = (layer.settings["kernel_initializer"] ?? layer.settings["depthwise_initializer"])?["class_name"]?
            .text
        {
            initializer = initializer ?? Initializer.all.first { $0.kerasClass == name }
        }
        let output = try output(of: match.layer, node.name, input)
        var step = Step(
            name: node.name, layer: match.layer, weights: try stored(match, of: node, input), input: input,
            output: output)
        if isOld { try convertHardSigmoid(&step, after: &steps) }
        let activation = (step.layer.layer as? ActivationLayer)?.activation
        if activation == .linear { return }
        // An activation after a block is the block's own.
        if let activation, activation != .softmax, let block = steps.last?.layer.layer as? ResidualLayer,
            block.activation == .linear
        {
            steps[steps.count - 1].layer = AnyLayer(ResidualLayer(block.layers, activation: activation))
            return
        }
        steps.append(step)
    }

    /// Adds a residual block.
    private mutating func add(
        _ block: KerasBlock, to steps: inout [Step], after input: TensorShape
    ) throws(ModelFileError) {
        var inner: [Step] = []
        for index in block.path { try add(graph.nodes[index], to: &inner, after: inner.last?.output ?? input) }
        var side: [Step] = []
        for index in block.shortcut { try add(graph.nodes[index], to: &side, after: side.last?.output ?? input) }
        let name = graph.nodes[block.sum].name
        let layer = ResidualLayer(inner.map(\.layer))
        let output = try output(of: AnyLayer(layer), name, input)
        var weights: Weights = [:]
        for (number, step) in inner.enumerated() {
            for (tensor, values) in step.weights { weights["\(number)/\(tensor)"] = values }
        }
        let shortcut: ConvolutionLayer?
        do { shortcut = try layer.shortcut(from: input, to: output) } catch { throw unsupported(name, error.reason) }
        let found = try KerasBlock.convolution(side, path: path)
        switch (shortcut, found) {
        case (nil, nil): break
        case (let expected?, let found?) where expected.strides == found.strides:
            for (tensor, values) in found.weights { weights["shortcut/\(tensor)"] = values }
        default:
            throw unsupported(
                name, LayerProblem.wrongShortcut(from: input, to: output))
        }
        steps.append(
            Step(name: name, layer: AnyLayer(layer), weights: weights, input: input, output: output))
    }

    /// Returns the shape of a layer's outputs.
    private func output(
        of layer: AnyLayer, _ name: String, _ input: TensorShape
    ) throws(ModelFileError) -> TensorShape {
        // Softmax is for the output layer, which `KerasTail` finds.
        if let dense = layer.layer as? PositionwiseLayer, dense.activation == .softmax {
            return try output(of: AnyLayer(PositionwiseLayer(neurons: dense.neurons)), name, input)
        }
        if let activation = layer.layer as? ActivationLayer, activation.activation == .softmax { return input }
        do { return try layer.layer.output(of: input) } catch { throw unsupported(name, error.reason) }
    }

    /// Returns the weights of a layer; those that the layer has, but not Keras's, have their initial values.
    private mutating func stored(
        _ match: KerasMatch, of node: KerasGraph.Node, _ input: TensorShape
    ) throws(ModelFileError) -> Weights {
        let specifications: [TensorSpecification]
        do { specifications = try match.layer.layer.tensors(of: input) } catch {
            throw unsupported(node.name, error.reason)
        }
        var found = weights(node, match.weights)
        for tensor in specifications {
            if match.weights.contains(tensor.name) {
                guard let stored = found[tensor.name], stored.shape == tensor.shape else {
                    throw unsupported(node.name, LayerProblem.noTensor(tensor.name, shape: tensor.shape))
                }
            } else {
                initialWeights += tensor.count
                guard initialWeights <= Description.greatestWidth else {
                    throw unsupported(node.name, LayerProblem.missingWeights(tensor.count))
                }
                let value: Float = tensor.start == .ones ? 1 : 0
                found[tensor.name] = ([Float](repeating: value, count: tensor.count), tensor.shape)
            }
        }
        return found
    }

    /// Scales the weights before a hard_sigmoid of Keras 2, which is 0.2 x + 0.5 between 0 and 1, for the one of Keras 3
    /// and `ns`, which is x / 6 + 0.5.
    private func convertHardSigmoid(_ step: inout Step, after steps: inout [Step]) throws(ModelFileError) {
        func scale(_ weights: inout Weights, _ names: [String]) {
            for name in names { weights[name]?.numbers.scale(by: 1.2) }
        }
        if let activation = step.layer.layer as? ActivationLayer, activation.activation == .hardSigmoid {
            guard let last = steps.last, let names = last.linearWeights else {
                throw unsupported(
                    step.name, LayerProblem.oldHardSigmoid)
            }
            scale(&steps[steps.count - 1].weights, names)
        } else if step.activation == .hardSigmoid {
            scale(&step.weights, step.outputWeights)
        }
    }

    private func joins(_ node: KerasGraph.Node) -> ModelFileError {
        unsupported(node.name, LayerProblem.joins)
    }

    private func unsupported(_ layer: String, _ reason: String) -> ModelFileError {
        .unsupported(path: path, layer: layer, reason: reason)
    }
}

extension KerasReader.Step {
    /// The activation function that is part of the layer; nil for a layer without one.
    var activation: Activation? {
        switch layer.layer {
        case let layer as ConvolutionLayer: layer.activation
        case let layer as SeparableConvolutionLayer: layer.activation
        case let layer as PositionwiseLayer: layer.activation
        default: nil
        }
    }

    /// The weights by which the layer's sums are proportional.
    var outputWeights: [String] {
        switch layer.layer {
        case is SeparableConvolutionLayer: ["pointwise_kernel", "bias"]
        case is BatchNormalizationLayer, is LayerNormalizationLayer: ["gamma", "beta"]
        default: ["kernel", "bias"]
        }
    }

    /// The weights by which the layer's outputs are proportional; nil if there are none.
    var linearWeights: [String]? {
        let isNormalization = layer.layer is BatchNormalizationLayer || layer.layer is LayerNormalizationLayer
        return isNormalization || activation == .linear ? outputWeights : nil
    }
}

extension [Float] {
    fileprivate mutating func scale(by factor: Float) { for index in indices { self[index] *= factor } }
}

extension NetworksError {
    /// The reason without the layer.
    var reason: String { if case .layer(_, let reason) = self { reason } else { description } }
}
