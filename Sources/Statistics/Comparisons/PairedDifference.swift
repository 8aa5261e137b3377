/// The difference of two scores that were measured on the same parts or rows, with its uncertainty.
///
/// Two networks make similar errors on the same rows, so that the differences of pairs vary less than the scores.
public struct PairedDifference: Hashable, Sendable {
    /// The mean difference.
    public let mean: Double
    /// The standard error of the mean difference.
    public let standardError: Double
    /// Half of the width of its 95% confidence interval.
    public let halfWidth: Double

    /// True if the interval contains 0: equally good networks often differ as much.
    public var isNoise: Bool { abs(mean) <= halfWidth }

    private init(mean: Double, standardError: Double, quantile: Double) {
        self.mean = mean
        self.standardError = standardError
        halfWidth = quantile * standardError
    }

    /// Creates the difference of two scores from that of each fold.
    ///
    /// The training sets of folds overlap, so that their scores depend on one another and the usual standard error is too
    /// small; the corrected one multiplies the variance by 1/n + validation rows / training rows (Nadeau and Bengio,
    /// "Inference for the generalization error", Machine Learning 52, 2003).
    ///
    /// - Parameters:
    ///   - differences: The difference in each fold; two or more.
    ///   - overlap: The number of validation rows for each training row: 1/(n - 1) for n folds; 0 for independent parts.
    /// - Returns: nil for fewer than two differences, or if one is not finite.
    public init?(folds differences: [Double], overlap: Double) {
        let count = Double(differences.count)
        guard differences.count > 1, differences.allSatisfy(\.isFinite), overlap >= 0 else { return nil }
        let mean = differences.reduce(0, +) / count
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
        self.init(
            mean: mean, standardError: (variance * (1 / count + overlap)).squareRoot(),
            quantile: StudentDistribution(degrees: count - 1).twoSided95)
    }

    /// Creates the difference of two scores that are means over rows from that of each row.
    ///
    /// One imagined row, half of which is better and half of which is worse by the largest difference, is added to the
    /// variance, so that few differing rows are no certainty. For right and wrong answers this is the interval of Agresti
    /// and Min ("Simple improved confidence intervals for comparing matched proportions", 2005) around the plain
    /// difference.
    ///
    /// - Returns: nil for fewer than two differences, or if one is not finite.
    /// - Complexity: O(rows)
    public init?(rows differences: [Double]) {
        let count = Double(differences.count)
        guard differences.count > 1, differences.allSatisfy(\.isFinite) else { return nil }
        let sum = differences.reduce(0, +)
        let largest = differences.reduce(0) { max($0, abs($1)) }
        let squares = differences.reduce(0) { $0 + $1 * $1 } + largest * largest
        let variance = (squares - sum * sum / (count + 1)) / (count + 1)
        self.init(
            mean: sum / count, standardError: (max(0, variance) / (count + 1)).squareRoot(),
            quantile: NormalDistribution.twoSided95)
    }

    /// Creates the difference of two scores of the same rows from the scores without each of several random groups of
    /// rows (delete-a-group jackknife; Kott, "The delete-a-group jackknife", 2001). It suits scores that are no means
    /// over rows.
    ///
    /// As for rows, the largest deviation counts twice, so that few differing rows are no certainty.
    ///
    /// - Parameters:
    ///   - difference: The difference on all rows.
    ///   - differences: The difference without each group; two or more.
    /// - Returns: nil for fewer than two groups, or if a number is not finite.
    public init?(_ difference: Double, withoutGroups differences: [Double]) {
        let count = Double(differences.count)
        guard differences.count > 1, difference.isFinite, differences.allSatisfy(\.isFinite) else { return nil }
        let mean = differences.reduce(0, +) / count
        let deviations = differences.map { ($0 - mean) * ($0 - mean) }
        let squares = deviations.reduce(0, +) + (deviations.max() ?? 0)
        self.init(
            mean: difference, standardError: ((count - 1) / count * squares).squareRoot(),
            quantile: StudentDistribution(degrees: count - 1).twoSided95)
    }
}
