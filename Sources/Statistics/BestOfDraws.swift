import Foundation

/// Prediction intervals for the best of several new draws, from the draws of one sample. For any distribution, they
/// contain the best of at least 95% of new searches, averaged over samples and searches.
///
/// Among n draws, the r-th smallest exceeds all of m new ones with probability Γ(r + m) Γ(n + 1) / (Γ(r) Γ(n + m +
/// 1)), or less if there are ties (Wilks, "Determination of sample sizes for setting tolerance limits", 1941; David
/// and Nagaraja, "Order statistics", 2003, section 7). A sample contains no information on values above its own best.
/// If those matter, the interval has no upper end.
public struct BestOfDraws: Hashable, Sendable {
    private let sorted: [Double]
    private let error: Double

    /// Creates the intervals of a sample; failures are `-infinity`.
    ///
    /// - Parameter confidence: The minimum fraction of new searches inside the intervals.
    /// - Complexity: O(n × log n)
    public init(sample: [Double], confidence: Double = 0.95) {
        sorted = sample.sorted()
        error = 1 - confidence
    }

    /// Returns the interval for the best of `draws` new draws; `-infinity` and `infinity` if an end cannot be
    /// determined. Without an upper end, the whole error lies below.
    ///
    /// - Complexity: O(log n)
    public func interval(ofBestOf draws: Int) -> ClosedRange<Double> {
        let upper = rank(draws) { $0 >= 1 - error / 2 }
        let fraction = upper == nil ? error : error / 2
        // The last rank that is not exceeded too often precedes the first one that is.
        let tooOften = rank(draws) { $0 > fraction } ?? sorted.count + 1
        let low = tooOften > 1 ? sorted[tooOften - 2] : -.infinity
        return low...max(low, upper.map { sorted[$0 - 1] } ?? .infinity)
    }

    /// Returns the first rank, from 1, for which the probability that all new draws lie below it meets a condition;
    /// nil if there is none.
    private func rank(_ draws: Int, where holds: (Double) -> Bool) -> Int? {
        var (low, high) = (1, sorted.count + 1)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(chance(of: draws, below: middle)) { high = middle } else { low = middle + 1 }
        }
        return low <= sorted.count ? low : nil
    }

    private func chance(of draws: Int, below rank: Int) -> Double {
        let (count, new, place) = (Double(sorted.count), Double(draws), Double(rank))
        return exp(lgamma(place + new) - lgamma(place) + lgamma(count + 1) - lgamma(count + new + 1))
    }
}
