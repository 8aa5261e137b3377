/// How a network is trained.
///
/// What is nil is left out where settings are written, so that what was remembered without it stays an answer.
public struct TrainingSettings: Codable, Hashable, Sendable {
    /// How weights follow their gradients.
    public var optimizer = Optimizer.adam
    /// What training minimises.
    public var loss = Loss.categoricalCrossentropy
    /// Samples a step, 1 or more.
    public var batchSize = 32
    /// Passes over the training samples, at the most; nil: until patience ends.
    public var epochs: Int?
    /// Seconds, at the most; nil for no limit. Looked at every batch.
    public var timeLimit: Double?
    /// Epochs without improvement of the score before it stops, 1 or more.
    public var patience = 3
    /// The least change of the score that is an improvement.
    public var minimumChange = 1e-4
    /// How the learning rate changes; nil: it does not. All but the constant one need the number of epochs.
    public var schedule: Schedule?
    /// The share of each target that is spread over all classes while training (Szegedy et al., 2016), from 0 to below 1;
    /// nil for none. Scores are those of the targets as they are.
    public var labelSmoothing: Float?
    /// What the products are made of; nil: of numbers of 32 bits.
    public var precision: Precision?
    /// What the weights cost; nil for nothing.
    public var penalty: Penalty?
    /// What improvement is measured by, on the validation part.
    public var score = Metric.accuracy
    /// The seed of weights, order and dropout.
    public var seed: UInt64 = 1

    private enum CodingKeys: String, CodingKey {
        case optimizer, loss, batchSize, epochs, timeLimit, patience, minimumChange, schedule, labelSmoothing
        case precision, penalty, score, seed
    }

    /// The defaults.
    public init() {}
}

extension TrainingSettings {
    /// Whether all numbers lie where a training can use them; those in a file may not.
    public var isSound: Bool {
        batchSize > 0 && batchSize <= 1 << 30 && (epochs ?? 1) > 0 && (timeLimit ?? 1) > 0 && patience > 0
            && minimumChange >= 0 && minimumChange.isFinite && optimizer.learningRate.isFinite
    }
}
