import Networks

/// A residual block in a file of Keras: two paths from one layer to an `Add`.
struct KerasBlock {
    /// The layers of the block.
    let path: [Int]
    /// The layers beside them; empty if the inputs themselves are added.
    let shortcut: [Int]
    /// The layer that adds both.
    let sum: Int

    /// The number of layers of Keras.
    var count: Int { path.count + shortcut.count + 1 }

    /// Finds the block that begins with two layers with the same source.
    ///
    /// - Throws: `.unsupported` for branches that are not a residual block.
    init(_ graph: KerasGraph, _ first: [Int], path file: String) throws(ModelFileError) {
        let paths = (
            try Self.follow(first[0], in: graph, path: file), try Self.follow(first[1], in: graph, path: file)
        )
        let sum = paths.0.end
        let node = graph.nodes[sum]
        guard paths.1.end == sum, node.sources.count == 2 else {
            throw .unsupported(
                path: file, layer: node.name, reason: LayerProblem.noCommonSource)
        }
        guard node.layer.className == "Add" else {
            throw .unsupported(
                path: file, layer: node.name,
                reason: LayerProblem.joinsBy(node.layer.className))
        }
        let mayBeSides = [paths.0.nodes, paths.1.nodes].map { Self.mayBeShortcut($0, graph) }
        // Of two convolutions, the shortcut is the second summand, as `ns` writes it.
        let isSecond =
            if mayBeSides[0] != mayBeSides[1] {
                mayBeSides[1]
            } else if paths.0.nodes.isEmpty || paths.1.nodes.isEmpty {
                paths.1.nodes.isEmpty
            } else {
                node.sources[1] == paths.1.nodes.last
            }
        guard mayBeSides.contains(true) else {
            throw .unsupported(
                path: file, layer: node.name,
                reason: LayerProblem.twoLongPaths)
        }
        (path, shortcut) = isSecond ? (paths.0.nodes, paths.1.nodes) : (paths.1.nodes, paths.0.nodes)
        self.sum = sum
    }

    /// Returns the layers from one to the first that has several sources.
    private static func follow(
        _ first: Int, in graph: KerasGraph, path: String
    ) throws(ModelFileError) -> (nodes: [Int], end: Int) {
        var nodes: [Int] = []
        var index = first
        while graph.nodes[index].sources.count == 1 {
            nodes.append(index)
            let followers = graph.followers(of: index)
            guard followers.count == 1 else {
                throw .unsupported(
                    path: path, layer: graph.nodes[index].name,
                    reason: followers.isEmpty
                        ? LayerProblem.secondOutput : LayerProblem.branchesInBlock)
            }
            index = followers[0]
        }
        return (nodes, index)
    }

    /// True for no layer, and for a convolution of single positions that is perhaps normalized.
    private static func mayBeShortcut(_ nodes: [Int], _ graph: KerasGraph) -> Bool {
        let layers = nodes.map { graph.nodes[$0].layer }
        guard let first = layers.first else { return true }
        let sizes = first.settings["kernel_size"].flatMap { $0.whole.map { [$0] } ?? $0.wholes } ?? []
        let isLinear = (first.settings["activation"]?.text ?? "linear") == "linear"
        return ["Conv1D", "Conv2D"].contains(first.className) && isLinear && !sizes.isEmpty
            && sizes.allSatisfy { $0 == 1 }
            && (layers.count == 1 || layers.count == 2 && layers[1].className == "BatchNormalization")
    }

    /// Returns the strides and weights of the convolution beside a block, into which a normalization is folded; nil if
    /// there is none.
    ///
    /// - Throws: `.unsupported` for a convolution with an activation.
    static func convolution(
        _ steps: [KerasReader.Step], path: String
    ) throws(ModelFileError) -> (strides: Window, weights: KerasReader.Weights)? {
        guard let first = steps.first else { return nil }
        guard let layer = first.layer.layer as? ConvolutionLayer, layer.activation == .linear,
            var kernel = first.weights["kernel"]
        else {
            throw .unsupported(
                path: path, layer: first.name, reason: LayerProblem.activatedShortcut)
        }
        let filters = layer.filters
        var bias = first.weights["bias"]?.numbers ?? [Float](repeating: 0, count: filters)
        if steps.count > 1, let normalization = steps[1].layer.layer as? BatchNormalizationLayer {
            func weights(_ name: String) -> [Float] { steps[1].weights[name]?.numbers ?? [] }
            let factors = zip(weights("gamma"), weights("moving_variance")).map {
                $0 / ($1 + normalization.settings.epsilon).squareRoot()
            }
            let (means, shifts) = (weights("moving_mean"), weights("beta"))
            for index in kernel.numbers.indices { kernel.numbers[index] *= factors[index % filters] }
            bias = bias.indices.map { (bias[$0] - means[$0]) * factors[$0] + shifts[$0] }
        }
        return (layer.strides, ["kernel": kernel, "bias": (bias, [filters])])
    }
}
