import Compute
import Kernels
import NetworkLayers

/// The backward pass of a batch and the optimizer's step, layer by layer from the outputs; at last, the layers before
/// the dense ones.
///
/// The gradient of a layer's weights is computed in blocks of rows. Each block is applied while it is still in the
/// processor's cache: the whole gradient is never written to memory.
final class BackwardPass {
    private let forward: ForwardPass
    private let moments: [FloatBuffer]
    private let biasMoments: [FloatBuffer]
    private let scaleMoments: [FloatBuffer]
    private let scaleGradient: FloatBuffer
    private let biasGradient: FloatBuffer
    /// One block per thread.
    private let blocks: [FloatBuffer]
    private var gradient: FloatBuffer
    private var nextGradient: FloatBuffer
    /// The step of the optimizer, which a checkpoint keeps.
    private(set) var step: OptimizerStep
    private let penalty: Penalty?

    /// The block size in numbers, 512 KB: the smallest from 32 to 256 thousand that costs about as much as the
    /// undivided product.
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
        blocks = (0..<forward.team.count).map { _ in FloatBuffer(count: max(Self.blockSize, widest)) }
        biasGradient = FloatBuffer(count: widest)
        scaleGradient = FloatBuffer(count: widest)
        gradient = FloatBuffer(count: forward.batch * widest)
        nextGradient = FloatBuffer(count: forward.batch * widest)
        step = OptimizerStep(optimizer)
    }

    /// The moments of all weights, in a fixed order.
    private var allMoments: [FloatBuffer] {
        moments + biasMoments + scaleMoments + (forward.features?.moments ?? [])
    }

    /// The values of all moments, for a checkpoint.
    var momentValues: [[Float]] { allMoments.map(\.values) }

    /// Returns to the optimizer's state in a checkpoint of the same network.
    func restore(_ checkpoint: TrainingCheckpoint) {
        step = checkpoint.step
        for (buffer, values) in zip(allMoments, checkpoint.moments) { buffer.take(values) }
    }

    /// The buffer to which the gradient with respect to the output sums is written before `run`.
    var outputGradient: UnsafeMutablePointer<Float> { gradient.pointer }

    /// Backpropagates the gradient of the outputs and updates all weights by one step.
    ///
    /// - Parameters:
    ///   - count: The number of rows.
    ///   - dropout: The dropout seed of the forward pass.
    ///   - rateFactor: The fraction of the learning rate according to the schedule.
    /// - Throws: `.product` or `.noBrainFloat` if a matrix product fails; `.convolution` if a convolution does.
    func run(count: Int, dropout: UInt64, rateFactor: Double) throws(NetworksError) {
        step.advance(rateFactor: rateFactor)
        for index in forward.shapes.indices.reversed() {
            let shape = forward.shapes[index]
            let source = index == 0 ? forward.source : forward.results[index - 1]
            let isNormalized = moveNormalization(of: index, shape, count: count)
            forward.brain?.gradient.take(gradient.pointer, count * shape.outputs)
            // Before the weights are updated, since the gradient belongs to the weights of the forward pass.
            if index > 0 {
                try sendBack(through: index, into: nextGradient, count: count, dropout: dropout)
            } else if let features = forward.features?.outputGradient {
                try sendBack(through: index, into: features, count: count, dropout: dropout)
            }
            try moveWeights(of: index, shape, source, count: count, movesBiases: !isNormalized)
            swap(&gradient, &nextGradient)
        }
        guard let features = forward.features, features.outputGradient != nil else { return }
        try features.backward(count: count, seed: dropout)
        try features.update(step, count: count)
    }

    /// Computes the gradient with respect to the sums of the layer before; of the first dense layer, with respect to
    /// its inputs.
    private func sendBack(
        through index: Int, into target: FloatBuffer, count: Int, dropout: UInt64
    ) throws(NetworksError) {
        let shape = forward.shapes[index]
        let pieces = MatrixTile.of(rows: count, inner: shape.outputs, columns: shape.inputs)
        try forward.team.run(pieces.count) { (number, member) throws(NetworksError) in
            let piece = pieces[number]
            let size = MatrixProducts.Shape(
                .rightTransposed, rows: piece.rows.count, inner: shape.outputs, columns: piece.columns.count,
                resultStride: shape.inputs)
            let part = Part(piece, stride: shape.inputs)
            let result = target.pointer + part.first
            let (row, column) = (piece.rows.lowerBound * shape.outputs, piece.columns.lowerBound * shape.outputs)
            if let brain = forward.brain {
                try forward.products[member].multiply(
                    brain.gradient.pointer + row, brain.weights[index].pointer + column, into: result, size)
            } else {
                try forward.products[member].multiply(
                    gradient.pointer + row, forward.weights[index].pointer + column, into: result, size)
            }
            guard index > 0 else { return }
            let kernel = forward.architecture.hidden[index - 1].activation.kernel ?? ACTIVATION_LINEAR
            let dropped = forward.dropout(of: index - 1, seed: dropout)
            if let sums = forward.sums[index - 1] {
                activate_backward_by_sums(result, sums.pointer + part.first, part, kernel, dropped)
            } else {
                activate_backward(result, forward.results[index - 1].pointer + part.first, part, kernel, dropped)
            }
        }
    }

    private func moveWeights(
        of index: Int, _ shape: (inputs: Int, outputs: Int), _ source: FloatBuffer, count: Int, movesBiases: Bool
    ) throws(NetworksError) {
        let rows = max(1, Self.blockSize / shape.outputs)
        try forward.team.run((shape.inputs + rows - 1) / rows) { (number, member) throws(NetworksError) in
            let first = number * rows
            try moveWeights(
                of: index, shape, source, rows: first..<min(shape.inputs, first + rows), count: count, member: member)
            if number == 0, movesBiases { moveBiases(of: index, shape, count: count) }
        }
    }

    private func moveWeights(
        of index: Int, _ shape: (inputs: Int, outputs: Int), _ source: FloatBuffer, rows: Range<Int>, count: Int,
        member: Int
    ) throws(NetworksError) {
        let weights = forward.weights[index]
        let block = blocks[member]
        let product = MatrixProducts.Shape(
            .leftTransposed, rows: rows.count, inner: count, columns: shape.outputs, leftStride: shape.inputs)
        if let brain = forward.brain {
            let source = index == 0 ? brain.inputs : brain.results[index - 1]
            try forward.products[member].multiply(
                source.pointer + rows.lowerBound, brain.gradient.pointer, into: block.pointer, product)
        } else {
            try forward.products[member].multiply(
                source.pointer + rows.lowerBound, gradient.pointer, into: block.pointer, product)
        }
        let (offset, size) = (rows.lowerBound * shape.outputs, rows.count * shape.outputs)
        if let penalty { add_penalty(block.pointer, weights.pointer + offset, size, penalty.l1, penalty.l2) }
        step.apply(
            to: weights.pointer + offset, gradient: block.pointer, moments: moments[index].pointer + offset,
            stride: weights.count, count: size)
        forward.brain?.weights[index].take(weights.pointer + offset, size, at: offset)
    }

    /// Backpropagates the gradient through a layer's batch normalization, and updates its scales and shifts.
    ///
    /// - Returns: false if the layer has none.
    private func moveNormalization(of index: Int, _ shape: (inputs: Int, outputs: Int), count: Int) -> Bool {
        guard index < forward.normalizations.count, let normalization = forward.normalizations[index] else {
            return false
        }
        normalization.runBackward(
            gradient.pointer, rows: count, scaleGradient: scaleGradient.pointer, shiftGradient: biasGradient.pointer)
        step.apply(
            to: forward.biases[index].pointer, gradient: biasGradient.pointer, moments: biasMoments[index].pointer,
            stride: shape.outputs, count: shape.outputs)
        step.apply(
            to: normalization.scale.pointer, gradient: scaleGradient.pointer, moments: scaleMoments[index].pointer,
            stride: shape.outputs, count: shape.outputs)
        return true
    }

    private func moveBiases(of index: Int, _ shape: (inputs: Int, outputs: Int), count: Int) {
        sum_columns(gradient.pointer, count, shape.outputs, biasGradient.pointer)
        step.apply(
            to: forward.biases[index].pointer, gradient: biasGradient.pointer, moments: biasMoments[index].pointer,
            stride: shape.outputs, count: shape.outputs)
    }
}
