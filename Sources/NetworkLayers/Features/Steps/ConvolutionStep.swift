import Compute
import Kernels

/// A convolution with its biases.
final class ConvolutionStep: FeatureStep {
    private let shape: ConvolutionShape
    private let source: FeatureEdge
    private let result: FeatureEdge
    private let kernel: ConvolutionKernel
    private let isTrained: Bool
    private let scratch: [FeatureScratch]
    /// The compiled convolutions of each thread, by the number of samples.
    private var compiled: [CompiledSizes]
    private let training: Training?

    private final class CompiledSizes { var bySamples: [Int: Convolution] = [:] }

    private struct Training {
        let kernel: TensorTraining
        let bias: TensorTraining?
        /// The kernel's gradient in the order of the kernel.
        let plain: FloatBuffer
        /// The gradient of one slice, for each thread.
        let slices: [FloatBuffer]
    }

    init(
        _ shape: ConvolutionShape, from source: FeatureEdge, to result: FeatureEdge, kernel tensor: FeatureTensor,
        bias: FeatureTensor?, _ context: FeatureContext
    ) throws(NetworksError) {
        self.shape = shape
        self.source = source
        self.result = result
        scratch = context.scratch
        isTrained = context.training != nil
        let needsSourceGradient = source.gradient != nil
        let isTrained = isTrained
        func compile(like other: Convolution?) throws(NetworksError) -> Convolution {
            try Convolution(
                shape, samples: context.slices.size, isTrained: isTrained, needsSourceGradient: needsSourceGradient,
                like: other)
        }
        kernel = try context.weights.kernel(context.nextKernel()) { () throws(NetworksError) in
            try ConvolutionKernel(
                tensor, bias: bias, filters: shape.result.channels, compiled: try compile(like: nil))
        }
        compiled = context.scratch.map { _ in CompiledSizes() }
        guard let training = context.training else {
            self.training = nil
            return
        }
        let count = kernel.compiled.changeCount
        self.training = Training(
            kernel: TensorTraining(tensor, training, layout: count),
            bias: bias.map { TensorTraining($0, training) }, plain: FloatBuffer(count: tensor.values.count),
            slices: context.scratch.map { _ in FloatBuffer(count: count) })
    }

    /// Returns the convolution for a slice, compiling it when a number of samples is new.
    private func convolution(_ slice: FeatureSlice) throws(NetworksError) -> Convolution {
        if let known = compiled[slice.member].bySamples[slice.count] { return known }
        let convolution = try Convolution(
            shape, samples: slice.count, isTrained: isTrained, needsSourceGradient: source.gradient != nil,
            like: kernel.compiled)
        compiled[slice.member].bySamples[slice.count] = convolution
        scratch[slice.member].reserve(convolution.scratchBytes)
        return convolution
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) throws(NetworksError) {
        try convolution(slice).forward(
            source.values.numbers(slice), kernel: kernel.forward, bias: kernel.bias,
            into: result.values.numbers(slice), scratch[slice.member].pointer)
    }

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) throws(NetworksError) {
        guard let training, let gradient = result.gradient?.numbers(slice) else { return }
        let convolution = try convolution(slice)
        let scratch = scratch[slice.member].pointer
        let own = training.slices[slice.member]
        let total = training.kernel.gradient(slice)
        // The first slice of a chunk is the first part of the sum.
        try convolution.kernelGradient(
            source.values.numbers(slice), gradient, into: slice.isFirst ? total : own.pointer, bias: nil, scratch)
        if !slice.isFirst { add_numbers(total, own.pointer, own.count, total) }
        if let bias = training.bias {
            add_channels(
                gradient, slice.count * shape.result.positions, shape.result.channels, bias.cleared(slice))
        }
        if let sourceGradient = source.gradient?.numbers(slice), let kernel = kernel.gradient {
            try convolution.sourceGradient(gradient, kernel: kernel, into: sourceGradient, scratch)
        }
    }
}

extension ConvolutionStep: TrainedStep {
    var tensors: [TensorTraining] { training.map { [$0.kernel] + [$0.bias].compactMap(\.self) } ?? [] }

    func update(_ step: OptimizerStep, chunks: Int) throws(NetworksError) {
        guard let training else { return }
        try kernel.compiled.plain(training.kernel.sum(chunks: chunks), into: training.plain)
        training.kernel.apply(step, gradient: training.plain)
        if let bias = training.bias { bias.apply(step, gradient: bias.sum(chunks: chunks)) }
        try kernel.lay()
    }
}
