extension MetricDefinition {
    /// The fraction of actual positives that were found.
    static let recall = MetricDefinition(
        "recall", "fraction of actual positives that were found (macro mean over classes)", for: .classes,
        argument: .optionalClass
    ) { rows, argument in
        rows.classes?.mean(argument) { hits, _, actual in hits / max(actual, 1) }
    }
}

extension Metric {
    /// Recall: the fraction of actual positives that were found, averaged over the classes that have samples (macro).
    /// Binary outputs are treated as for `precision`.
    public static let recall = Metric(.recall)
}
