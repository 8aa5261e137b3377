extension MetricDefinition {
    /// mean |y − p| / max(|y|, ε) with ε = 2⁻⁵², as `mean_absolute_percentage_error` of scikit-learn: a fraction, not
    /// percent, and huge if a target is 0.
    static let meanAbsolutePercentageError = MetricDefinition(
        "mape", "mean absolute error as a fraction of the target; huge if a target is 0", isHigherBetter: false,
        for: .numbers
    ) { rows, _ in
        rows.mean { column in column.mean { abs($0 - $1) / max(abs($0), Double.ulpOfOne) } }
    }
}
