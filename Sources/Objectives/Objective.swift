public import Evolution
public import Networks

/// An objective: it measures genomes and computes their fitness from the measurements.
///
/// Measuring may take long and runs on a worker's thread; computing the fitness is quick. The two are separate
/// because measurements are cached, and another expression may use them later.
///
/// A genome may be measured in several parts, on different folds of the data or with different random numbers; its
/// fitness is their mean. Each part is cached separately.
public protocol Objective: Sendable {
    /// The number of measurements that the fitness averages, 1 or more.
    var parts: Int { get }

    /// True if measurements are valid for later searches, so that they are cached.
    var isRemembered: Bool { get }

    /// Decodes a genome once for its keys, its cost and its measurement.
    ///
    /// - Throws: `ObjectiveError` if the genome cannot be measured.
    func prepare(_ genome: Genome) throws(ObjectiveError) -> PreparedGenome

    /// The budgets at which a measurement can pause, and continue later; nil for an objective that is always measured
    /// whole.
    var rungs: Rungs? { get }

    /// Measures one part on the caller's thread.
    ///
    /// - Parameters:
    ///   - prepared: a genome that this objective prepared.
    ///   - part: from 0 to below `parts`.
    ///   - span: the rungs between which to measure; nil to measure whole. The result is that of the whole measurement
    ///     from the start to the end of the span, whether this process measured the spans before or not: a measurement
    ///     that cannot be continued begins anew.
    /// - Throws: `.failed` if this genome has no fitness and the search continues; `.cancelled`.
    func measure(
        _ prepared: PreparedGenome, part: Int, span: RungSpan?, cancellation: Cancellation,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation

    /// Returns the result at a rung that follows from a result at a higher one; nil if it does not follow.
    func evaluation(_ measured: Evaluation, after budget: Int) -> Evaluation?

    /// True if a measurement ended by itself before its budget was used, so that higher budgets change nothing.
    func isOver(_ measured: Evaluation, after budget: Int) -> Bool

    /// Releases what is kept to continue the measurement of a genome.
    func release(_ prepared: PreparedGenome)

    /// Returns the objective's value for one part, in the original direction.
    func value(of genome: Genome, measured: Evaluation) -> Double

    /// Returns the fitness of a genome whose parts were all measured; higher is better.
    func outcome(of genome: Genome, measured: [Evaluation]) -> Outcome
}

extension Objective {
    /// Nil: always measured whole.
    public var rungs: Rungs? { nil }

    /// Nil: each rung is measured for itself.
    public func evaluation(_ measured: Evaluation, after budget: Int) -> Evaluation? { nil }

    /// False: measurements use their whole budget.
    public func isOver(_ measured: Evaluation, after budget: Int) -> Bool { false }

    /// Nothing is kept.
    public func release(_ prepared: PreparedGenome) {}

    /// Measures one part whole on the caller's thread.
    ///
    /// - Throws: `.failed` if this genome has no fitness and the search continues; `.cancelled`.
    public func measure(
        _ prepared: PreparedGenome, part: Int, cancellation: Cancellation,
        progress: @escaping @Sendable (EvaluationProgress) -> Void
    ) throws(ObjectiveError) -> Evaluation {
        try measure(prepared, part: part, span: nil, cancellation: cancellation, progress: progress)
    }

    /// Returns the sample standard deviation of the parts' values; nil for a single part.
    public func deviation(of genome: Genome, measured: [Evaluation]) -> Double? {
        guard measured.count > 1 else { return nil }
        let values = measured.map { value(of: genome, measured: $0) }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }

    /// Returns the mean of the parts' values; NaN or infinite if one of them is.
    func meanValue(of genome: Genome, measured: [Evaluation]) -> Double {
        measured.reduce(0) { $0 + value(of: genome, measured: $1) } / Double(max(1, measured.count))
    }
}

/// The progress of a measurement.
public struct EvaluationProgress: Hashable, Sendable {
    /// The current epoch, from 1.
    public let epoch: Int
    /// The completed fraction of all epochs, if their number is known.
    public let fraction: Double?
    /// The training loss so far.
    public let loss: Double?
    /// The validation score of the last epoch.
    public let score: Double?
    /// The best validation score so far.
    public let best: Double?

    /// Creates progress from values that another process reported.
    public init(epoch: Int, fraction: Double?, loss: Double?, score: Double?, best: Double?) {
        self.epoch = epoch
        self.fraction = fraction
        self.loss = loss
        self.score = score
        self.best = best
    }

    /// Creates the progress of a training.
    public init(_ training: TrainingProgress) {
        epoch = training.epoch
        fraction = training.fraction
        loss = training.loss
        score = training.score
        best = training.best
    }
}

/// The direction of the optimization.
public enum Direction: String, Codable, Hashable, Sendable {
    case maximize, minimize

    /// Returns a value with its sign changed if necessary so that higher is better; its own inverse.
    public func oriented(_ value: Double) -> Double { self == .maximize ? value : -value }
}
