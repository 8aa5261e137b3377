extension MetricDefinition {
    /// The harmonic mean of precision and recall over all classes together. Each sample is predicted as one class and
    /// has one class: a false positive of one class is a false negative of another, so that it equals accuracy.
    static let f1Micro = MetricDefinition(
        "f1_micro", "harmonic mean of precision and recall over all classes together (micro)", for: .classes
    ) { rows, _ in
        guard let classes = rows.classes else { return nil }
        return (classes.isSingle ? MetricDefinition.f1 : .accuracy).value(rows, .none)
    }
}

extension Metric {
    /// The harmonic mean of precision and recall over all classes together (micro).
    public static let f1Micro = Metric(.f1Micro)
}
