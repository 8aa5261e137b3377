import Compute
import NetworkLayers

/// The passes through the layers before the dense ones, forward and backward.
///
/// A batch is divided into slices, each of which passes through as many steps as possible before the next one begins.
/// An instance belongs to one thread; a team of threads can help it, with the same results.
final class FeaturePass {
    let weights: FeatureWeights
    private let slices: FeatureSlices
    private let groups: [[any FeatureStep]]
    private let trained: [any TrainedStep]
    private let team: ThreadTeam?
    private let result: FeatureEdge

    /// Creates a pass that shares the weights with all others of a network.
    ///
    /// - Parameters:
    ///   - inputs: The buffer of a batch of inputs.
    ///   - settings: The training settings; nil for prediction.
    /// - Throws: `.convolution` if the library cannot compute a convolution.
    init(
        _ architecture: Architecture, _ weights: FeatureWeights, batch: Int, inputs: FloatBuffer,
        training settings: TrainingSettings?, team: ThreadTeam?
    ) throws(NetworksError) {
        // Before anything is compiled: the library compiles for the threads that it may use.
        MatrixProducts.useOneThread()
        self.weights = weights
        self.team = team
        slices = FeatureSlices(architecture.featureShapes)
        let chunks = slices.maximumChunks(of: batch)
        let context = FeatureContext(
            weights, slices,
            training: settings.map { FeatureTraining(optimizer: $0.optimizer, penalty: $0.penalty, chunks: chunks) },
            maximumSlices: slices.slices(of: batch), members: team.count)
        let builder = FeatureBuilder(context)
        let input = FeatureEdge(
            shape: architecture.input, values: FeatureStorage(width: architecture.inputs, in: inputs), gradient: nil)
        result = try builder.build(architecture.features, tensors: weights.tensors, from: input)
        result.values.keepWhole()
        result.gradient?.keepWhole()
        for storage in builder.storages {
            storage.allocate(batch: batch, sliceSize: slices.size, members: team.count)
        }
        groups = builder.groups.filter { !$0.isEmpty }
        trained = groups.joined().compactMap { $0 as? any TrainedStep }
    }

    /// The moments of the optimizer, in the order of the steps.
    var moments: [FloatBuffer] { trained.flatMap { $0.tensors.map(\.moments) } }

    /// The values of a batch after the last layer, flattened.
    var output: FloatBuffer { result.values.whole }

    /// The buffer to which the gradient of `output` is written before `backward`; nil if nothing needs it.
    var outputGradient: FloatBuffer? { result.gradient?.whole }

    /// Runs the forward pass.
    ///
    /// - Parameter seed: The dropout seed; nil for prediction.
    /// - Throws: `.convolution` if the library reports an error.
    func forward(count: Int, seed: UInt64?) throws(NetworksError) {
        let run = FeatureRun(count: count, seed: seed)
        for step in groups.joined() { step.begin(run) }
        for group in groups {
            try eachSlice(count) { (slice) throws(NetworksError) in
                for step in group { try step.forward(slice, run) }
            }
            if let barrier = group.last as? any FeatureBarrier { barrier.finishForward(run) }
        }
    }

    /// Runs the backward pass, and adds up the gradients of the weights.
    ///
    /// - Throws: `.convolution` if the library reports an error.
    func backward(count: Int, seed: UInt64) throws(NetworksError) {
        let run = FeatureRun(count: count, seed: seed)
        for group in groups.reversed() {
            if let barrier = group.last as? any FeatureBarrier { barrier.finishBackward(run) }
            try eachSlice(count) { (slice) throws(NetworksError) in
                for step in group.reversed() { try step.backward(slice, run) }
            }
        }
    }

    /// Updates the weights by the gradients of the last backward pass.
    ///
    /// - Throws: `.convolution` if the library reports an error.
    func update(_ step: OptimizerStep, count: Int) throws(NetworksError) {
        let chunks = slices.chunks(of: count)
        try team.run(trained.count) { (number, _) throws(NetworksError) in
            try trained[number].update(step, chunks: chunks)
        }
    }

    private func eachSlice(
        _ count: Int, _ body: (FeatureSlice) throws(NetworksError) -> Void
    ) throws(NetworksError) {
        try team.run(slices.chunks(of: count)) { (chunk, member) throws(NetworksError) in
            try slices.forEach(in: chunk, of: count, member: member, body)
        }
    }
}
