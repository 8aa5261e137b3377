import Foundation

/// The binomial distribution: the number of successes in independent draws, each with the same probability.
public struct Binomial: CountDistribution, Hashable, Sendable {
    /// The number of draws, 0 or more.
    public let draws: Int
    /// The probability of a success in each draw, 0 to 1.
    public let success: Double

    /// Creates the distribution of the successes in `draws` draws.
    public init(draws: Int, success: Double) {
        self.draws = max(0, draws)
        self.success = min(max(success, 0), 1)
    }

    /// The possible numbers of successes.
    public var support: ClosedRange<Int> { 0...draws }

    /// Returns the probability of exactly `count` successes.
    ///
    /// - Complexity: O(1)
    public func probability(of count: Int) -> Double {
        guard support.contains(count) else { return 0 }
        if success == 0 { return count == 0 ? 1 : 0 }
        if success == 1 { return count == draws ? 1 : 0 }
        let (hits, misses) = (Double(count), Double(draws - count))
        return exp(logOfWays(draws, count) + hits * log(success) + misses * log1p(-success))
    }

    /// Returns the expected maximum of several independent counts of this distribution: the sum over all x below the
    /// number of draws of 1 − P(count ≤ x)ⁿ. It is exact even if a normal approximation would exceed the number of
    /// draws.
    ///
    /// - Parameter tries: The number of counts, 1 or more.
    /// - Complexity: O(draws)
    public func expectedMaximum(of tries: Int) -> Double {
        var (cumulative, expectation) = (0.0, 0.0)
        for count in 0..<draws {
            cumulative += probability(of: count)
            expectation += 1 - pow(min(1, cumulative), Double(max(1, tries)))
        }
        return expectation
    }
}

/// Returns the logarithm of the number of ways to choose `count` of `all`.
func logOfWays(_ all: Int, _ count: Int) -> Double {
    lgamma(Double(all) + 1) - lgamma(Double(count) + 1) - lgamma(Double(all - count) + 1)
}
