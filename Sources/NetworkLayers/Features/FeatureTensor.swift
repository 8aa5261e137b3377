package import Compute
import Kernels

/// A tensor of weights, which all passes through a network share.
package final class FeatureTensor {
    let specification: TensorSpecification
    let values: FloatBuffer

    init(_ specification: TensorSpecification, _ tensor: Tensor) {
        self.specification = specification
        values = FloatBuffer(tensor.values)
    }

    /// The current weights.
    var tensor: Tensor { Tensor(specification.name, specification.shape, values.values) }
}

/// The buffers for training a tensor: the optimizer's moments, and a gradient for each chunk of a batch.
package final class TensorTraining {
    private let tensor: FeatureTensor
    /// The moments of the optimizer, which a checkpoint keeps.
    package let moments: FloatBuffer
    private let penalty: Penalty?
    private let chunks: [FloatBuffer]

    /// - Parameter layout: The numbers of a gradient, where its layout is not that of the tensor.
    init(_ tensor: FeatureTensor, _ training: FeatureTraining, layout: Int? = nil) {
        self.tensor = tensor
        let optimizer = training.optimizer
        moments = FloatBuffer(count: tensor.values.count * optimizer.moments, repeating: optimizer.momentStart)
        penalty = tensor.specification.shape.count > 1 ? training.penalty : nil
        chunks = (0..<training.chunks).map { _ in FloatBuffer(count: layout ?? tensor.values.count) }
    }

    /// The gradient of a chunk.
    func gradient(_ slice: FeatureSlice) -> UnsafeMutablePointer<Float> { chunks[slice.chunk].pointer }

    /// The gradient of a chunk, 0 before its first slice.
    func cleared(_ slice: FeatureSlice) -> UnsafeMutablePointer<Float> {
        let buffer = chunks[slice.chunk]
        if slice.isFirst { buffer.pointer.update(repeating: 0, count: buffer.count) }
        return buffer.pointer
    }

    /// Returns the sum of the gradients, chunk by chunk.
    func sum(chunks count: Int) -> FloatBuffer {
        let total = chunks[0]
        for other in chunks.prefix(count).dropFirst() {
            add_numbers(total.pointer, other.pointer, total.count, total.pointer)
        }
        return total
    }

    /// Updates the tensor.
    func apply(_ step: OptimizerStep, gradient: FloatBuffer) {
        let (values, count) = (tensor.values.pointer, tensor.values.count)
        if let penalty { add_penalty(gradient.pointer, values, count, penalty.l1, penalty.l2) }
        step.apply(to: values, gradient: gradient.pointer, moments: moments.pointer, stride: count, count: count)
    }
}

/// The settings for training the steps with weights.
package struct FeatureTraining {
    package let optimizer: Optimizer
    package let penalty: Penalty?
    /// The maximum number of chunks of a batch.
    package let chunks: Int

    package init(optimizer: Optimizer, penalty: Penalty?, chunks: Int) {
        self.optimizer = optimizer
        self.penalty = penalty
        self.chunks = chunks
    }
}
