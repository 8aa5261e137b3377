extension MetricDefinition {
    /// The fraction of samples whose greatest output is their class; for a single output, the fraction of samples for
    /// which output and target are on the same side of ½.
    static let accuracy = MetricDefinition("accuracy", "fraction of samples classified correctly", for: .classes) {
        rows, _ in
        rows.classes.flatMap { classes in
            classes.mean { classes.labels[$0] == classes.predicted[$0] ? 1 : 0 }
        }
    }
}

extension Metric {
    /// The fraction of samples whose greatest output is their class. With one output: the fraction of samples for
    /// which output and target are on the same side of ½.
    public static let accuracy = Metric(.accuracy)
}
