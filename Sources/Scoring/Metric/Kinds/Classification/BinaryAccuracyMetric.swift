import Compute

extension MetricDefinition {
    /// The fraction of outputs on the correct side of ½, counted output by output.
    static let binaryAccuracy = MetricDefinition(
        "binary_accuracy", "fraction of outputs on the correct side of ½", for: .classes
    ) { rows, _ in
        guard let classes = rows.classes else { return nil }
        let right = (0..<classes.count).reduce(0) { sum, index in
            sum + zip(classes.outputs(of: index), classes.labels).count { ($0 > 0.5) == ($1 == index) }
        }
        // Both sides of a single output are right or wrong together, unless it is exactly ½.
        guard !classes.isSingle else { return MetricDefinition.accuracy.value(rows, .none) }
        return Double(right) / Double(rows.count) / Double(classes.count)
    }
}

extension Metric {
    /// The fraction of outputs on the correct side of ½, counted output by output.
    public static let binaryAccuracy = Metric(.binaryAccuracy)
}
