/// The values of the objectives of one organism, and by how much it violates the conditions.
public struct ObjectiveVector: Codable, Hashable, Sendable {
    /// The value of each objective, higher is better.
    public let values: [Double]
    /// The sum of the violations of all conditions, each 0 or more in the unit of its condition or normalized; 0 for
    /// a feasible organism.
    public let violation: Double

    private enum CodingKeys: String, CodingKey { case values, violation }

    /// Creates a vector.
    public init(_ values: [Double], violation: Double = 0) {
        self.values = values
        self.violation = violation
    }

    /// True if no condition is violated.
    @inlinable public var isFeasible: Bool { violation <= 0 }

    /// Returns true if this vector is at least as good in every objective and better in one (Pareto dominance),
    /// regardless of violations.
    ///
    /// - Complexity: O(objectives)
    @inlinable public func dominates(_ other: ObjectiveVector) -> Bool { values.dominates(other.values) }

    /// Returns true if this vector dominates another by Deb's rules: a feasible one dominates an infeasible one, of
    /// two infeasible ones the one with the smaller violation dominates, and of two feasible ones the better one
    /// (Deb, "An efficient constraint handling method for genetic algorithms", 2000).
    ///
    /// - Complexity: O(objectives)
    @inlinable public func constrainedDominates(_ other: ObjectiveVector) -> Bool {
        guard isFeasible, other.isFeasible else {
            return isFeasible != other.isFeasible ? isFeasible : violation < other.violation
        }
        return dominates(other)
    }
}

extension [Double] {
    /// Returns true if these values are at least as high as others everywhere and higher somewhere.
    ///
    /// - Complexity: O(values)
    @inlinable func dominates(_ other: [Double]) -> Bool {
        var isBetter = false
        for (mine, theirs) in zip(self, other) {
            if mine < theirs { return false }
            if mine > theirs { isBetter = true }
        }
        return isBetter
    }

    /// Returns true if these values come after others in the order of the first value that differs, highest first.
    func isLexicographicallyLower(than other: [Double]) -> Bool {
        for (mine, theirs) in zip(self, other) where mine != theirs { return mine < theirs }
        return false
    }
}
