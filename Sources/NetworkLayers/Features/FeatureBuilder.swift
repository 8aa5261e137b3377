package import Compute
import Kernels

/// Builds the steps of a pass, layer by layer, and the edges between them.
package final class FeatureBuilder {
    package let context: FeatureContext
    /// The steps; all slices end a group before the next group begins.
    package private(set) var groups: [[any FeatureStep]] = [[]]
    package private(set) var storages: [FeatureStorage] = []
    /// The activation that is applied after the next pooling: it gives the same numbers, and there are fewer.
    private var deferred: Activation?
    private var isPoolingNext = false

    package init(_ context: FeatureContext) { self.context = context }

    /// Adds the steps of layers.
    ///
    /// - Parameter tensors: The weights of each layer.
    package func build(
        _ layers: [AnyLayer], tensors: [[FeatureTensor]], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        var edge = source
        for (index, layer) in layers.enumerated() {
            isPoolingNext = index + 1 < layers.count && layers[index + 1].layer is MaxPoolingLayer
            guard let layer = layer.layer as? any BuiltLayer else {
                throw .layer(layer.text, reason: "it cannot be computed")
            }
            edge = try layer.build(builder: self, tensors: tensors[index], from: edge)
        }
        return edge
    }

    /// Creates an edge.
    ///
    /// - Parameter hasGradient: False where nothing before it is trained.
    func edge(
        _ shape: TensorShape, hasGradient: Bool, overwriting: FeatureEdge.Overwriting = .allowed
    ) -> FeatureEdge {
        FeatureEdge(
            shape: shape, values: storage(shape.count, isWhole: context.training != nil),
            gradient: context.training != nil && hasGradient ? storage(shape.count, isWhole: false) : nil,
            overwriting: overwriting)
    }

    private func storage(_ width: Int, isWhole: Bool) -> FeatureStorage {
        let storage = FeatureStorage(width: width, group: groups.count - 1, isWhole: isWhole)
        storages.append(storage)
        return storage
    }

    /// Adds a step that uses the gradients of edges.
    func add(_ step: any FeatureStep, _ edges: FeatureEdge...) {
        let group = groups.count - 1
        groups[group].append(step)
        for edge in edges { edge.gradient?.touch(group) }
        if step is any FeatureBarrier { groups.append([]) }
    }

    /// Adds a convolution.
    func convolve(
        _ shape: TensorShape, _ kernel: Window, strides: Window, _ padding: Padding, weights: FeatureTensor,
        bias: FeatureTensor?, from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        let result = edge(shape, hasGradient: true)
        let step = try ConvolutionStep(
            ConvolutionShape(source.shape, to: shape, kernel, strides: strides, padding), from: source, to: result,
            kernel: weights, bias: bias, context)
        add(step, source, result)
        return result
    }

    /// Adds an activation function.
    func activate(_ source: FeatureEdge, _ activation: Activation) -> FeatureEdge {
        guard activation != .linear else { return source }
        if isPoolingNext, activation.isMonotonic {
            deferred = activation
            return source
        }
        let isInPlace =
            !activation.needsSums
            && (source.overwriting == .allowed || (source.overwriting == .rectifier && activation == .relu))
        if isInPlace, activation == .relu, let step = groups.last?.last as? NormalizationStep, step.rectify(source) {
            var result = source
            result.overwriting = .forbidden
            return result
        }
        var result = edgeLike(source, isNew: !isInPlace)
        result.overwriting = .forbidden
        add(ActivationStep(activation, from: source, to: result), source, result)
        return result
    }

    private func edgeLike(_ source: FeatureEdge, isNew: Bool) -> FeatureEdge {
        isNew ? edge(source.shape, hasGradient: source.gradient != nil) : source
    }

    /// Adds the pooling of windows.
    func pool(_ pooling: Pooling, _ shape: TensorShape, _ windows: Windows, from source: FeatureEdge) -> FeatureEdge {
        switch pooling {
        case .greatest: poolGreatest(shape, windows, from: source)
        case .mean: poolMeans(shape, windows, from: source)
        }
    }

    /// Adds the pooling of greatest numbers, and the activation that was kept for it.
    private func poolGreatest(_ shape: TensorShape, _ windows: Windows, from source: FeatureEdge) -> FeatureEdge {
        let rectifies = deferred == .relu
        if rectifies { deferred = nil }
        let result = edge(
            shape, hasGradient: source.gradient != nil, overwriting: rectifies ? .forbidden : .rectifier)
        add(MaxPoolingStep(windows, rectifies: rectifies, from: source, to: result), source, result)
        guard let activation = deferred else { return result }
        deferred = nil
        return activate(result, activation)
    }

    /// Adds the pooling of means.
    private func poolMeans(_ shape: TensorShape, _ windows: Windows, from source: FeatureEdge) -> FeatureEdge {
        let result = edge(shape, hasGradient: source.gradient != nil)
        add(AveragePoolingStep(windows, from: source, to: result), source, result)
        return result
    }

    /// Adds dropout; none for prediction.
    func drop(_ source: FeatureEdge, _ rate: DropoutRate, dropsChannels: Bool) -> FeatureEdge {
        let number = context.nextDropout()
        guard context.training != nil, rate != .none else { return source }
        let result = edge(source.shape, hasGradient: source.gradient != nil)
        add(
            DropoutStep(rate, dropsChannels: dropsChannels, number: number, from: source, to: result), source, result)
        return result
    }

    /// Adds batch normalization. While training, all slices end before the moments are known.
    ///
    /// - Parameter tensors: Scale, shift, moving mean and moving variance.
    func normalize(
        _ source: FeatureEdge, _ settings: BatchNormalization, _ tensors: [FeatureTensor]
    ) -> FeatureEdge {
        let moments = ChannelMoments(channels: source.shape.channels, slices: context.maximumSlices)
        let result = edge(source.shape, hasGradient: true)
        let normalization = ChannelNormalization(
            settings: settings, scale: tensors[0], shift: tensors[1], mean: tensors[2], variance: tensors[3],
            source: source, result: result, moments: moments)
        if context.training != nil {
            add(ChannelMomentsStep(normalization, context.slices), source, result)
        }
        add(NormalizationStep(normalization, context.training), result)
        return result
    }

    /// Adds a residual block around layers.
    func bypass(
        _ source: FeatureEdge, _ activation: Activation,
        layers: (FeatureEdge) throws(NetworksError) -> FeatureEdge,
        shortcut: (FeatureEdge) throws(NetworksError) -> FeatureEdge
    ) throws(NetworksError) -> FeatureEdge {
        let isPoolingNext = isPoolingNext
        func branch() -> FeatureEdge {
            let gradient = source.gradient.map { storage($0.width, isWhole: false) }
            return FeatureEdge(shape: source.shape, values: source.values, gradient: gradient)
        }
        let (first, second) = (branch(), branch())
        add(ForkStep(source, to: first, and: second), source, first, second)
        let main = try layers(first)
        self.isPoolingNext = false
        let side = try shortcut(second)
        let sum = edge(main.shape, hasGradient: main.gradient != nil || side.gradient != nil)
        add(AdditionStep(main, side, to: sum), main, side, sum)
        self.isPoolingNext = isPoolingNext
        return activate(sum, activation)
    }
}

/// A layer that can build its steps.
protocol BuiltLayer: Layer {
    /// Adds the layer's steps to a pass.
    func build(
        builder: FeatureBuilder, tensors: [FeatureTensor], from source: FeatureEdge
    ) throws(NetworksError) -> FeatureEdge
}

extension Activation {
    /// True if a greater number never gives a smaller result: the greatest result is that of the greatest number.
    var isMonotonic: Bool {
        switch self {
        case .gelu, .silu, .mish, .softmax: false
        case .linear, .relu, .elu, .selu, .tanh, .sigmoid, .softplus, .softsign, .exponential, .hardSigmoid, .leakyRelu:
            true
        }
    }
}
