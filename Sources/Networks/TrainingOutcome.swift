public import Scoring

/// The result of a training.
public struct TrainingOutcome: Sendable {
    /// The network with the weights of its best epoch.
    public let network: Network
    /// The learning curve, one record per epoch.
    public let curve: [EpochRecord]
    /// The epoch whose weights were kept, counted from 1.
    public let bestEpoch: Int
    /// The validation scores of those weights.
    public let scores: Scores
    /// The outcomes of the validation rows with those weights; nil if they are not kept.
    public let record: RowRecord?
    /// The reason for the end of training.
    public let stop: StopReason
    /// The duration in seconds.
    public let seconds: Double

    /// The outcome of each validation row with those weights; nil if it is not kept.
    public var rows: RowOutcomes? { record?.rows }
}

/// The results of one epoch.
public struct EpochRecord: Codable, Hashable, Sendable {
    /// The number of the epoch, from 1.
    public let epoch: Int
    /// The mean loss of its training steps, dropout included.
    public let trainingLoss: Double
    /// The validation scores after the epoch.
    public let validation: Scores

    private enum CodingKeys: String, CodingKey { case epoch, trainingLoss, validation }

    /// The numbers by name, with the training loss as `training_loss`.
    public var named: [String: Double] {
        validation.named.merging(["training_loss": trainingLoss]) { first, _ in first }
    }
}

/// The reason for the end of a training.
public enum StopReason: Codable, Hashable, Sendable, CustomStringConvertible {
    case patience(Int)
    case epochs
    case time
    /// The user stopped it, after at least one epoch.
    case cancelled

    /// The reason, for use inside a sentence.
    public var description: String {
        switch self {
        case .patience(let epochs): "no improvement in \(epochs) epoch\(epochs == 1 ? "" : "s")"
        case .epochs: "all epochs done"
        case .time: "stopped by the time limit"
        case .cancelled: "stopped"
        }
    }
}

/// The progress of a training.
public struct TrainingProgress: Hashable, Sendable {
    /// The current epoch, from 1.
    public let epoch: Int
    /// The completed fraction of the epochs up to the end or the next pause; nil if their number is unknown.
    public let fraction: Double?
    /// The mean training loss of the current epoch so far.
    public let loss: Double?
    /// The validation score of the last epoch.
    public let score: Double?
    /// The best validation score so far.
    public let best: Double?
}
