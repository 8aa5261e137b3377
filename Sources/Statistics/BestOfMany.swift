/// The performance of the best of several configurations that were measured on the same rows, corrected for the
/// selection: the best of many was chosen by its score, which is therefore biased upwards.
///
/// The method is bootstrap bias-corrected cross-validation, BBC-CV (Tsamardinos, Greasidou and Borboudakis,
/// "Bootstrapping the out-of-sample predictions for efficient and accurate cross-validation", Machine Learning 107,
/// 2018). It draws rows with replacement, selects the configuration that is best on them, as the search did, and
/// records its score on the rows that were not drawn. The mean of these scores is the corrected estimate; their
/// quantiles are the interval.
///
/// The interval is conservative. For equally good configurations it contains the truth in 99% of cases or more; if
/// one of 200 is better by 0.03 (270 rows), in 92% (simulated; the tests repeat it).
public struct BestOfMany: Hashable, Sendable {
    /// The corrected score of the best configuration.
    public let estimate: Double
    /// The 95% confidence interval of its true score.
    public let interval: ClosedRange<Double>

    /// Corrects the score of the best of several configurations.
    ///
    /// - Parameters:
    ///   - contributions: For each configuration a number for each row, 1 if correct and 0 if wrong; their mean is
    ///     its score.
    ///   - resamples: The number of bootstrap samples; the paper uses 1,000.
    ///   - below: Draws an integer from 0 up to a limit, excluding the limit.
    /// - Returns: Nil for fewer than two rows, or if configurations have different numbers of rows.
    /// - Complexity: O(resamples · rows · configurations), excluding rows on which all configurations agree
    public init?(contributions: [[Float]], resamples: Int = 1_000, below: (Int) -> Int) {
        let (configurations, rows) = (contributions.count, contributions.first?.count ?? 0)
        guard configurations > 0, rows > 1, resamples > 0, contributions.allSatisfy({ $0.count == rows }) else {
            return nil
        }
        // Row by row; rows on which all agree do not affect the choice.
        var values: [Float] = []
        values.reserveCapacity(rows * configurations)
        var isContested = [Bool](repeating: false, count: rows)
        for row in 0..<rows {
            for configuration in contributions { values.append(configuration[row]) }
            isContested[row] = contributions.contains { $0[row] != contributions[0][row] }
        }
        var scores: [Double] = []
        for _ in 0..<resamples {
            if let score = Self.resample(values, isContested, configurations, below) { scores.append(score) }
        }
        guard !scores.isEmpty else { return nil }
        scores.sort()
        estimate = scores.reduce(0, +) / Double(scores.count)
        interval = Quantiles.quantile(0.025, ofSorted: scores)...Quantiles.quantile(0.975, ofSorted: scores)
    }

    /// Returns the score, on the rows that were not drawn, of the configuration that is best on those that were; nil
    /// if all were drawn.
    private static func resample(
        _ values: [Float], _ isContested: [Bool], _ configurations: Int, _ below: (Int) -> Int
    ) -> Double? {
        let rows = isContested.count
        var isDrawn = [Bool](repeating: false, count: rows)
        var sums = [Float](repeating: 0, count: configurations)
        for _ in 0..<rows {
            let row = below(rows)
            isDrawn[row] = true
            guard isContested[row] else { continue }
            let start = row * configurations
            for configuration in 0..<configurations { sums[configuration] += values[start + configuration] }
        }
        let greatest = sums.max() ?? 0
        let best = sums.indices.filter { sums[$0] == greatest }
        let chosen = best.count == 1 ? best[0] : best[below(best.count)]
        var (sum, count) = (0.0, 0)
        for row in 0..<rows where !isDrawn[row] {
            sum += Double(values[row * configurations + chosen])
            count += 1
        }
        return count == 0 ? nil : sum / Double(count)
    }
}
