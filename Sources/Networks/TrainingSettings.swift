/// How a network is trained.
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
    /// What improvement is measured by, on the validation part.
    public var score = Metric.accuracy
    /// The seed of weights, order and dropout.
    public var seed: UInt64 = 1

    /// The defaults.
    public init() {}
}
