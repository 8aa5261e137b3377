extension MetricDefinition {
    /// The fraction of predicted positives that are correct; 0 for a class that is never predicted.
    static let precision = MetricDefinition(
        "precision", "fraction of predicted positives that are correct (macro mean over classes)", for: .classes,
        argument: .optionalClass
    ) { rows, argument in
        rows.classes?.mean(argument) { hits, predicted, _ in hits / max(predicted, 1) }
    }
}

extension Metric {
    /// Precision: the fraction of predicted positives that are correct, averaged over the classes that have samples
    /// (macro). For binary outputs it is computed over all outputs together, with the threshold ½.
    public static let precision = Metric(.precision)
}
