import Compute

extension MetricDefinition {
    /// The squared differences of probabilities and actual classes, summed over the classes and averaged over the rows;
    /// half of it with two classes (Brier, 1950), as `brier_score_loss` of scikit-learn. Outputs that do not sum to 1 are
    /// divided by their sum.
    static let brier = MetricDefinition(
        "brier", "squared error of the probabilities, summed over classes and averaged over samples; halved for two",
        isHigherBetter: false, for: .classes, needsProbabilities: true
    ) { rows, _ in
        guard let classes = rows.classes else { return nil }
        let score = classes.mean { row in
            classes.probabilities(row).map { probabilities in
                probabilities.enumerated().reduce(0) { sum, found in
                    let difference = found.element - (found.offset == classes.labels[row] ? 1 : 0)
                    return sum + difference * difference
                }
            }
        }
        return classes.count == 2 ? score.map { $0 / 2 } : score
    }
}
