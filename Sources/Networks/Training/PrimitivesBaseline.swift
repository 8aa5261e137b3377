package import Compute
import NetworkLayers

/// The convolutions and the matrix products of a training without everything else, for a benchmark: a lower bound for
/// the training time.
package enum PrimitivesBaseline {
    /// Computes the convolutions and products of one epoch and of scoring samples, of the same sizes as a training.
    ///
    /// - Parameter cores: The number of threads.
    /// - Returns: The number of operations, two for each multiplication.
    /// - Throws: `.convolution` or `.product` if the library reports an error.
    package static func run(
        _ architecture: Architecture, batchSize: Int, training: Int, scored: Int, cores: Int = 1
    ) throws(NetworksError) -> Double {
        // Before anything is compiled: the library compiles for the threads that it may use.
        MatrixProducts.useOneThread()
        let team = cores > 1 ? ThreadTeam(count: cores) : nil
        defer { team?.finish() }
        let slices = FeatureSlices(architecture.featureShapes)
        let layers = try convolutions(architecture, slices.size, members: team.count)
        func convolve(_ count: Int, isTraining: Bool) throws(NetworksError) {
            try team.run(slices.chunks(of: count)) { (chunk, member) throws(NetworksError) in
                try slices.forEach(in: chunk, of: count, member: member) { (_) throws(NetworksError) in
                    for layer in layers { try layer.run(member, isTraining: isTraining) }
                }
            }
        }
        for start in stride(from: 0, to: training, by: batchSize) {
            try convolve(min(batchSize, training - start), isTraining: true)
        }
        for start in stride(from: 0, to: scored, by: ScoringPass.batch) {
            try convolve(min(ScoringPass.batch, scored - start), isTraining: false)
        }
        let dense = Architecture(
            inputs: architecture.shapes[0].inputs, hidden: architecture.hidden, outputs: architecture.outputs,
            outputActivation: architecture.outputActivation, initializer: architecture.initializer)
        let products = try MatmulBaseline.run(dense, batchSize: batchSize, training: training, scored: scored)
        let forward = layers.reduce(0.0) { $0 + $1.multiplications }
        let backward = layers.reduce(0.0) { $0 + $1.multiplications * ($1.needsSourceGradient ? 2 : 1) }
        return products + 2 * (Double(training) * (forward + backward) + Double(scored) * forward)
    }

    /// A convolution with numbers of its own for each thread.
    private struct Layer {
        let compiled: [Convolution]
        let numbers: [Numbers]
        let needsSourceGradient: Bool
        let multiplications: Double

        struct Numbers {
            let source: FloatBuffer
            let sourceGradient: FloatBuffer
            let result: FloatBuffer
            let forward: FloatBuffer
            let gradient: FloatBuffer
            let change: FloatBuffer
            let bias: FloatBuffer
            let scratch: FeatureScratch
        }

        func run(_ member: Int, isTraining: Bool) throws(NetworksError) {
            let (convolution, own) = (compiled[member], numbers[member])
            let scratch = own.scratch.pointer
            try convolution.forward(
                own.source.pointer, kernel: own.forward, bias: own.bias, into: own.result.pointer, scratch)
            guard isTraining else { return }
            try convolution.kernelGradient(
                own.source.pointer, own.result.pointer, into: own.change.pointer, bias: own.bias.pointer, scratch)
            guard needsSourceGradient else { return }
            try convolution.sourceGradient(
                own.result.pointer, kernel: own.gradient, into: own.sourceGradient.pointer, scratch)
        }
    }

    private static func convolutions(
        _ architecture: Architecture, _ samples: Int, members: Int
    ) throws(NetworksError) -> [Layer] {
        var layers: [Layer] = []
        for (layer, shape) in try flat(architecture.features, architecture.input) {
            let needsSourceGradient = !layers.isEmpty
            let sizes = ConvolutionShape(
                shape, to: try layer.output(of: shape), layer.kernel, strides: layer.strides, layer.padding)
            var compiled: [Convolution] = []
            for _ in 0..<members {
                compiled.append(
                    try Convolution(
                        sizes, samples: samples, isTrained: true, needsSourceGradient: needsSourceGradient,
                        needsBiasGradient: layer.hasBias, like: nil))
            }
            let numbers = compiled.map { convolution in
                let scratch = FeatureScratch()
                scratch.reserve(convolution.scratchBytes)
                return Layer.Numbers(
                    source: FloatBuffer(count: samples * sizes.source.count, repeating: 0.01),
                    sourceGradient: FloatBuffer(count: needsSourceGradient ? samples * sizes.source.count : 0),
                    result: FloatBuffer(count: samples * sizes.result.count),
                    forward: FloatBuffer(count: convolution.forwardCount, repeating: 0.01),
                    gradient: FloatBuffer(count: convolution.gradientCount, repeating: 0.01),
                    change: FloatBuffer(count: convolution.changeCount),
                    bias: FloatBuffer(count: sizes.result.channels), scratch: scratch)
            }
            layers.append(
                Layer(
                    compiled: compiled, numbers: numbers, needsSourceGradient: needsSourceGradient,
                    multiplications: Double(try layer.multiplications(of: shape))))
        }
        return layers
    }

    /// The convolutions of layers and of the residual blocks among them, with the shapes of their inputs.
    private static func flat(
        _ layers: [AnyLayer], _ input: TensorShape
    ) throws(NetworksError) -> [(ConvolutionLayer, TensorShape)] {
        var shape = input
        var found: [(ConvolutionLayer, TensorShape)] = []
        for layer in layers.map(\.layer) {
            if let convolution = layer as? ConvolutionLayer {
                found.append((convolution, shape))
            } else if let block = layer as? ResidualLayer {
                found += try flat(block.layers, shape)
                let output = try block.output(of: shape)
                if let shortcut = try block.shortcut(from: shape, to: output) { found.append((shortcut, shape)) }
            }
            shape = try layer.output(of: shape)
        }
        return found
    }
}
