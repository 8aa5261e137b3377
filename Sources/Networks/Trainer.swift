public import Compute
public import Datasets
import NetworkLayers
import Randomness
import Scoring
public import Time

/// Trains one network. The same seed on the same kind of processor gives the same weights, byte for byte, for any
/// number of cores.
///
///     let trainer = try Trainer(architecture: architecture, settings: settings, examples: examples)
///     let outcome = try trainer.train(cancellation: Cancellation()) { _ in }
///
/// A training can pause at the end of an epoch, and continue from a checkpoint with the same result.
public struct Trainer: Sendable {
    private let architecture: Architecture
    let settings: TrainingSettings
    let examples: Examples
    let time: TimeSource

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
        let team = cores > 1 ? ThreadTeam(count: cores) : nil
        defer { team?.finish() }
        var course = try TrainingCourse(start(network), on: self, team, cancellation)
        return try course.run(through: nil, keepsBest: keepsBest, progress).outcome
    }

    /// Trains up to a number of epochs, from the start or from a checkpoint of the same training. Pauses change
    /// nothing: 3 epochs, then up to 9, then up to 27 give the same bytes as 27 at once. Runs on the caller's thread.
    ///
    /// - Parameters:
    ///   - checkpoint: The state to continue from; nil begins. Network, settings and data are those that it was made
    ///     with; the number of cores may differ.
    ///   - epochs: The number of epochs in all after which to pause. `TrainingSettings.epochs` remains the end of the
    ///     training, to which the schedule refers.
    /// - Throws: As `train(from:cores:keepsBest:cancellation:progress:)`.
    public func train(
        continuing checkpoint: TrainingCheckpoint?, through epochs: Int, cores: Int = 1, cancellation: Cancellation,
        progress: (TrainingProgress) -> Void
    ) throws(NetworksError) -> PausedTraining {
        defer { MallocTrim.giveBack(after: architecture) }
        let team = cores > 1 ? ThreadTeam(count: cores) : nil
        defer { team?.finish() }
        let start: TrainingCourse.Start = if let checkpoint { .checkpoint(checkpoint) } else { self.start(nil) }
        var course = try TrainingCourse(start, on: self, team, cancellation)
        return try course.run(through: epochs, keepsBest: false, progress)
    }

    /// Trains for a number of epochs, whatever the validation scores, and returns the last weights. A network whose
    /// best number of epochs is known from a validation set may thus learn from that set as well. Runs on the caller's
    /// thread.
    ///
    /// - Parameters:
    ///   - epochs: The number of epochs, at least 1. `TrainingSettings.epochs` remains the end to which the schedule
    ///     refers; the time limit does not count.
    ///   - cores: The number of threads; the result is the same for any number of them.
    /// - Throws: As `train(from:cores:keepsBest:cancellation:progress:)`.
    public func train(
        exactly epochs: Int, cores: Int = 1, cancellation: Cancellation, progress: (TrainingProgress) -> Void
    ) throws(NetworksError) -> Network {
        defer { MallocTrim.giveBack(after: architecture) }
        let team = cores > 1 ? ThreadTeam(count: cores) : nil
        defer { team?.finish() }
        var course = try TrainingCourse(start(nil), on: self, team, cancellation)
        return try course.run(exactly: epochs, progress)
    }

    private func start(_ network: Network?) -> TrainingCourse.Start {
        if let network { return .network(network) }
        var weightDraws = Generator(seed: settings.seed, stream: Stream.weights)
        return .random(Network(architecture, &weightDraws))
    }

    /// The state of the steps before the first epoch.
    var firstSteps: TrainingStepState {
        TrainingStepState(
            rows: examples.split.training, order: Generator(seed: settings.seed, stream: Stream.order),
            dropout: Generator(seed: settings.seed, stream: Stream.dropout))
    }
}
