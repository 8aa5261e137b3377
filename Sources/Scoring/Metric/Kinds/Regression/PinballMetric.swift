extension MetricDefinition {
    /// mean max(q (y − p), (q − 1) (y − p)), the loss whose minimum is the quantile q (Koenker and Bassett, 1978), as
    /// `mean_pinball_loss` of scikit-learn.
    static let pinball = MetricDefinition(
        "pinball", "error of a predicted quantile, such as pinball 0.9, in the unit of the targets",
        isHigherBetter: false, for: .numbers, argument: .number(above: 0, below: 1, example: "0.9")
    ) { rows, argument in
        guard case .number(let quantile) = argument else { return nil }
        return rows.mean { column in
            column.mean { max(quantile * ($0 - $1), (quantile - 1) * ($0 - $1)) }
        }
    }
}
