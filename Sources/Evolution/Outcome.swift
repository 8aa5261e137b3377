/// What an evaluation gave: a fitness, or the reason why there is none.
public enum Outcome: Codable, Hashable, Sendable {
    /// More is better. Of two equal fitnesses the one with the smaller size is the fitter, so that the smaller of two
    /// equally good networks wins.
    case fitness(Double, size: Double)
    /// No fitness: the evaluation failed, ran out of time or gave no number. Ranks below every fitness.
    case failure(String)

    private enum CodingKeys: String, CodingKey { case fitness, failure }
    private enum FitnessCodingKeys: String, CodingKey { case _0, size }

    /// A fitness of something that has no size.
    public static func fitness(_ value: Double) -> Outcome { .fitness(value, size: 0) }

    /// The fitness; nil where the evaluation failed.
    public var fitness: Double? {
        guard case .fitness(let value, _) = self else { return nil }
        return value
    }

    /// The outcome, with a failure in place of a fitness that is no finite number: such a number has no place in a mean
    /// or on a roulette wheel.
    var checked: Outcome {
        guard case .fitness(let value, let size) = self else { return self }
        if value.isNaN { return .failure("the fitness is not a number") }
        if value.isInfinite { return .failure("the fitness is infinite") }
        return .fitness(value, size: size.isFinite ? size : .greatestFiniteMagnitude)
    }
}
