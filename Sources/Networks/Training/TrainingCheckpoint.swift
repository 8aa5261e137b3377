import Compute
import Randomness
import Scoring

/// The state of a training between two epochs, from which it continues as if it had never paused: the same bytes
/// follow.
///
///     var checkpoint = try trainer.train(through: 3, cancellation: stop) { _ in }.checkpoint
///     let whole = try trainer.train(from: checkpoint, through: 27, cancellation: stop) { _ in }
///
/// It holds the weights with the moving means of batch normalization, the moments and the step of the optimizer, the
/// steps of the schedule, the order of the samples, the random streams of order and dropout (augmentation draws from
/// the latter), early stopping, the curve, and the best weights with their scores.
public struct TrainingCheckpoint: Sendable {
    /// The weights after the last epoch.
    package let network: Network
    /// The moments of the optimizer, buffer by buffer.
    let moments: [[Float]]
    let step: OptimizerStep
    let steps: TrainingStepState
    let stopping: EarlyStopping
    let curve: [EpochRecord]
    /// The best weights and their scores.
    let kept: KeptNetwork
    /// The duration so far, in seconds.
    let seconds: Double

    /// The number of finished epochs.
    public var epochs: Int { curve.count }

    /// The approximate number of bytes in memory.
    ///
    /// - Complexity: O(layers)
    public var byteCount: Int {
        let numbers = 2 * network.architecture.parameterCount + moments.reduce(0) { $0 + $1.count } + steps.rows.count
        return numbers * MemoryLayout<Float>.stride
    }
}

/// The weights that a training keeps because they are its best, and their scores.
struct KeptNetwork: Sendable {
    let network: Network
    let tally: ScoreTally
}

/// The part of a training's state that changes with each step, besides weights and moments.
struct TrainingStepState: Sendable {
    /// The training rows in the order of the last epoch.
    var rows: [Int32]
    var order: Generator
    var dropout: Generator
    /// The number of steps so far.
    var stepsDone = 0.0
}

/// The result of a training up to a number of epochs.
public struct PausedTraining: Sendable {
    /// The result if the training ended here.
    public let outcome: TrainingOutcome
    /// The state to continue from; nil if the training is over.
    public let checkpoint: TrainingCheckpoint?
}
