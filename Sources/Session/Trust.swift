import Foundation
import Statistics

/// The uncertainty of a score that was measured on some rows, and that is the best of many.
package struct Trust: Hashable, Sendable {
    /// The kinds of scores whose spread follows from their value and the number of rows.
    enum Kind: Hashable, Sendable {
        /// A share of rows: each is right or wrong.
        case share
        /// A share of the variance.
        case explained
    }

    let kind: Kind
    /// The rows that it was measured on.
    let rows: Int

    /// Nil for a score whose spread is not known, and for less than 4 rows.
    package init?(score: String, rows: Int) {
        switch score {
        case "accuracy": kind = .share
        case "r2": kind = .explained
        default: return nil
        }
        guard rows > 3 else { return nil }
        self.rows = rows
    }

    /// The 95% confidence interval of the true score of a network that was chosen before it was measured: of shares by Wilson
    /// ("Probable inference, the law of succession, and statistical inference", 1927), of explained variance by Fisher's
    /// transformation of its root, the correlation (1921). Nil for an explained variance that is no square.
    package func interval(of score: Double) -> ClosedRange<Double>? {
        let (count, z) = (Double(rows), NormalDistribution.twoSided95)
        switch kind {
        case .share:
            guard (0...1).contains(score) else { return nil }
            return Proportion.interval(of: score, trials: rows)
        case .explained:
            guard score >= 0, score < 1 else { return nil }
            let transformed = atanh(score.squareRoot())
            let half = z / (count - 3).squareRoot()
            let low = max(0, tanh(transformed - half))
            let high = tanh(transformed + half)
            return low * low...high * high
        }
    }

    /// The standard error of one measurement.
    package func error(at score: Double) -> Double {
        switch kind {
        case .share:
            // Half a row more of each kind, so that all rows right is not thought to be without an error (Jeffreys).
            let share = (score * Double(rows) + 0.5) / (Double(rows) + 1)
            return (max(0, share * (1 - share)) / Double(rows)).squareRoot()
        case .explained:
            let share = min(max(score, 0), 1)
            return 2 * share.squareRoot() * (1 - share) / Double(rows).squareRoot()
        }
    }

    /// The score to be expected of the best of some networks that are all as good as the median one: for shares the
    /// expectation of the greatest of so many binomial counts, else about that of the greatest of so many normal draws (Blom,
    /// "Statistical estimates and transformed beta-variables", 1958). Networks are measured on the same rows and err alike, so
    /// that this is an upper bound of what chance brings.
    ///
    /// Nil for fewer than 5 scores.
    package func lucky(among scores: [Double]) -> (median: Double, best: Double)? {
        guard scores.count >= 5 else { return nil }
        let median = scores.sorted()[scores.count / 2]
        if kind == .share {
            let binomial = Binomial(draws: rows, success: median)
            return (median, binomial.expectedMaximum(of: scores.count) / Double(rows))
        }
        let count = Double(scores.count)
        let quantile = NormalDistribution.quantile((count - 0.375) / (count + 0.25))
        return (median, min(1, median + quantile * error(at: median)))
    }
}
