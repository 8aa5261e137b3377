import Compute

/// Average precision: Σ (Rₙ − Rₙ₋₁) Pₙ over the thresholds, with precision P and recall R, as `average_precision_score` of
/// scikit-learn; no interpolation.
///
/// The mean is over the classes that have rows. With two classes, it is that of the second one.
extension MetricDefinition {
    static let averagePrecision = MetricDefinition(
        "average_precision",
        "area under the precision-recall curve, each class against the rest (macro mean over classes)",
        for: .classes, argument: .optionalClass, needsTwoClasses: true
    ) { rows, argument in
        guard let classes = rows.classes else { return nil }
        return classes.mean(argument, weight: { _ in 1 }) { index, positives in
            classes.groups(of: index).map { groups in
                var (sum, hits, predicted) = (0.0, 0.0, 0.0)
                for group in groups {
                    hits += group.positives
                    predicted += group.positives + group.negatives
                    sum += group.positives / positives * hits / predicted
                }
                return sum
            }
        }
    }
}
