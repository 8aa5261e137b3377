public import Datasets
import Foundation

/// Several networks for one task, which say together the mean of what each of them says.
public struct Ensemble: Sendable {
    /// Networks of the same inputs, outputs and output activation.
    private let networks: [Network]

    /// One or more networks.
    public init(_ networks: [Network]) {
        precondition(!networks.isEmpty, "an ensemble has a network")
        precondition(
            networks.allSatisfy {
                $0.architecture.outputs == networks[0].architecture.outputs
                    && $0.architecture.outputActivation == networks[0].architecture.outputActivation
            }, "networks of one task")
        self.networks = networks
    }

    /// The mean of what comes out for some rows, a row of outputs each. On the caller's thread; O(networks × rows).
    ///
    /// - Throws: `.shape` where the data have other columns than the networks have inputs.
    public func predict(_ rows: [Int32], of examples: Examples) throws(NetworksError) -> [Float] {
        var sums: [Float] = []
        for network in networks {
            let outputs = try network.predict(rows, of: examples)
            if sums.isEmpty { sums = outputs } else { for place in sums.indices { sums[place] += outputs[place] } }
        }
        return sums.map { $0 / Float(networks.count) }
    }

    /// All scores of the mean on some rows.
    ///
    /// - Throws: `.shape` where the data do not fit the networks.
    public func scores(on rows: [Int32], of examples: Examples, loss: Loss) throws(NetworksError) -> Scores {
        let outputs = try predict(rows, of: examples)
        let architecture = networks[0].architecture
        let stage = OutputStage(activation: architecture.outputActivation, loss: loss, width: architecture.outputs)
        var tally = ScoreTally(outputs: stage.width, targets: examples.targets)
        // Losses are computed from the sums before the activation: those that give the mean outputs.
        let sums = outputs.map { architecture.outputActivation.sum(giving: $0) }
        let gradient = FloatBuffer(count: stage.width)
        outputs.withUnsafeBufferPointer { outputs in
            sums.withUnsafeBufferPointer { sums in
                guard let outputs = outputs.baseAddress, let sums = sums.baseAddress else { return }
                for (place, row) in rows.enumerated() {
                    let start = place * stage.width
                    examples.withTarget(of: Int(row), width: stage.width) { target in
                        let loss = stage.loss(
                            sums: sums + start, outputs: outputs + start, target: target, scale: 1,
                            gradient: gradient.pointer)
                        tally.add(outputs + start, target, loss: loss)
                    }
                }
            }
        }
        return tally.scores
    }
}

extension Activation {
    /// A sum that gives an output, of those whose losses are computed from sums.
    fileprivate func sum(giving output: Float) -> Float {
        let least = Float.leastNormalMagnitude
        switch self {
        case .softmax: return log(max(output, least))
        case .sigmoid: return log(max(output, least)) - log(max(1 - output, least))
        default: return output
        }
    }
}
