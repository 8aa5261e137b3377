package import Compute
package import Datasets
import Randomness
import Time

/// A training with given weights and batches, with which tests compare each step with other libraries.
package struct TrainingSteps {
    private let forward: ForwardPass
    private var run: TrainingRun

    /// Creates a training.
    ///
    /// - Parameter batch: The maximum number of rows per step.
    /// - Throws: `.convolution` if the library cannot compute a convolution.
    package init(
        _ network: Network, settings: TrainingSettings, examples: Examples, batch: Int
    ) throws(NetworksError) {
        forward = try ForwardPass(
            network, batch: batch, training: settings)
        run = TrainingRun(
            forward: forward, backward: BackwardPass(forward, settings), examples: examples,
            settings: settings,
            state: TrainingStepState(
                rows: examples.split.training, order: Generator(seed: settings.seed),
                dropout: Generator(seed: settings.seed)),
            time: .machine, start: .now)
    }

    /// Updates the weights by one step.
    ///
    /// - Returns: The mean loss of the rows before the step.
    /// - Throws: `.product` or `.noBrainFloat` if a matrix product fails.
    package mutating func step(_ rows: [Int32]) throws(NetworksError) -> Double {
        try run.step(rows, from: 0, count: rows.count) / Double(rows.count)
    }

    /// The current weights.
    package var network: Network { forward.network }
}
