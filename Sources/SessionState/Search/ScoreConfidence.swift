import Foundation
package import Reports
import Statistics

/// The uncertainty of a score that was measured on some rows and may be the best of many.
package struct ScoreConfidence: Hashable, Sendable {
    /// The kinds of scores whose spread follows from their value and the number of rows.
    enum Kind: Hashable, Sendable {
        /// A fraction of rows, each of which is right or wrong.
        case fraction
        /// A fraction of the variance.
        case explained
    }

    let kind: Kind
    /// The number of rows that it was measured on.
    let rows: Int

    /// Creates the uncertainty of a score; nil if its spread is unknown, and for fewer than 4 rows.
    package init?(score: String, rows: Int) {
        switch score {
        case "accuracy": kind = .fraction
        case "r2": kind = .explained
        default: return nil
        }
        guard rows > 3 else { return nil }
        self.rows = rows
    }

    /// Returns the 95% confidence interval of the true score of a network that was chosen before it was measured.
    ///
    /// Fractions of rows have Wilson's interval ("Probable inference, the law of succession, and statistical
    /// inference", 1927). Explained variance has that of its root, the correlation, by Fisher's transformation (1921).
    ///
    /// - Returns: The interval; nil for a fraction outside of 0...1, and for an explained variance below 0 or from 1
    ///   on.
    package func interval(of score: Double) -> ClosedRange<Double>? {
        let (count, z) = (Double(rows), NormalDistribution.twoSided95)
        switch kind {
        case .fraction:
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

    /// Returns the standard error of one measurement.
    package func error(at score: Double) -> Double {
        switch kind {
        case .fraction:
            // Add half a row of each kind, so that a perfect score has an error, too (Jeffreys).
            let fraction = (score * Double(rows) + 0.5) / (Double(rows) + 1)
            return (max(0, fraction * (1 - fraction)) / Double(rows)).squareRoot()
        case .explained:
            let fraction = min(max(score, 0), 1)
            return 2 * fraction.squareRoot() * (1 - fraction) / Double(rows).squareRoot()
        }
    }

    /// Returns the expected score of the best of some networks that are all only as good as the median one.
    ///
    /// For fractions of rows this is the expected maximum of as many binomial counts, otherwise approximately that of
    /// as many normal draws (Blom, "Statistical estimates and transformed beta-variables", 1958). Networks are
    /// measured on the same rows and make similar errors, so this is an upper bound of the effect of chance.
    ///
    /// - Returns: The median and the expected best; nil for fewer than 5 scores.
    package func lucky(among scores: [Double]) -> (median: Double, best: Double)? {
        guard scores.count >= 5 else { return nil }
        let median = scores.sorted()[scores.count / 2]
        if kind == .fraction {
            let binomial = Binomial(draws: rows, success: median)
            return (median, binomial.expectedMaximum(of: scores.count) / Double(rows))
        }
        let count = Double(scores.count)
        let quantile = NormalDistribution.quantile((count - 0.375) / (count + 0.25))
        return (median, min(1, median + quantile * error(at: median)))
    }
}

extension MeasuredScore {
    /// Creates a score with its interval, if the spread of such scores is known.
    package init(_ value: Double, score: String, rows: Int) {
        let interval = ScoreConfidence(score: score, rows: rows)?.interval(of: value)
        self.init(value: value, rows: rows, low: interval?.lowerBound, high: interval?.upperBound)
    }
}
