/// What a training gave.
public struct TrainingOutcome: Sendable {
    /// The network with the weights of its best epoch.
    public let network: Network
    /// One record an epoch.
    public let curve: [EpochRecord]
    /// The epoch whose weights were kept, from 1.
    public let bestEpoch: Int
    /// The validation scores of those weights.
    public let scores: Scores
    /// The outcome of each row of the validation part with those weights; nil where it is not kept.
    public let rows: RowOutcomes?
    /// Why it ended.
    public let stop: StopReason
    /// How long it took.
    public let seconds: Double
}

/// What one epoch gave.
public struct EpochRecord: Codable, Hashable, Sendable {
    /// From 1.
    public let epoch: Int
    /// The mean loss of its training steps, dropout included.
    public let trainingLoss: Double
    /// The scores on the validation part after it.
    public let validation: Scores

    private enum CodingKeys: String, CodingKey { case epoch, trainingLoss, validation }

    /// The numbers by name, the training loss as `training_loss`.
    public var named: [String: Double] {
        validation.named.merging(["training_loss": trainingLoss]) { first, _ in first }
    }
}

/// Why a training ended.
public enum StopReason: Codable, Hashable, Sendable, CustomStringConvertible {
    case patience(Int)
    case epochs
    case time
    /// By wish, after one epoch at least.
    case cancelled

    /// Why, as a sentence goes on.
    public var description: String {
        switch self {
        case .patience(let epochs): "no improvement in \(epochs) epoch\(epochs == 1 ? "" : "s")"
        case .epochs: "all epochs done"
        case .time: "the time is over"
        case .cancelled: "stopped"
        }
    }
}

/// How far a training is.
public struct TrainingProgress: Hashable, Sendable {
    /// The epoch under way, from 1.
    public let epoch: Int
    /// The share of all epochs that is done; of the epoch under way where their number is unknown.
    public let share: Double?
    /// The mean training loss of the epoch so far.
    public let loss: Double?
    /// The validation score of the last epoch.
    public let score: Double?
    /// The best validation score so far.
    public let best: Double?
}
