package import Datasets
package import Messages
package import ModelFiles
package import Networks
package import Objectives
package import Reports
package import Session
import Time

/// A network that was trained once more, on the training and validation sets together.
package struct Refit {
    /// The network.
    package let saved: SavedNetwork
    /// Its training.
    package let report: RefitReport
}

extension Session {
    /// Trains networks once more on the training and validation sets together, each for the number of epochs that was
    /// best with the validation set apart, and returns them in the same order.
    ///
    /// - Throws: `.failed` if one of them diverges; `.interrupted` on Ctrl-C.
    package func refit(
        _ networks: [(blueprint: NetworkBlueprint, attempt: Int, outcome: TrainingOutcome)],
        _ objective: NetworkObjective, _ examples: Examples, _ context: ExecutionContext
    ) throws(SessionError) -> [Refit] {
        let results = try train(
            networks.map { blueprint, attempt, outcome in
                let epochs = max(1, outcome.bestEpoch)
                return FullTraining(
                    epochs: epochs, cost: Double(blueprint.architecture.multiplicationsPerSample * epochs)
                ) { cores, cancellation, progress throws(ObjectiveError) in
                    let start = ContinuousClock.now
                    let network = try objective.refit(
                        blueprint, attempt: attempt, epochs: epochs, cores: cores, cancellation: cancellation,
                        progress: progress)
                    return (network, TimeSource.machine.seconds(since: start))
                }
            }, context)
        let rows = examples.refit.split.training.count
        var refits: [Refit] = []
        for (network, result) in zip(networks, results) {
            do throws(ObjectiveError) {
                let (trained, seconds) = try result.get()
                refits.append(
                    Refit(
                        saved: SavedNetwork(trained, of: examples, training: network.blueprint.settings),
                        report: RefitReport(
                            rows: rows, epochs: max(1, network.outcome.bestEpoch), seconds: seconds)))
            } catch {
                throw .failed("the training on the training and validation sets together failed: \(error.description)")
            }
        }
        return refits
    }
}
