import Kernels

/// Gradients of a batch and the optimizer's step, layer by layer from the outputs.
///
/// The gradient of a layer's weights is computed some rows at a time, and each block is stepped while it is still in
/// the processor's cache: it is never written to memory as a whole.
final class BackwardPass {
    private let forward: ForwardPass
    private let moments: [FloatBuffer]
    private let biasMoments: [FloatBuffer]
    private let scaleMoments: [FloatBuffer]
    private let scaleGradient: FloatBuffer
    private let block: FloatBuffer
    private var gradient: FloatBuffer
    private var nextGradient: FloatBuffer
    private var step: OptimizerStep
    private let penalty: Penalty?

    /// Numbers of a block, 512 KB: of 32 to 256 thousand the smallest that
    /// costs about as much as the product in one piece.
    static let blockSize = 128 * 1024

    init(_ forward: ForwardPass, _ settings: TrainingSettings) {
        self.forward = forward
        let optimizer = settings.optimizer
        penalty = settings.penalty
        let count = optimizer.moments
        moments = forward.weights.map { FloatBuffer(count: $0.count * count, repeating: optimizer.momentStart) }
        biasMoments = forward.biases.map { FloatBuffer(count: $0.count * count, repeating: optimizer.momentStart) }
        scaleMoments = forward.normalizations.map {
            FloatBuffer(count: ($0?.scale.count ?? 0) * count, repeating: optimizer.momentStart)
        }
        let widest = forward.shapes.reduce(0) { max($0, $1.outputs) }
        block = FloatBuffer(count: max(Self.blockSize, widest))
        scaleGradient = FloatBuffer(count: widest)
        gradient = FloatBuffer(count: forward.batch * widest)
        nextGradient = FloatBuffer(count: forward.batch * widest)
        step = OptimizerStep(optimizer)
    }

    /// Where the gradient by the outputs' sums is to be written before `run`.
    var outputGradient: UnsafeMutablePointer<Float> { gradient.pointer }

    /// Sends the outputs' gradient back and moves all weights one step.
    ///
    /// - Parameters:
    ///   - dropout: the seed that the batch went forward with.
    ///   - rateShare: the share of the learning rate that the schedule leaves.
    func run(count: Int, dropout: UInt64, rateShare: Double = 1) throws(NetworksError) {
        step.advance(share: rateShare)
        for index in forward.shapes.indices.reversed() {
            let shape = forward.shapes[index]
            let source = index == 0 ? forward.inputs : forward.results[index - 1]
            let isNormalized = moveNormalization(of: index, shape, count: count)
            forward.brain?.gradient.take(gradient.pointer, count * shape.outputs)
            // Before the weights move: the gradient is that of the weights that went forward.
            if index > 0 { try sendBack(through: index, shape, count: count) }
            try moveWeights(of: index, shape, source, count: count)
            if !isNormalized { moveBiases(of: index, shape, count: count) }
            if index > 0 {
                let layer = forward.architecture.hidden[index - 1]
                let (kernel, size) = (layer.activation.kernel ?? ACTIVATION_LINEAR, count * shape.inputs)
                let dropped = forward.dropout(of: index - 1, seed: dropout)
                if let sums = forward.sums[index - 1] {
                    activate_backward_by_sums(nextGradient.pointer, sums.pointer, size, kernel, dropped)
                } else {
                    activate_backward(nextGradient.pointer, source.pointer, size, kernel, dropped)
                }
                swap(&gradient, &nextGradient)
            }
        }
    }

    private func sendBack(
        through index: Int, _ shape: (inputs: Int, outputs: Int), count: Int
    ) throws(NetworksError) {
        let size = MatrixProducts.Shape(
            kind: .rightTransposed, rows: count, inner: shape.outputs, columns: shape.inputs)
        if let brain = forward.brain {
            try forward.products.multiply(
                brain.gradient.pointer, brain.weights[index].pointer, into: nextGradient.pointer, size)
        } else {
            try forward.products.multiply(
                gradient.pointer, forward.weights[index].pointer, into: nextGradient.pointer, size)
        }
    }

    private func moveWeights(
        of index: Int, _ shape: (inputs: Int, outputs: Int), _ source: FloatBuffer, count: Int
    ) throws(NetworksError) {
        let rows = max(1, Self.blockSize / shape.outputs)
        let weights = forward.weights[index]
        var first = 0
        while first < shape.inputs {
            let size = min(rows, shape.inputs - first)
            let product = MatrixProducts.Shape(
                kind: .leftTransposed(stride: shape.inputs), rows: size, inner: count, columns: shape.outputs)
            if let brain = forward.brain {
                let source = index == 0 ? brain.inputs : brain.results[index - 1]
                try forward.products.multiply(
                    source.pointer + first, brain.gradient.pointer, into: block.pointer, product)
            } else {
                try forward.products.multiply(
                    source.pointer + first, gradient.pointer, into: block.pointer, product)
            }
            let offset = first * shape.outputs
            if let penalty {
                add_penalty(
                    block.pointer, weights.pointer + offset, size * shape.outputs, penalty.l1, penalty.l2)
            }
            step.apply(
                to: weights.pointer + offset, gradient: block.pointer, moments: moments[index].pointer + offset,
                stride: weights.count, count: size * shape.outputs)
            forward.brain?.weights[index].take(weights.pointer + offset, size * shape.outputs, at: offset)
            first += size
        }
    }

    /// Sends the gradient back through a layer's normalisation, and moves its scales and shifts.
    ///
    /// - Returns: false where the layer has none.
    private func moveNormalization(of index: Int, _ shape: (inputs: Int, outputs: Int), count: Int) -> Bool {
        guard index < forward.normalizations.count, let normalization = forward.normalizations[index] else {
            return false
        }
        normalization.runBackward(
            gradient.pointer, rows: count, scaleGradient: scaleGradient.pointer, shiftGradient: block.pointer)
        step.apply(
            to: forward.biases[index].pointer, gradient: block.pointer, moments: biasMoments[index].pointer,
            stride: shape.outputs, count: shape.outputs)
        step.apply(
            to: normalization.scale.pointer, gradient: scaleGradient.pointer, moments: scaleMoments[index].pointer,
            stride: shape.outputs, count: shape.outputs)
        return true
    }

    private func moveBiases(of index: Int, _ shape: (inputs: Int, outputs: Int), count: Int) {
        sum_columns(gradient.pointer, count, shape.outputs, block.pointer)
        step.apply(
            to: forward.biases[index].pointer, gradient: block.pointer, moments: biasMoments[index].pointer,
            stride: shape.outputs, count: shape.outputs)
    }
}
