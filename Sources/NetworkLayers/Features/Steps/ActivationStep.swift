import Compute
import Kernels

/// An activation function, in place where the step before allows it.
final class ActivationStep: FeatureStep {
    private let activation: Activation
    private let kernel: ActivationKind
    private let source: FeatureEdge
    private let result: FeatureEdge
    private let isInPlace: Bool
    private let zeros: FloatBuffer
    private let plane: Plane

    init(_ activation: Activation, from source: FeatureEdge, to result: FeatureEdge) {
        self.activation = activation
        kernel = activation.kernel ?? ACTIVATION_LINEAR
        self.source = source
        self.result = result
        isInPlace = source.values === result.values
        plane = result.plane
        zeros = FloatBuffer(count: plane.channels)
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) {
        let values = result.values.numbers(slice)
        if !isInPlace { values.update(from: source.values.numbers(slice), count: slice.count * plane.count) }
        if activation == .relu {
            rectify(values, slice.count * plane.count)
        } else {
            activate(
                values, zeros.pointer, Part(rows: slice.count * plane.positions, columns: plane.channels), kernel,
                DropoutRate.off)
        }
    }

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) {
        guard let sourceGradient = source.gradient?.numbers(slice), let gradient = result.gradient?.numbers(slice)
        else { return }
        let count = slice.count * plane.count
        if source.gradient !== result.gradient { sourceGradient.update(from: gradient, count: count) }
        let part = Part(rows: slice.count, columns: plane.count)
        if activation == .relu {
            rectify_backward(sourceGradient, result.values.numbers(slice), count)
        } else if activation.needsSums {
            activate_backward_by_sums(sourceGradient, source.values.numbers(slice), part, kernel, DropoutRate.off)
        } else {
            activate_backward(sourceGradient, result.values.numbers(slice), part, kernel, DropoutRate.off)
        }
    }
}
