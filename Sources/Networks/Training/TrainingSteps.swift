package import Datasets
import Randomness
import Time

/// A training that is told each batch, from given weights: what tests compare with other libraries step by step.
package struct TrainingSteps {
    private let forward: ForwardPass
    private var run: TrainingRun

    /// - Parameter batch: the most rows a step.
    package init(_ network: Network, settings: TrainingSettings, examples: Examples, batch: Int) {
        forward = ForwardPass(network, batch: batch, precision: settings.precision)
        run = TrainingRun(
            forward: forward, backward: BackwardPass(forward, settings), examples: examples,
            settings: settings, order: Generator(seed: settings.seed), dropout: Generator(seed: settings.seed),
            time: .machine, start: .now)
    }

    /// Moves the weights by one step.
    ///
    /// - Returns: the mean loss of the rows before the step.
    package mutating func step(_ rows: [Int32]) throws(NetworksError) -> Double {
        try run.step(rows, from: 0, count: rows.count) / Double(rows.count)
    }

    /// The weights as they are now.
    package var network: Network { forward.network }
}
