extension History {
    /// Returns the fitness of births for a surrogate model that uses their order alone. An infeasible birth gets a number
    /// below the fitness of all feasible ones, lower for a larger violation (Deb's rules), so that the model learns where
    /// conditions on results are met.
    ///
    /// - Complexity: O(births)
    func modelScores(_ ids: [Int]) -> [Double] {
        guard hasViolations else { return ids.map(score) }
        let feasible = ids.filter { violation(of: $0) == 0 }.map(score).filter(\.isFinite)
        let (least, greatest) = (feasible.min() ?? 0, feasible.max() ?? 0)
        let spread = max(greatest - least, max(abs(least), 1) * 1e-3)
        return ids.map { id in
            let violation = violation(of: id)
            // From one spread below the worst feasible birth to two.
            return violation > 0 && score(id).isFinite ? least - spread * (1 + violation / (1 + violation)) : score(id)
        }
    }
}
