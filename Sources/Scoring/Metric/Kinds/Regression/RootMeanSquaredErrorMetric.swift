extension MetricDefinition {
    /// √ mean (y − p)², averaged over the outputs, as `root_mean_squared_error` of scikit-learn.
    static let rootMeanSquaredError = MetricDefinition(
        "rmse", "root mean squared error, in the unit of the targets", isHigherBetter: false, for: .numbers
    ) { rows, _ in
        rows.mean { column in column.mean { ($0 - $1) * ($0 - $1) }.squareRoot() }
    }
}
