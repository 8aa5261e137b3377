import Compute
import Kernels

/// A filter for each channel.
final class DepthwiseStep: FeatureStep {
    private let windows: Windows
    private let source: FeatureEdge
    private let result: FeatureEdge
    private let kernel: FeatureTensor
    private let training: TensorTraining?

    init(
        _ windows: Windows, kernel: FeatureTensor, from source: FeatureEdge, to result: FeatureEdge,
        _ training: FeatureTraining?
    ) {
        self.windows = windows
        self.source = source
        self.result = result
        self.kernel = kernel
        self.training = training.map { TensorTraining(kernel, $0) }
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) {
        depthwise(
            source.values.numbers(slice), kernel.values.pointer, slice.count, windows, result.values.numbers(slice))
    }

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) {
        guard let training, let gradient = result.gradient?.numbers(slice) else { return }
        depthwise_kernel_gradient(
            source.values.numbers(slice), gradient, slice.count, windows, training.cleared(slice))
        guard let sourceGradient = source.gradient else { return }
        depthwise_source_gradient(
            gradient, kernel.values.pointer, slice.count, windows, sourceGradient.numbers(slice))
    }
}

extension DepthwiseStep: TrainedStep {
    var tensors: [TensorTraining] { training.map { [$0] } ?? [] }

    func update(_ step: OptimizerStep, chunks: Int) {
        guard let training else { return }
        training.apply(step, gradient: training.sum(chunks: chunks))
    }
}
