import Foundation

extension MetricDefinition {
    /// The mean of −log p of the actual class, with p clipped to ε…1 − ε, where ε = 2⁻²³ is that of 32-bit outputs, as
    /// `log_loss` of scikit-learn. Outputs that do not sum to 1 are divided by their sum.
    static let logLoss = MetricDefinition(
        "log_loss", "negative log-probability of the actual class, averaged over samples", isHigherBetter: false,
        for: .classes, needsProbabilities: true
    ) { rows, _ in
        guard let classes = rows.classes else { return nil }
        let least = Double(Float.ulpOfOne)
        return classes.mean { row in
            classes.probabilities(row).map { -log(min(max($0[classes.labels[row]], least), 1 - least)) }
        }
    }
}
