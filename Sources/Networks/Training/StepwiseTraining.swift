package import Datasets
import Randomness

/// A training whose weights and batches are given from outside: what tests hold against other programs' numbers.
package struct StepwiseTraining {
    private let forward: ForwardPass
    private var run: TrainingRun

    /// Begins with a network's weights; `batch` is the most rows of a step.
    package init(_ network: Network, settings: TrainingSettings, examples: Examples, batch: Int) throws(NetworksError) {
        try Evaluator.check(network.architecture, examples)
        forward = ForwardPass(network, batch: batch)
        run = TrainingRun(
            forward: forward, backward: BackwardPass(forward, optimizer: settings.optimizer), examples: examples,
            settings: settings, order: Generator(seed: settings.seed), dropout: Generator(seed: settings.seed),
            start: .now)
    }

    /// One step over some rows; gives their mean loss before it.
    package mutating func step(_ rows: [Int32]) throws(NetworksError) -> Double { try run.step(over: rows) }

    /// The network as it is now.
    package var network: Network { forward.network }
}
