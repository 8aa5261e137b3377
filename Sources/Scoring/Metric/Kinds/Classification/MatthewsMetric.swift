extension MetricDefinition {
    /// The correlation of actual and predicted classes (Matthews, 1975; Gorodkin, 2004, for several classes), as
    /// `matthews_corrcoef` of scikit-learn: 0 if all rows have one class, or all predictions are one class.
    static let matthews = MetricDefinition(
        "matthews", "correlation of actual and predicted classes, from -1 to 1; 0 for guessing (all classes together)",
        for: .classes
    ) { rows, _ in
        guard let classes = rows.classes else { return nil }
        let (actual, predicted, hits) = classes.tallies
        let count = Double(rows.count)
        let both = hits.reduce(0, +) * count - zip(actual, predicted).reduce(0) { $0 + $1.0 * $1.1 }
        let ofActual = count * count - actual.reduce(0) { $0 + $1 * $1 }
        let ofPredicted = count * count - predicted.reduce(0) { $0 + $1 * $1 }
        guard ofActual > 0, ofPredicted > 0 else { return 0 }
        return both / (ofActual.squareRoot() * ofPredicted.squareRoot())
    }
}
