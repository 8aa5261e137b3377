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
    /// A network that was trained with the validation set apart.
    package typealias TrainedApart = (blueprint: NetworkBlueprint, attempt: Int, outcome: TrainingOutcome)

    /// Trains networks once more on the training and validation sets together, each for the number of epochs that was
    /// best with the validation set apart, and returns them in the same order. With folds, that is the number whose mean
    /// score over the folds is best.
    ///
    /// - Throws: `.failed` if one of them diverges; `.interrupted` on Ctrl-C.
    package func refit(
        _ networks: [TrainedApart], _ objective: NetworkObjective, _ examples: Examples, _ context: ExecutionContext
    ) throws(SessionError) -> [Refit] {
        let bestEpochs = try bestEpochs(of: networks, objective, context)
        let results = try train(
            zip(networks, bestEpochs).map { network, epochs in
                let (blueprint, attempt, _) = network
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
        for ((network, epochs), result) in zip(zip(networks, bestEpochs), results) {
            do throws(ObjectiveError) {
                let (trained, seconds) = try result.get()
                refits.append(
                    Refit(
                        saved: SavedNetwork(trained, of: examples, training: network.blueprint.settings),
                        report: RefitReport(rows: rows, epochs: epochs, seconds: seconds)))
            } catch {
                throw .failed("the training on the training and validation sets together failed: \(error.description)")
            }
        }
        return refits
    }

    /// Returns the number of epochs for which each network is trained once more.
    ///
    /// - Throws: `.interrupted` on Ctrl-C.
    private func bestEpochs(
        of networks: [TrainedApart], _ objective: NetworkObjective, _ context: ExecutionContext
    ) throws(SessionError) -> [Int] {
        let folds = objective.foldCount
        guard folds > 1 else { return networks.map { max(1, $0.outcome.bestEpoch) } }
        let results = try train(
            networks.flatMap { blueprint, _, _ in
                (0..<folds).map { fold in
                    FullTraining(
                        epochs: blueprint.settings.epochs,
                        cost: Double(blueprint.architecture.multiplicationsPerSample)
                    ) { cores, cancellation, progress throws(ObjectiveError) in
                        try objective.curve(
                            blueprint, fold: fold, cores: cores, cancellation: cancellation, progress: progress)
                    }
                }
            }, context)
        return networks.indices.map { index in
            // A network that diverges in a fold may be good in the others.
            let curves = results[index * folds..<(index + 1) * folds].compactMap { result -> [EpochQuality]? in
                if case .success(let curve) = result { curve } else { nil }
            }
            return EpochQuality.bestEpoch(of: curves) ?? max(1, networks[index].outcome.bestEpoch)
        }
    }
}
