extension MetricDefinition {
    /// The recall of each class, averaged over the classes that have rows (Brodersen et al., 2010), as
    /// `balanced_accuracy_score` of scikit-learn. A single output counts as two classes, unlike for `recall`.
    static let balancedAccuracy = MetricDefinition(
        "balanced_accuracy", "recall of each class, averaged (macro): every class counts the same", for: .classes
    ) { rows, _ in
        guard let classes = rows.classes else { return nil }
        let (actual, _, hits) = classes.tallies
        let present = actual.indices.filter { actual[$0] > 0 }
        return present.reduce(0) { $0 + hits[$1] / actual[$1] } / Double(present.count)
    }
}
