/// The result of an evaluation: a fitness, or the reason of its failure.
public enum Outcome: Codable, Hashable, Sendable {
    /// The fitness, higher is better. Of two organisms with equal fitness, the one with the smaller size is fitter:
    /// of two equally good networks, the smaller one wins.
    case fitness(Double, size: Double)
    /// No fitness: the evaluation failed, timed out or gave no number. Ranks below every fitness.
    case failure(String)

    private enum CodingKeys: String, CodingKey { case fitness, failure }
    private enum FitnessCodingKeys: String, CodingKey { case _0, size }

    /// Returns a fitness without a size.
    public static func fitness(_ value: Double) -> Outcome { .fitness(value, size: 0) }

    /// The fitness; nil if the evaluation failed.
    public var fitness: Double? {
        guard case .fitness(let value, _) = self else { return nil }
        return value
    }

    /// The outcome, with a failure in place of a fitness that is not finite: such a number would break means and
    /// selection probabilities.
    var checked: Outcome {
        guard case .fitness(let value, let size) = self else { return self }
        if value.isNaN { return .failure("the fitness is not a number") }
        if value.isInfinite { return .failure("the fitness is infinite") }
        return .fitness(value, size: size.isFinite ? size : .greatestFiniteMagnitude)
    }
}
