extension MetricDefinition {
    /// 1 − variance(y − p) / variance(y), averaged over the outputs, as `explained_variance_score` of scikit-learn. For
    /// constant targets it is 1 if the errors are constant too, and otherwise 0.
    static let explainedVariance = MetricDefinition(
        "explained_variance", "fraction of the variance that is explained; unlike r2, a constant error costs nothing",
        for: .numbers
    ) { rows, _ in
        rows.mean { column in
            let differences = column.differences
            let shift = differences.reduce(0, +) / Double(differences.count)
            let left = column.mean { ($0 - $1 - shift) * ($0 - $1 - shift) }
            let mean = column.mean { target, _ in target }
            let total = column.mean { target, _ in (target - mean) * (target - mean) }
            return total > 0 ? 1 - left / total : left == 0 ? 1 : 0
        }
    }
}
