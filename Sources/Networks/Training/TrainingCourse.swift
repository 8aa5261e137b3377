import Arithmetic
import Compute
import Datasets
import NetworkLayers
import Scoring
import Time

/// A training while it runs, epoch by epoch, from its start or from a checkpoint.
struct TrainingCourse {
    /// What a training starts from.
    enum Start {
        /// A network with random weights.
        case random(Network)
        /// A network to be trained further, whose score counts.
        case network(Network)
        case checkpoint(TrainingCheckpoint)
    }

    private let settings: TrainingSettings
    private let examples: Examples
    private let validationRows: [Int32]
    private let forward: ForwardPass
    private let backward: BackwardPass
    private let validation: ScoringPass
    private let cancellation: Cancellation
    private let time: TimeSource
    private let start: ContinuousClock.Instant
    private var run: TrainingRun
    private var stopping: EarlyStopping
    private var curve: [EpochRecord] = []
    private var kept: KeptNetwork?
    /// The epochs before this course, and the last one to run; nil for as many as patience allows.
    private let before: Int
    private var end: Int?

    /// - Throws: `.convolution` if the library cannot compute a convolution; `.cancelled`.
    init(_ begin: Start, on trainer: Trainer, _ team: ThreadTeam?, _ cancellation: Cancellation) throws(NetworksError) {
        settings = trainer.settings
        time = trainer.time
        self.cancellation = cancellation
        examples = trainer.examples
        validationRows = examples.split.validation
        let network: Network
        let steps: TrainingStepState
        switch begin {
        case .random(let first), .network(let first):
            (network, steps, stopping) = (first, trainer.firstSteps, EarlyStopping(settings))
            before = 0
            start = time.now
        case .checkpoint(let checkpoint):
            (network, steps, stopping) = (checkpoint.network, checkpoint.steps, checkpoint.stopping)
            (curve, kept) = (checkpoint.curve, checkpoint.kept)
            before = checkpoint.epochs
            start = time.now - .limited(seconds: checkpoint.seconds)
        }
        forward = try ForwardPass(
            network, batch: max(1, min(settings.batchSize, examples.split.training.count)), team: team,
            training: settings)
        validation = try ScoringPass(
            ForwardPass(sharing: forward, batch: ScoringPass.batch), examples: examples, loss: settings.loss,
            metrics: settings.furtherMetrics, keepsMain: true, cancellation: cancellation)
        backward = BackwardPass(forward, settings)
        run = TrainingRun(
            forward: forward, backward: backward, examples: examples, settings: settings, state: steps, time: time,
            start: start)
        switch begin {
        case .random: break
        case .network(let network): try keepIfFinite(network)
        case .checkpoint(let checkpoint): backward.restore(checkpoint)
        }
    }

    /// Keeps the weights of the network that is trained further, unless its score is not finite.
    private mutating func keepIfFinite(_ network: Network) throws(NetworksError) {
        let tally = try validation.tally(validationRows)
        if let score = tally.scores[settings.score], score.isFinite, stopping.improves(score, epoch: 0) {
            kept = KeptNetwork(network: network, tally: tally)
        }
    }

    /// Trains up to a number of epochs; nil for as many as the settings allow.
    ///
    /// - Throws: `.cancelled` within a batch of the request; `.diverged` at the first loss that is NaN or infinite.
    mutating func run(
        through limit: Int?, keepsBest: Bool, _ progress: (TrainingProgress) -> Void
    ) throws(NetworksError) -> PausedTraining {
        end = [limit, settings.epochs].compactMap(\.self).min()
        while true {
            // A checkpoint may lie at or beyond the limit.
            if let limit, let kept, curve.count >= limit {
                return PausedTraining(
                    outcome: outcome(kept, .epochs, isPaused: true), checkpoint: checkpoint(kept))
            }
            let stop: StopReason?
            do throws(NetworksError) {
                stop = try epoch(progress)
            } catch {
                guard keepsBest, case .cancelled = error, let kept, !curve.isEmpty else { throw error }
                return PausedTraining(outcome: outcome(kept, .cancelled), checkpoint: nil)
            }
            if let stop, let kept { return PausedTraining(outcome: outcome(kept, stop), checkpoint: nil) }
        }
    }

    /// Trains for a number of epochs and returns the last weights, not the best ones.
    ///
    /// - Throws: As `run(through:keepsBest:_:)`.
    mutating func run(
        exactly epochs: Int, _ progress: (TrainingProgress) -> Void
    ) throws(NetworksError) -> Network {
        end = epochs
        while curve.count < epochs { _ = try epoch(progress) }
        return forward.network
    }

    /// Runs the next epoch.
    ///
    /// - Returns: The reason to end; nil to go on.
    private mutating func epoch(_ progress: (TrainingProgress) -> Void) throws(NetworksError) -> StopReason? {
        let epoch = curve.count + 1
        let last = curve.last?.validation[settings.score]
        let best = stopping.best
        // The fraction of what this course does, for the time left.
        let (done, all) = (Double(epoch - 1 - before), end.map { Double(max(1, $0 - before)) })
        let (loss, isTimeOver) = try run.epoch(cancellation: cancellation) { fraction, loss in
            let whole = all.map { (done + fraction) / $0 }
            progress(TrainingProgress(epoch: epoch, fraction: whole, loss: loss, score: last, best: best))
        }
        guard loss.isFinite else { throw .diverged(epoch: epoch) }
        let tally = try validation.tally(validationRows)
        let scores = tally.scores
        curve.append(EpochRecord(epoch: epoch, trainingLoss: loss, validation: scores))
        guard let score = settings.observed(scores.named), score.isFinite else { throw .diverged(epoch: epoch) }
        if stopping.improves(score, epoch: epoch) { kept = KeptNetwork(network: forward.network, tally: tally) }
        if isTimeOver { return .time }
        if epoch == settings.epochs { return .epochs }
        return stopping.isOver(after: epoch) ? .patience(settings.patience) : nil
    }

    private func outcome(_ kept: KeptNetwork, _ stop: StopReason, isPaused: Bool = false) -> TrainingOutcome {
        TrainingOutcome(
            network: kept.network, curve: curve, bestEpoch: stopping.bestEpoch,
            scores: isPaused ? kept.tally.scores : scores(of: kept.tally),
            record: record(of: kept.tally), stop: stop, seconds: time.seconds(since: start))
    }

    /// Returns the scores of the best epoch, with the main ones that are not measured in each epoch. A training that
    /// pauses has none of them, so that its result is the same as that of a longer one after as many epochs.
    private func scores(of tally: ScoreTally) -> Scores {
        let scores = tally.scores
        guard !tally.outputs.isEmpty else { return scores }
        let main = Metric.main(for: examples.targets).filter { scores[$0] == nil }
        return scores.merging(
            ScoredRows(outputs: tally.outputs, rows: validationRows, of: examples).scores(main).named)
    }

    /// Returns what is stored about the rows of the best epoch.
    private func record(of tally: ScoreTally) -> RowRecord? {
        let groups =
            tally.outputs.isEmpty
            ? nil
            : GroupScores(
                of: ScoredRows(outputs: tally.outputs, rows: validationRows, of: examples),
                metrics: Metric.all + settings.furtherMetrics, losses: tally.rowLosses)
        return RowRecord(rows: tally.rows, groups: groups)
    }

    private func checkpoint(_ kept: KeptNetwork) -> TrainingCheckpoint {
        TrainingCheckpoint(
            // The best weights are often the last ones, and then share their memory.
            network: stopping.bestEpoch == curve.count ? kept.network : forward.network,
            moments: backward.momentValues, step: backward.step, steps: run.state, stopping: stopping, curve: curve,
            kept: kept, seconds: time.seconds(since: start))
    }
}
