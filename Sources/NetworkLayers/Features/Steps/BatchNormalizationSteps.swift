import Compute
import Kernels

/// The first half of batch normalization while training: the moments of the channels; on the way back, the gradient of
/// the values.
final class ChannelMomentsStep: FeatureBarrier {
    private let normalization: ChannelNormalization
    private let slices: FeatureSlices

    init(_ normalization: ChannelNormalization, _ slices: FeatureSlices) {
        self.normalization = normalization
        self.slices = slices
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) {
        column_moments(
            normalization.source.values.numbers(slice), slice.count * normalization.plane.positions,
            normalization.plane.channels, normalization.moments.first(slice), normalization.moments.second(slice))
    }

    func finishForward(_ run: FeatureRun) {
        normalization.moments.combine(
            rows: rows(run), scale: normalization.scale.values,
            moving: (normalization.mean.values, normalization.variance.values), normalization.settings)
    }

    func finishBackward(_ run: FeatureRun) { normalization.moments.combineGradients(rows: rows(run)) }

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) {
        guard let gradient = normalization.result.gradient, let sourceGradient = normalization.source.gradient
        else { return }
        let moments = normalization.moments
        normalize_columns_backward(
            gradient.numbers(slice), normalization.source.values.numbers(slice),
            slice.count * normalization.plane.positions, normalization.plane.channels, moments.mean.pointer,
            moments.inverse.pointer, moments.factor.pointer, normalization.shift.values.pointer,
            normalization.rectifier.isOn, moments.meanSum.pointer, moments.meanProduct.pointer,
            sourceGradient.numbers(slice))
    }

    private func rows(_ run: FeatureRun) -> [Int] {
        (0..<slices.slices(of: run.count)).map {
            min(slices.size, run.count - $0 * slices.size) * normalization.plane.positions
        }
    }
}

/// The second half of batch normalization: normalizes, scales and shifts, and rectifies if a rectifier follows; on the way back, the sums of the gradients.
/// For prediction it is the only one, and uses the moving means.
final class NormalizationStep: FeatureStep {
    private let normalization: ChannelNormalization
    private let training: (scale: TensorTraining, shift: TensorTraining)?

    init(_ normalization: ChannelNormalization, _ training: FeatureTraining?) {
        self.normalization = normalization
        // The slices' sums are kept with the moments: chunks are not needed.
        let training = training.map { FeatureTraining(optimizer: $0.optimizer, penalty: $0.penalty, chunks: 0) }
        self.training = training.map {
            (TensorTraining(normalization.scale, $0), TensorTraining(normalization.shift, $0))
        }
    }

    /// Makes the step rectify the values of an edge, if they are its results.
    func rectify(_ edge: FeatureEdge) -> Bool {
        guard edge.values === normalization.result.values else { return false }
        normalization.rectifier.isOn = true
        return true
    }

    func begin(_ run: FeatureRun) {
        guard run.seed == nil else { return }
        normalization.moments.use(
            mean: normalization.mean.values, variance: normalization.variance.values,
            scale: normalization.scale.values, normalization.settings)
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) {
        normalize_columns(
            normalization.source.values.numbers(slice), slice.count * normalization.plane.positions,
            normalization.plane.channels, normalization.moments.mean.pointer, normalization.moments.factor.pointer,
            normalization.shift.values.pointer, normalization.rectifier.isOn,
            normalization.result.values.numbers(slice))
    }

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) {
        guard let gradient = normalization.result.gradient else { return }
        normalize_columns_sums(
            gradient.numbers(slice), normalization.source.values.numbers(slice),
            slice.count * normalization.plane.positions, normalization.plane.channels,
            normalization.moments.mean.pointer, normalization.moments.inverse.pointer,
            normalization.moments.factor.pointer, normalization.shift.values.pointer, normalization.rectifier.isOn,
            normalization.moments.first(slice), normalization.moments.second(slice))
    }
}

extension NormalizationStep: TrainedStep {
    var tensors: [TensorTraining] { training.map { [$0.scale, $0.shift] } ?? [] }

    func update(_ step: OptimizerStep, chunks: Int) {
        guard let training else { return }
        training.scale.apply(step, gradient: normalization.moments.products)
        training.shift.apply(step, gradient: normalization.moments.sums)
    }
}

/// The buffers common to both halves of a batch normalization.
struct ChannelNormalization {
    let settings: BatchNormalization
    let scale: FeatureTensor
    let shift: FeatureTensor
    let mean: FeatureTensor
    let variance: FeatureTensor
    let source: FeatureEdge
    let result: FeatureEdge
    let moments: ChannelMoments
    let rectifier = Rectifier()
    var plane: Plane { source.plane }
}

/// The switch with which a batch normalization also applies ReLU.
final class Rectifier { var isOn = false }
