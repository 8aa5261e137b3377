extension MetricDefinition {
    /// The explained fraction of the variance, 1 − Σ(y − p)² / Σ(y − mean)²; 0 for constant targets.
    static let r2 = MetricDefinition(
        "r2", "coefficient of determination: fraction of the variance that is explained", for: .numbers
    ) { rows, _ in
        rows.mean { column in
            let mean = column.mean { target, _ in target }
            let total = column.mean { target, _ in (target - mean) * (target - mean) }
            return total > 0 ? 1 - column.mean { ($0 - $1) * ($0 - $1) } / total : 0
        }
    }
}

extension Metric {
    /// The explained fraction of the variance: 1 − Σ(y − p)² / Σ(y − mean)².
    public static let r2 = Metric(.r2)
}
