import Foundation

/// The conclusion from one random search about another one: with some draws of the first search as good as a given value or
/// better, the probability that a second search of as many draws has one, too.
///
/// The number of such draws is binomial (or hypergeometric where nothing is drawn twice). Its tests are inverted into a
/// confidence interval for the probability of a draw (Clopper and Pearson, "The use of confidence or fiducial limits",
/// 1934), and that into one for the probability of a whole search, 1 − (1 − p)ⁿ, which grows with p.
///
/// The interval always reaches to the upper limit for a search without any such draw. An interval that holds one value in any
/// case may have one-sided limits on both sides (Pratt, "Length of confidence intervals", 1961): each true probability
/// lies on one side of that value, and can be missed there only. So a search without such a draw gives 0% to 95%, not
/// 0% to 97.5%, and no true value is covered with less than the confidence.
public struct SearchAgain: Hashable, Sendable {
    /// The number of draws of each of the two searches.
    public let draws: Int
    /// The number of different elements, where each has the same chance and none is drawn twice; nil for independent draws.
    public let population: Int?
    /// The probability that the interval holds the truth, at least.
    public let confidence: Double

    /// Two searches of as many draws, 1 or more. A population is not smaller than the draws.
    public init(draws: Int, population: Int? = nil, confidence: Double = 0.95) {
        self.draws = max(1, draws)
        self.population = population.map { max($0, max(1, draws)) }
        self.confidence = confidence
    }

    /// The interval of the probability that the second search holds at least one draw as good, when the first one held
    /// `hits`. O(draws · log population).
    public func probabilityOfAHit(after hits: Int) -> ClosedRange<Double> {
        let hits = min(max(0, hits), draws)
        guard let population else {
            let upper = upperLimit(hits)
            let lower = hits == 0 ? 0 : min(lowerLimit(hits), upperLimit(0))
            return chance(lower)...chance(upper)
        }
        let upper = mostSuccesses(hits, population)
        // There are as many successes as were hit, whatever the confidence.
        let lower = max(hits, hits == 0 ? 0 : min(leastSuccesses(hits, population), mostSuccesses(0, population)))
        return chance(lower, population)...chance(upper, population)
    }

    /// The probability of at least one hit in as many draws.
    private func chance(_ success: Double) -> Double {
        success >= 1 ? 1 : -expm1(Double(draws) * log1p(-success))
    }

    private func chance(_ successes: Int, _ population: Int) -> Double {
        1 - Hypergeometric(population: population, successes: successes, draws: draws).probability(of: 0)
    }

    // MARK: - One-sided limits

    private var error: Double { 1 - confidence }

    /// The greatest probability of a draw with which so few hits are not too unlikely.
    private func upperLimit(_ hits: Int) -> Double {
        if hits == draws { return 1 }
        if hits == 0 { return -expm1(log(error) / Double(draws)) }
        return Self.bisected { Binomial(draws: draws, success: $0).atMost(hits) > error }
    }

    /// The least probability of a draw with which so many hits are not too unlikely.
    private func lowerLimit(_ hits: Int) -> Double {
        Self.bisected { Binomial(draws: draws, success: $0).atLeast(hits) <= error }
    }

    /// The greatest argument for which a condition holds that holds up to some point in 0 to 1.
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

    /// The last of some whole numbers for which a condition holds that holds for the first one and up to some point.
    private static func last(in first: Int, _ last: Int, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (first, max(first, last))
        while low < high {
            let middle = low + (high - low + 1) / 2
            if holds(middle) { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
