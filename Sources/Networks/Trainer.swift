public import Datasets
import Randomness
public import Time

/// Trains one network. The same seed on the same kind of processor gives the same weights, byte for byte, for any
/// number of cores.
///
///     let trainer = try Trainer(architecture: architecture, settings: settings, examples: examples)
///     let outcome = try trainer.train(cancellation: Cancellation()) { _ in }
public struct Trainer: Sendable {
    private let architecture: Architecture
    private let settings: TrainingSettings
    private let examples: Examples
    private let time: TimeSource

    /// Creates a trainer, checking that network, settings and data fit together.
    ///
    /// - Parameter time: The clock of the time limit.
    /// - Throws: `.shape` if the network does not fit the data; `.unsuitableActivation` for softmax in a hidden layer;
    ///   `.unsuitable` if the loss does not fit the output activation; `.noImages` if images cannot be changed because
    ///   the inputs are none; `.noBrainFloat` if the processor does not
    ///   support bfloat16; `.endlessSchedule` for a schedule without a number of epochs.
    public init(
        architecture: Architecture, settings: TrainingSettings, examples: Examples, time: TimeSource = .machine
    ) throws(NetworksError) {
        try ScoringPass.check(architecture, examples)
        if architecture.hidden.contains(where: { $0.activation == .softmax }) {
            throw .unsuitableActivation(Activation.softmax.name)
        }
        if let reason = settings.loss.objection(to: architecture.outputActivation) {
            throw .unsuitable(loss: settings.loss.name, reason: reason)
        }
        if let augmentation = settings.augmentation, !augmentation.isIdentity,
            architecture.augmenting(augmentation, examples, seed: 0) == nil
        {
            throw .noImages
        }
        if let precision = settings.precision, !precision.isHere { throw .noBrainFloat }
        if let schedule = settings.schedule, schedule != .constant, settings.epochs == nil {
            throw .endlessSchedule(schedule.name)
        }
        self.architecture = architecture
        self.settings = settings
        self.examples = examples
        self.time = time
    }

    /// Weights, order and dropout have independent random streams.
    private enum Stream {
        static let weights: UInt64 = 1
        static let order: UInt64 = 2
        static let dropout: UInt64 = 3
    }

    /// Trains until patience, epochs or time run out. Runs on the caller's thread.
    ///
    /// - Parameters:
    ///   - network: The network to continue from, with the trainer's architecture. Its weights remain if no epoch
    ///     improves the score. Nil starts from random weights.
    ///   - cores: The number of threads, the caller's included; 1 while other networks are trained at the same time.
    ///   - keepsBest: True to return the best weights of the completed epochs, if any, instead of throwing when
    ///     training is cancelled.
    ///   - cancellation: The request to stop, checked once per batch.
    ///   - progress: Called regularly while training.
    /// - Throws: `.cancelled` within a batch of the request; `.diverged` at the first loss that is NaN or infinite.
    public func train(
        from network: Network? = nil, cores: Int = 1, keepsBest: Bool = false, cancellation: Cancellation,
        progress: (TrainingProgress) -> Void
    ) throws(NetworksError) -> TrainingOutcome {
        // Runs after the training has freed its buffers.
        defer { MallocTrim.giveBack(after: architecture) }
        return try run(network, cores, keepsBest, cancellation, progress)
    }

    private func run(
        _ network: Network?, _ cores: Int, _ keepsBest: Bool, _ cancellation: Cancellation,
        _ progress: (TrainingProgress) -> Void
    ) throws(NetworksError) -> TrainingOutcome {
        let start = time.now
        let team = cores > 1 ? ThreadTeam(count: cores) : nil
        defer { team?.finish() }
        var weightDraws = Generator(seed: settings.seed, stream: Stream.weights)
        let forward = try ForwardPass(
            network ?? Network(architecture, &weightDraws),
            batch: max(1, min(settings.batchSize, examples.split.training.count)),
            team: team, training: settings)
        let validation = try ScoringPass(
            ForwardPass(sharing: forward, batch: ScoringPass.batch), examples: examples, loss: settings.loss,
            cancellation: cancellation)
        var run = TrainingRun(
            forward: forward, backward: BackwardPass(forward, settings), examples: examples,
            settings: settings, order: Generator(seed: settings.seed, stream: Stream.order),
            dropout: Generator(seed: settings.seed, stream: Stream.dropout), time: time, start: start)
        var stopping = EarlyStopping(settings)
        var curve: [EpochRecord] = []
        var kept: (network: Network, tally: ScoreTally)?
        if let network {
            let tally = try validation.tally(examples.split.validation)
            if let score = tally.scores[settings.score], score.isFinite, stopping.improves(score, epoch: 0) {
                kept = (network, tally)
            }
        }
        func outcome(_ kept: (network: Network, tally: ScoreTally), _ stop: StopReason) -> TrainingOutcome {
            TrainingOutcome(
                network: kept.network, curve: curve, bestEpoch: stopping.bestEpoch, scores: kept.tally.scores,
                rows: kept.tally.rows, stop: stop,
                seconds: time.seconds(since: start))
        }
        while true {
            let epoch = curve.count + 1
            let last = curve.last?.validation[settings.score]
            let (loss, isTimeOver): (Double, Bool)
            let tally: ScoreTally
            do throws(NetworksError) {
                (loss, isTimeOver) = try run.epoch(cancellation: cancellation) { fraction, loss in
                    let whole = settings.epochs.map { (Double(epoch - 1) + fraction) / Double($0) }
                    progress(
                        TrainingProgress(epoch: epoch, fraction: whole, loss: loss, score: last, best: stopping.best))
                }
                guard loss.isFinite else { throw .diverged(epoch: epoch) }
                tally = try validation.tally(examples.split.validation)
            } catch {
                guard keepsBest, case .cancelled = error, let kept, !curve.isEmpty else { throw error }
                return outcome(kept, .cancelled)
            }
            let scores = tally.scores
            curve.append(EpochRecord(epoch: epoch, trainingLoss: loss, validation: scores))
            let score = scores[settings.score] ?? -(scores[.loss] ?? .nan)
            guard score.isFinite else { throw .diverged(epoch: epoch) }
            let improves = stopping.improves(score, epoch: epoch)
            let stop: StopReason? =
                isTimeOver
                ? .time
                : epoch == settings.epochs
                    ? .epochs : stopping.isOver(after: epoch) ? .patience(settings.patience) : nil
            if improves { kept = (forward.network, tally) }
            if let stop, let kept { return outcome(kept, stop) }
        }
    }
}
