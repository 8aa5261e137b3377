import Compute
import Kernels

/// Layer normalization over the channels of each position.
final class LayerNormalizationStep: FeatureStep {
    private let epsilon: Float
    private let source: FeatureEdge
    private let result: FeatureEdge
    private let scale: FeatureTensor
    private let shift: FeatureTensor
    private let training: (scale: TensorTraining, shift: TensorTraining)?
    private let plane: Plane

    init(
        epsilon: Float, scale: FeatureTensor, shift: FeatureTensor, from source: FeatureEdge, to result: FeatureEdge,
        _ training: FeatureTraining?
    ) {
        self.epsilon = epsilon
        self.source = source
        self.result = result
        self.scale = scale
        self.shift = shift
        self.training = training.map { (TensorTraining(scale, $0), TensorTraining(shift, $0)) }
        plane = source.plane
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) {
        normalize_rows(
            source.values.numbers(slice), slice.count * plane.positions, plane.channels, scale.values.pointer,
            shift.values.pointer, epsilon, result.values.numbers(slice))
    }

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) {
        guard let training, let gradient = result.gradient?.numbers(slice) else { return }
        // Without a gradient of the source its place may be overwritten: by then nothing reads it.
        normalize_rows_backward(
            gradient, source.values.numbers(slice), slice.count * plane.positions, plane.channels,
            scale.values.pointer, epsilon, source.gradient?.numbers(slice) ?? gradient, training.scale.cleared(slice),
            training.shift.cleared(slice))
    }
}

extension LayerNormalizationStep: TrainedStep {
    var tensors: [TensorTraining] { training.map { [$0.scale, $0.shift] } ?? [] }

    func update(_ step: OptimizerStep, chunks: Int) {
        guard let training else { return }
        training.scale.apply(step, gradient: training.scale.sum(chunks: chunks))
        training.shift.apply(step, gradient: training.shift.sum(chunks: chunks))
    }
}
