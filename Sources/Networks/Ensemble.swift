public import Compute
public import Datasets
import Foundation
public import Scoring

/// An ensemble of networks for one task; its prediction is the mean of their predictions.
public struct Ensemble: Sendable {
    /// The networks, with the same inputs, outputs and output activation.
    private let networks: [Network]

    /// Creates an ensemble of one or more networks.
    public init(_ networks: [Network]) {
        precondition(!networks.isEmpty, "an ensemble has at least one network")
        precondition(
            networks.allSatisfy {
                $0.architecture.outputs == networks[0].architecture.outputs
                    && $0.architecture.outputActivation == networks[0].architecture.outputActivation
            }, "the networks are for one task")
        self.networks = networks
    }

    /// Returns the mean of the networks' outputs for the given rows, one row of outputs per row. Runs on the caller's
    /// thread.
    ///
    /// - Throws: `.shape` if the number of columns differs from the networks' number of inputs.
    /// - Complexity: O(networks × rows)
    public func predict(_ rows: [Int32], of examples: Examples) throws(NetworksError) -> [Float] {
        var sums: [Float] = []
        for network in networks {
            let outputs = try network.predict(rows, of: examples)
            if sums.isEmpty { sums = outputs } else { for index in sums.indices { sums[index] += outputs[index] } }
        }
        return sums.map { $0 / Float(networks.count) }
    }

    /// Returns all scores of the mean prediction on the given rows.
    ///
    /// - Parameter metrics: The metrics to measure besides those that are always measured.
    /// - Throws: `.shape` if the data do not fit the networks.
    public func scores(
        on rows: [Int32], of examples: Examples, loss: Loss, metrics: [Metric] = []
    ) throws(NetworksError) -> Scores {
        let outputs = try predict(rows, of: examples)
        let architecture = networks[0].architecture
        let stage = OutputLayer(activation: architecture.outputActivation, loss: loss, width: architecture.outputs)
        var tally = ScoreTally(outputs: stage.width, targets: examples.targets)
        // Losses are computed from the sums before the activation, here the sums that would give the mean outputs.
        let sums = outputs.map { architecture.outputActivation.sum(giving: $0) }
        let gradient = FloatBuffer(count: stage.width)
        outputs.withUnsafeBufferPointer { outputs in
            sums.withUnsafeBufferPointer { sums in
                guard let outputs = outputs.baseAddress, let sums = sums.baseAddress else { return }
                for (index, row) in rows.enumerated() {
                    let start = index * stage.width
                    examples.withTarget(of: Int(row), width: stage.width) { target in
                        let loss = stage.loss(
                            sums: sums + start, outputs: outputs + start, target: target, scale: 1,
                            gradient: gradient.pointer)
                        tally.add(outputs + start, target, loss: loss)
                    }
                }
            }
        }
        let further = metrics.filter { !$0.isAlwaysMeasured }
        if !further.isEmpty {
            tally.further = ScoredRows(outputs: outputs, rows: rows, of: examples).scores(further).named
        }
        return tally.scores
    }
}

extension Activation {
    /// Returns a sum that gives an output, for activations whose losses are computed from sums.
    fileprivate func sum(giving output: Float) -> Float {
        let least = Float.leastNormalMagnitude
        switch self {
        case .softmax: return log(max(output, least))
        case .sigmoid: return log(max(output, least)) - log(max(1 - output, least))
        default: return output
        }
    }
}
