import Kernels

/// The weights of one normalized layer, which all passes through a network share, and the buffers of one pass.
package final class NormalizationBuffers {
    package let settings: BatchNormalization
    package let scale: FloatBuffer
    private let movingMean: FloatBuffer
    private let movingVariance: FloatBuffer
    private let width: Int
    private let normalized: FloatBuffer
    private let mean: FloatBuffer
    private let variance: FloatBuffer
    private let inverse: FloatBuffer

    package init(_ settings: BatchNormalization, _ weights: BatchNormalization.Weights, batch: Int) {
        self.settings = settings
        width = weights.scale.count
        scale = FloatBuffer(weights.scale)
        movingMean = FloatBuffer(weights.mean)
        movingVariance = FloatBuffer(weights.variance)
        normalized = FloatBuffer(count: batch * width)
        (mean, variance, inverse) = (FloatBuffer(count: width), FloatBuffer(count: width), FloatBuffer(count: width))
    }

    /// Creates buffers for another batch size that share the weights.
    package init(sharing other: NormalizationBuffers, batch: Int) {
        settings = other.settings
        width = other.width
        scale = other.scale
        movingMean = other.movingMean
        movingVariance = other.movingVariance
        normalized = FloatBuffer(count: batch * width)
        (mean, variance, inverse) = (FloatBuffer(count: width), FloatBuffer(count: width), FloatBuffer(count: width))
    }

    package var weights: BatchNormalization.Weights {
        BatchNormalization.Weights(scale: scale.values, mean: movingMean.values, variance: movingVariance.values)
    }

    /// Normalizes and scales the sums of the rows; the activation adds the shift.
    ///
    /// - Parameter isTraining: True to use the mean and variance of the batch and to update the moving ones.
    package func run(_ sums: UnsafeMutablePointer<Float>, rows: Int, isTraining: Bool) {
        guard isTraining else {
            normalize_known(
                sums, rows, width, scale.pointer, movingMean.pointer, movingVariance.pointer, settings.epsilon)
            return
        }
        normalize_batch(
            sums, rows, width, scale.pointer, settings.epsilon, normalized.pointer, mean.pointer, variance.pointer,
            inverse.pointer)
        move_mean(movingMean.pointer, mean.pointer, width, settings.momentum)
        move_mean(movingVariance.pointer, variance.pointer, width, settings.momentum)
    }

    /// Backpropagates a gradient through the last batch.
    package func runBackward(
        _ gradient: UnsafeMutablePointer<Float>, rows: Int, scaleGradient: UnsafeMutablePointer<Float>,
        shiftGradient: UnsafeMutablePointer<Float>
    ) {
        normalize_backward(
            gradient, rows, width, scale.pointer, normalized.pointer, inverse.pointer, scaleGradient, shiftGradient)
    }
}
