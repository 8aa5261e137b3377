extension MetricDefinition {
    /// The harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN).
    static let f1 = MetricDefinition(
        "f1", "harmonic mean of precision and recall (macro mean over classes)", for: .classes,
        argument: .optionalClass
    ) { rows, argument in
        rows.classes?.mean(argument) { hits, predicted, actual in 2 * hits / max(predicted + actual, 1) }
    }
}

extension Metric {
    /// The harmonic mean of precision and recall of each class, averaged over the classes that have samples (macro).
    /// Binary outputs are treated as for `precision`.
    public static let f1 = Metric(.f1)
}
