/// Wilcoxon's signed-rank test of paired differences (Wilcoxon, "Individual comparisons by ranking methods", 1945).
///
/// Its null hypothesis is that the differences are distributed symmetrically about 0. Zeros are left out, as Wilcoxon
/// proposed. Differences of the same size share the mean of their ranks, and the exact distribution takes these shared
/// ranks into account (Pratt and Gibbons, "Concepts of nonparametric theory", 1981).
public struct SignedRankTest: Hashable, Sendable {
    /// The number of differences that are not 0.
    public let count: Int
    /// The number of differences that are 0.
    public let zeros: Int
    /// The sum of the ranks of positive differences.
    public let positiveRanks: Double
    /// The sum of the ranks of negative differences.
    public let negativeRanks: Double
    /// The two-sided p value; 1 if all differences are 0.
    public let probability: Double

    /// The maximum number of differences for the exact distribution; with more, it is practically normal.
    public static let maximumExactCount = 200

    /// Tests some differences; infinite ones have the highest ranks.
    ///
    /// - Precondition: No difference is NaN.
    /// - Complexity: O(n³) for up to `maximumExactCount` differences, otherwise O(n log n)
    public init(_ differences: [Double]) {
        precondition(!differences.contains(where: \.isNaN), "a difference is not a number")
        let nonzero = differences.filter { $0 != 0 }.sorted { $0.magnitude < $1.magnitude }
        count = nonzero.count
        zeros = differences.count - nonzero.count
        // Shared ranks are halves, so that twice a rank is a whole number.
        var doubledRanks: [Int] = []
        var tiedGroups: [Int] = []
        while doubledRanks.count < nonzero.count {
            let first = doubledRanks.count
            var last = first
            while last + 1 < nonzero.count, nonzero[last + 1].magnitude == nonzero[first].magnitude { last += 1 }
            doubledRanks += Array(repeating: first + last + 2, count: last - first + 1)
            tiedGroups.append(last - first + 1)
        }
        let positive = zip(nonzero, doubledRanks).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
        let total = doubledRanks.reduce(0, +)
        positiveRanks = Double(positive) / 2
        negativeRanks = Double(total - positive) / 2
        if nonzero.isEmpty {
            probability = 1
        } else if nonzero.count <= Self.maximumExactCount {
            probability = Self.exact(doubledRanks, lower: min(positive, total - positive))
        } else {
            probability = Self.normal(count: nonzero.count, tiedGroups, lower: min(positiveRanks, negativeRanks))
        }
    }

    /// The smallest p value that this many differences can have: if all of them have the same sign.
    public static func smallestProbability(of count: Int) -> Double {
        (0..<max(0, count)).reduce(2) { probability, _ in probability / 2 }.clamped(to: 0...1)
    }

    /// Returns the two-sided p value if each sign has a probability of one half: twice the smaller tail.
    private static func exact(_ doubledRanks: [Int], lower: Int) -> Double {
        // Only sums up to the smaller one matter.
        var chances = [Double](repeating: 0, count: lower + 1)
        chances[0] = 1
        for rank in doubledRanks {
            for sum in stride(from: lower, through: 0, by: -1) {
                chances[sum] = chances[sum] / 2 + (sum >= rank ? chances[sum - rank] / 2 : 0)
            }
        }
        return min(1, 2 * chances.reduce(0, +))
    }

    /// Returns the two-sided p value of the normal approximation, corrected for ties.
    private static func normal(count: Int, _ tiedGroups: [Int], lower: Double) -> Double {
        let n = Double(count)
        let ties = tiedGroups.reduce(0.0) { sum, size in
            let size = Double(size)
            return sum + size * (size * size - 1)
        }
        let variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48
        let distance = lower - n * (n + 1) / 4
        return min(1, 2 * NormalDistribution.cumulative(distance / variance.squareRoot()))
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
