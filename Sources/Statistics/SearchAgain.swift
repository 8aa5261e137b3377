import Foundation

/// A prediction from one random search for a second one of the same number of draws: the probability that the second
/// finds a draw at least as good as a given value, from the number of such draws in the first.
///
/// The number of such draws is binomial (or hypergeometric if nothing is drawn twice). Its tests are inverted into a
/// confidence interval for the probability of a draw (Clopper and Pearson, "The use of confidence or fiducial
/// limits", 1934). From this follows one for the probability of a whole search, 1 − (1 − p)ⁿ, which increases with p.
///
/// The interval always reaches the upper limit of a search without any such draw. An interval that always contains
/// one fixed value may have one-sided limits on both sides (Pratt, "Length of confidence intervals", 1961): each true
/// probability lies on one side of that value and can be missed only there. A search without such a draw therefore
/// gives 0% to 95%, not 0% to 97.5%, and the coverage of every true value is at least the confidence.
public struct SearchAgain: Hashable, Sendable {
    /// The number of draws in each of the two searches.
    public let draws: Int
    /// The number of different elements, if all have equal probability and none is drawn twice; nil for independent
    /// draws.
    public let population: Int?
    /// The minimum probability that the interval contains the truth.
    public let confidence: Double

    /// Creates two searches of the same number of draws, 1 or more. The population is at least as large as the draws.
    public init(draws: Int, population: Int? = nil, confidence: Double = 0.95) {
        self.draws = max(1, draws)
        self.population = population.map { max($0, max(1, draws)) }
        self.confidence = confidence
    }

    /// Returns the interval of the probability that the second search finds at least one draw as good, if the first
    /// one had `hits`.
    ///
    /// - Complexity: O(draws · log population)
    public func probabilityOfAHit(after hits: Int) -> ClosedRange<Double> {
        let hits = min(max(0, hits), draws)
        guard let population else {
            let upper = upperLimit(hits)
            let lower = hits == 0 ? 0 : min(lowerLimit(hits), upperLimit(0))
            return chance(lower)...chance(upper)
        }
        let upper = mostSuccesses(hits, population)
        // The population contains at least as many successes as there were hits, whatever the confidence.
        let lower = max(hits, hits == 0 ? 0 : min(leastSuccesses(hits, population), mostSuccesses(0, population)))
        return chance(lower, population)...chance(upper, population)
    }

    /// Returns the probability of at least one hit in a search.
    private func chance(_ success: Double) -> Double {
        success >= 1 ? 1 : -expm1(Double(draws) * log1p(-success))
    }

    private func chance(_ successes: Int, _ population: Int) -> Double {
        1 - Hypergeometric(population: population, successes: successes, draws: draws).probability(of: 0)
    }

    // MARK: - One-sided limits

    private var error: Double { 1 - confidence }

    /// Returns the greatest probability of a draw for which this number of hits or fewer is not too unlikely.
    private func upperLimit(_ hits: Int) -> Double {
        if hits == draws { return 1 }
        if hits == 0 { return -expm1(log(error) / Double(draws)) }
        return Self.bisected { Binomial(draws: draws, success: $0).atMost(hits) > error }
    }

    /// Returns the least probability of a draw for which this number of hits or more is not too unlikely.
    private func lowerLimit(_ hits: Int) -> Double {
        Self.bisected { Binomial(draws: draws, success: $0).atLeast(hits) <= error }
    }

    /// Returns the point in 0 to 1 up to which a condition holds, by bisection.
    private static func bisected(_ holds: (Double) -> Bool) -> Double {
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if holds(middle) { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    private func mostSuccesses(_ hits: Int, _ population: Int) -> Int {
        Self.last(in: hits, population - (draws - hits)) {
            Hypergeometric(population: population, successes: $0, draws: draws).atMost(hits) > error
        }
    }

    private func leastSuccesses(_ hits: Int, _ population: Int) -> Int {
        let isUnlikely = { (successes: Int) in
            Hypergeometric(population: population, successes: successes, draws: draws).atLeast(hits) <= error
        }
        return isUnlikely(hits) ? Self.last(in: hits, population - (draws - hits), where: isUnlikely) + 1 : hits
    }

    /// Returns the last integer in a range for which a condition holds. It must hold for the first one and up to some
    /// point.
    private static func last(in first: Int, _ last: Int, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (first, max(first, last))
        while low < high {
            let middle = low + (high - low + 1) / 2
            if holds(middle) { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
