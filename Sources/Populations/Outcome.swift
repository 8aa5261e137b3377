public import Fronts
package import Genes

/// The result of an evaluation: a fitness, several of them, or the reason of its failure.
public enum Outcome: Codable, Hashable, Sendable {
    /// The fitness, higher is better. Of two organisms with equal fitness, the one with the smaller size is fitter:
    /// of two equally good networks, the smaller one wins.
    case fitness(Double, size: Double)
    /// No fitness: the evaluation failed, timed out or gave no number. Ranks below every fitness.
    case failure(String)
    /// The values of several objectives, or of one under a condition that this organism violates. Among equals the
    /// smaller size is fitter.
    case vector(ObjectiveVector, size: Double)

    private enum CodingKeys: String, CodingKey { case fitness, failure, vector }
    private enum FitnessCodingKeys: String, CodingKey { case _0, size }
    private enum VectorCodingKeys: String, CodingKey { case _0, size }

    /// Returns a fitness without a size.
    public static func fitness(_ value: Double) -> Outcome { .fitness(value, size: 0) }

    /// Returns the outcome with these values: a fitness if there is one value and no violation, and a vector
    /// otherwise.
    public static func measured(_ vector: ObjectiveVector, size: Double = 0) -> Outcome {
        guard vector.values.count == 1, vector.isFeasible else { return .vector(vector, size: size) }
        return .fitness(vector.values[0], size: size)
    }

    /// The fitness, or the value of the first objective; nil if the evaluation failed. The first of several objectives
    /// does not order organisms: see `Ranking`.
    public var fitness: Double? {
        switch self {
        case .fitness(let value, _): value
        case .vector(let vector, _): vector.values.first
        case .failure: nil
        }
    }

    /// The values of all objectives and the violation; nil if the evaluation failed.
    public var vector: ObjectiveVector? {
        switch self {
        case .fitness(let value, _): ObjectiveVector([value])
        case .vector(let vector, _): vector
        case .failure: nil
        }
    }

    /// True if the evaluation succeeded and no condition is violated.
    public var isFeasible: Bool { vector?.isFeasible ?? false }

    /// The size that decides among equals; 0 after a failure.
    public var size: Double {
        switch self {
        case .fitness(_, let size), .vector(_, let size): size
        case .failure: 0
        }
    }

    /// Returns the outcome, with a failure in place of values that are not finite or do not fit the criteria: such
    /// numbers would break means and selection probabilities.
    package func checked(for criteria: Criteria) -> Outcome {
        guard let vector else { return self }
        guard vector.values.count == criteria.objectives else {
            return .failure("the evaluation gave \(vector.values.count) values instead of \(criteria.objectives)")
        }
        for value in vector.values {
            if value.isNaN { return .failure("the fitness is not a number") }
            if value.isInfinite { return .failure("the fitness is infinite") }
        }
        guard vector.violation >= 0 else { return .failure("the violation of the conditions is not a number") }
        let size = size.isFinite ? size : .greatestFiniteMagnitude
        let violation = min(vector.violation, .greatestFiniteMagnitude)
        return .measured(ObjectiveVector(vector.values, violation: criteria.isConstrained ? violation : 0), size: size)
    }
}
