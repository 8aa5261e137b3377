public import Evolution
public import Networks

/// What is sought: it measures genomes and weighs the measurements as fitness.
///
/// Measuring may take long and runs on a worker's thread; weighing is quick. They are apart because what was measured
/// is remembered, and may be weighed by another expression later.
///
/// A genome may be measured in several parts, on other folds of the data or with other random numbers, of which its
/// fitness is the mean. Each part is remembered by itself.
public protocol Objective: Sendable {
    /// The measurements that a fitness is the mean of, 1 or more.
    var parts: Int { get }

    /// Whether a measurement holds for every later search, so that it is remembered.
    var isRemembered: Bool { get }

    /// What a measurement of the genome depends on; `part` is from 0 to below `parts`.
    func fingerprint(of genome: Genome, part: Int) throws(ObjectiveError) -> Fingerprint

    /// About how long one part takes, in any unit: the costliest are started first.
    func cost(of genome: Genome) -> Double

    /// Measures one part on the caller's thread.
    ///
    /// - Throws: `.failed` where this genome has no fitness and the search goes on; `.cancelled`.
    func measure(
        _ genome: Genome, part: Int, cancellation: Cancellation,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation

    /// What is sought of one part, in the direction in which it was typed.
    func value(of genome: Genome, measured: Evaluation) -> Double

    /// The fitness of a genome whose parts were all measured: more is better.
    func outcome(of genome: Genome, measured: [Evaluation]) -> Outcome
}

extension Objective {
    /// How far the parts lie apart: the standard deviation of a sample of their values; nil of one part alone.
    public func deviation(of genome: Genome, measured: [Evaluation]) -> Double? {
        guard measured.count > 1 else { return nil }
        let values = measured.map { value(of: genome, measured: $0) }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }

    /// The mean of the parts' values; a failure where one of them is no number.
    func meanValue(of genome: Genome, measured: [Evaluation]) -> Double {
        measured.reduce(0) { $0 + value(of: genome, measured: $1) } / Double(max(1, measured.count))
    }
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

    /// What somebody else says of it.
    public init(epoch: Int, share: Double?, loss: Double?, score: Double?, best: Double?) {
        self.epoch = epoch
        self.share = share
        self.loss = loss
        self.score = score
        self.best = best
    }

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
