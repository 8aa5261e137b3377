public import Compute
public import Scoring

/// The training settings.
///
/// Settings that are nil are not encoded, so that results cached before the setting existed remain valid.
public struct TrainingSettings: Codable, Hashable, Sendable {
    /// The optimizer.
    public var optimizer = Optimizer.adam
    /// The loss function to minimize.
    public var loss = Loss.categoricalCrossentropy
    /// The batch size, 1 or more.
    public var batchSize = 32
    /// The maximum number of epochs; nil for no limit but patience.
    public var epochs: Int?
    /// The time limit in seconds; nil for no limit. Checked once per batch.
    public var timeLimit: Double?
    /// The number of epochs without improvement after which training stops, 1 or more.
    public var patience = 3
    /// The smallest change of the score that counts as an improvement.
    public var minimumChange = 1e-4
    /// The learning rate schedule; nil for a constant rate. All but the constant one need the number of epochs.
    public var schedule: Schedule?
    /// The label smoothing: the fraction of each target that is spread over all classes during training (Szegedy et
    /// al., 2016), from 0 to below 1; nil for none. Scores use the original targets.
    public var labelSmoothing: Float?
    /// The number format of the matrix products; nil for 32 bits.
    public var precision: Precision?
    /// The weight penalty; nil for none.
    public var penalty: Penalty?
    /// The random changes of images while training; nil for none.
    public var augmentation: Augmentation?
    /// The weights of classes in the loss; nil for equal ones.
    public var classWeights: ClassWeights?
    /// The validation metric that early stopping observes.
    public var score = Metric.accuracy
    /// The further metrics to measure, besides `score` and those that every training measures; nil for none.
    public var scores: [Metric]?
    /// The seed of weights, sample order and dropout.
    public var seed: UInt64 = 1

    private enum CodingKeys: String, CodingKey {
        case optimizer, loss, batchSize, epochs, timeLimit, patience, minimumChange, schedule, labelSmoothing
        case precision, penalty, augmentation, classWeights, score, scores, seed
    }

    /// Creates the default settings.
    public init() {}
}

extension TrainingSettings {
    /// The metrics to measure besides those that every training measures.
    var furtherMetrics: [Metric] { ([score] + (scores ?? [])).filter { !$0.isAlwaysMeasured } }

    /// Returns the score that early stopping observes; the loss in its place, oriented like it, if it is undefined.
    public func observed(_ scores: [String: Double]) -> Double? {
        scores[score.name] ?? scores[Metric.loss.name].map { score.isHigherBetter ? -$0 : $0 }
    }

    /// True if all numbers are in the range that training can use; numbers read from a file may not be.
    public var isSound: Bool {
        batchSize > 0 && batchSize <= 1 << 30 && (epochs ?? 1) > 0 && (timeLimit ?? 1) > 0 && patience > 0
            && minimumChange >= 0 && minimumChange.isFinite && optimizer.learningRate.isFinite
    }
}
