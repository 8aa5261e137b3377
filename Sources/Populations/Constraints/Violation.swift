import Fronts

extension Outcome {
    /// The amount by which conditions are violated: 0 for a feasible organism, and after a failure.
    public var violation: Double { vector?.violation ?? 0 }

    /// The fitness, or the value of the first objective; nil if the evaluation failed or a condition is violated.
    public var feasibleFitness: Double? { isFeasible ? fitness : nil }

    /// Returns the outcome with another violation; a failure stays as it is.
    public func violating(_ amount: Double) -> Outcome {
        guard let vector else { return self }
        return .measured(ObjectiveVector(vector.values, violation: amount), size: size)
    }
}
