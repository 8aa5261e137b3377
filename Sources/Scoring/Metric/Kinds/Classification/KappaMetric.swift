extension MetricDefinition {
    /// The agreement of actual and predicted classes beyond chance, (pₒ − pₑ) / (1 − pₑ) (Cohen, 1960), as
    /// `cohen_kappa_score` of scikit-learn. Undefined if all rows have one class and all predictions are that class.
    static let kappa = MetricDefinition(
        "kappa", "Cohen's kappa: agreement beyond chance, 1 at best; 0 for guessing (all classes together)",
        for: .classes, needsTwoClasses: true
    ) { rows, _ in
        guard let classes = rows.classes else { return nil }
        let (actual, predicted, hits) = classes.tallies
        let count = Double(rows.count)
        let byChance = zip(actual, predicted).reduce(0) { $0 + $1.0 * $1.1 } / count
        guard byChance < count else { return nil }
        return (hits.reduce(0, +) - byChance) / (count - byChance)
    }
}
