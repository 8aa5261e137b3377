import Datasets
import Evolution
public import Networks

/// Trainings that pause at rungs.
extension NetworkObjective {
    /// Trains through the end of a span, from the last checkpoint if there is one.
    func train(
        _ blueprint: NetworkBlueprint, key: Fingerprint, seed: UInt64, on examples: Examples, _ span: RungSpan,
        _ cancellation: Cancellation, progress: (TrainingProgress) -> Void
    ) throws(ObjectiveError) -> TrainingOutcome {
        let checkpoint = checkpoints.take(key, through: span.through)
        let paused = try reportingFailures { () throws(NetworksError) in
            try trainer(blueprint, seed: seed, on: examples).train(
                continuing: checkpoint, through: span.through, cancellation: cancellation, progress: progress)
        }
        if let checkpoint = paused.checkpoint { checkpoints.keep(checkpoint, for: key) }
        return paused.outcome
    }

    /// Releases the checkpoints of a genome whose measurement is over.
    public func release(_ prepared: PreparedGenome) { for key in prepared.fingerprints { checkpoints.drop(key) } }

    /// Returns the result after fewer epochs: the curve holds the scores after each epoch. The outcomes of single rows
    /// are known for the best epoch of all alone, and left out unless that epoch is among the first ones.
    public func evaluation(_ measured: Evaluation, after budget: Int) -> Evaluation? {
        guard !measured.curve.isEmpty else { return nil }
        let curve = Array(measured.curve.prefix(budget))
        var stopping = EarlyStopping(task.settings)
        var best: (epoch: Int, scores: [String: Double])?
        for (index, epoch) in curve.enumerated() {
            var scores = epoch
            scores["training_loss"] = nil
            guard let score = task.settings.observed(scores), score.isFinite else { return nil }
            if stopping.improves(score, epoch: index + 1) { best = (index + 1, scores) }
        }
        guard var best else { return nil }
        best.scores["parameters"] = measured.scores["parameters"]
        let isBestOfAll = best.scores.allSatisfy { measured.scores[$0] == $1 }
        // Only a finished training has the scores that are not measured in each epoch.
        if curve.count == measured.curve.count { best.scores = measured.scores }
        return Evaluation(
            scores: best.scores, curve: curve,
            seconds: measured.seconds * Double(curve.count) / Double(measured.curve.count),
            rows: isBestOfAll ? measured.rows : nil)
    }

    /// True if patience or time ended a training before its number of epochs.
    public func isOver(_ measured: Evaluation, after budget: Int) -> Bool { measured.curve.count < budget }
}

/// Trainings on all rows but those of the test set.
extension NetworkObjective {
    /// Trains a blueprint's network on the training set of a fold, with the random numbers of the search.
    ///
    /// - Parameter fold: the number of the fold, from 0 to below `foldCount`.
    /// - Returns: The scores on the validation set of the fold after each epoch, oriented so that higher ones are better:
    ///   the one that early stopping observes, and the loss.
    /// - Throws: The same errors as `train`.
    public func curve(
        _ blueprint: NetworkBlueprint, fold: Int, cores: Int = 1, cancellation: Cancellation,
        progress: (TrainingProgress) -> Void
    ) throws(ObjectiveError) -> [EpochQuality] {
        let seed = Fingerprint(of: description(try NetworkKey(blueprint), part: fold)).seed(mixedWith: seed)
        let examples = folds.isEmpty ? examples : folds[fold]
        let outcome = try reportingFailures { () throws(NetworksError) in
            try trainer(blueprint, seed: seed, on: examples).train(
                cores: cores, cancellation: cancellation, progress: progress)
        }
        let sign: Double = blueprint.settings.score.isHigherBetter ? 1 : -1
        return outcome.curve.map { epoch in
            let scores = epoch.validation.named
            return EpochQuality(
                score: sign * (blueprint.settings.observed(scores) ?? -.infinity), loss: -(scores["loss"] ?? .infinity))
        }
    }

    /// Trains a blueprint's network on the training and the validation set together, for as many epochs as were best
    /// with the validation set apart.
    ///
    /// - Parameters:
    ///   - attempt: the number of the training whose random numbers it uses, from 0.
    ///   - epochs: the number of epochs, at least 1.
    /// - Throws: The same errors as `train`.
    public func refit(
        _ blueprint: NetworkBlueprint, attempt: Int = 0, epochs: Int, cores: Int = 1, cancellation: Cancellation,
        progress: (TrainingProgress) -> Void
    ) throws(ObjectiveError) -> Network {
        let description = description(try NetworkKey(blueprint), part: nil, attempt: attempt)
        let seed = Fingerprint(of: description).seed(mixedWith: seed)
        var blueprint = blueprint
        // The number of epochs is known, so the clock must not change the result.
        blueprint.settings.timeLimit = nil
        let settled = blueprint
        return try reportingFailures { () throws(NetworksError) in
            try trainer(settled, seed: seed, on: examples.refit).train(
                exactly: epochs, cores: cores, cancellation: cancellation, progress: progress)
        }
    }
}
