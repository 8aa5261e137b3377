public import Evolution
public import Networks

/// What is sought: it measures genomes and weighs the measurements as fitness.
///
/// Measuring may take long and runs on a worker's thread; weighing is quick. They are apart because what was measured
/// is remembered, and may be weighed by another expression later.
public protocol Objective: Sendable {
    /// What a measurement of the genome depends on.
    func fingerprint(of genome: Genome) throws(ObjectiveError) -> Fingerprint

    /// About how long measuring takes, in any unit: the costliest are started first.
    func cost(of genome: Genome) -> Double

    /// Measures a genome on the caller's thread.
    ///
    /// - Throws: `.failed` where this genome has no fitness and the search goes on; `.cancelled`.
    func measure(
        _ genome: Genome, cancellation: Cancellation, progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation

    /// The fitness of a measured genome: more is better.
    func outcome(of genome: Genome, measured: Evaluation) -> Outcome
}

/// How far a measurement is.
public struct EvaluationProgress: Hashable, Sendable {
    /// The epoch under way, from 1.
    public let epoch: Int
    /// The share of all epochs that is done, where their number is known.
    public let share: Double?
    /// The training loss so far.
    public let loss: Double?
    /// The validation score of the last epoch.
    public let score: Double?
    /// The best validation score so far.
    public let best: Double?

    /// How far a training is.
    public init(_ training: TrainingProgress) {
        epoch = training.epoch
        share = training.share
        loss = training.loss
        score = training.score
        best = training.best
    }
}

/// Whether more or less of it is sought.
public enum Direction: String, Codable, Hashable, Sendable {
    case maximize, minimize

    /// A value so oriented that more is better; its own inverse.
    public func oriented(_ value: Double) -> Double { self == .maximize ? value : -value }
}
