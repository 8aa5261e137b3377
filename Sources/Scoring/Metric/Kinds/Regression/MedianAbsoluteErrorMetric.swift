import Compute

extension MetricDefinition {
    /// median |y − p|, averaged over the outputs, as `median_absolute_error` of scikit-learn.
    static let medianAbsoluteError = MetricDefinition(
        "median_absolute_error", "median of the absolute errors, in the unit of the targets; ignores outliers",
        isHigherBetter: false, for: .numbers, isQuantile: true
    ) { rows, _ in
        rows.mean { column in
            let errors = column.differences.map(abs).sorted()
            let middle = errors.count / 2
            return errors.count.isMultiple(of: 2) ? (errors[middle - 1] + errors[middle]) / 2 : errors[middle]
        }
    }
}
