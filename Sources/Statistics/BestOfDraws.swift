import Foundation

/// Prediction intervals for the best of some new draws, from the draws of one sample: at least 95% of new searches have
/// their best in it, over samples and searches together, whatever the distribution.
///
/// Of n draws, the r-th least is greater than all of m new ones with the probability Γ(r + m) Γ(n + 1) / (Γ(r) Γ(n + m + 1)),
/// or less where values tie (Wilks, "Determination of sample sizes for setting tolerance limits", 1941; David and
/// Nagaraja, "Order statistics", 2003, section 7). A sample tells nothing about values above its own best: the interval
/// has no upper end where that is needed.
public struct BestOfDraws: Hashable, Sendable {
    private let sorted: [Double]
    private let error: Double

    /// The sample; failures are `-infinity`.
    ///
    /// - Parameter confidence: the share of new searches that lie in the intervals, at least.
    public init(sample: [Double], confidence: Double = 0.95) {
        sorted = sample.sorted()
        error = 1 - confidence
    }

    /// The interval for the best of `draws` new draws; `-infinity` and `infinity` where an end cannot be given. Where
    /// there is no upper end, the whole error lies below. O(log n).
    public func interval(ofBestOf draws: Int) -> ClosedRange<Double> {
        let upper = rank(draws) { $0 >= 1 - error / 2 }
        let share = upper == nil ? error : error / 2
        // The last rank that is not beaten too often lies before the first one that is.
        let tooOften = rank(draws) { $0 > share } ?? sorted.count + 1
        let low = tooOften > 1 ? sorted[tooOften - 2] : -.infinity
        return low...max(low, upper.map { sorted[$0 - 1] } ?? .infinity)
    }

    /// The first rank, from 1, for which a condition on the probability that all new draws lie below it holds; nil for none.
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
