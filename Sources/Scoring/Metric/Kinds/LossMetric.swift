extension MetricDefinition {
    /// The training loss. It is computed from the sums before the output activation, so rows of outputs have none.
    static let loss = MetricDefinition(
        "loss", "the loss that training minimises", isHigherBetter: false, for: .any
    ) { _, _ in nil }
}

extension Metric {
    /// The training loss.
    public static let loss = Metric(.loss)
}
