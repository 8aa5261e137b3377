extension MetricDefinition {
    /// mean |y − p|, as `mean_absolute_error` of scikit-learn.
    static let meanAbsoluteError = MetricDefinition(
        "mae", "mean absolute error, in the unit of the targets", isHigherBetter: false, for: .numbers
    ) { rows, _ in
        rows.mean { column in column.mean { abs($0 - $1) } }
    }
}
