import Foundation

/// The hypergeometric distribution: the number of successes in draws without replacement.
public struct Hypergeometric: CountDistribution, Hashable, Sendable {
    /// The number of elements in the population.
    public let population: Int
    /// The number of elements that count as a success.
    public let successes: Int
    /// The number of drawn elements.
    public let draws: Int

    /// Creates the distribution of the successes among `draws` of `population` elements, `successes` of which count
    /// as a success. Each number is limited to its possible range.
    public init(population: Int, successes: Int, draws: Int) {
        self.population = max(0, population)
        self.successes = min(max(0, successes), self.population)
        self.draws = min(max(0, draws), self.population)
    }

    /// The possible numbers of successes.
    public var support: ClosedRange<Int> { max(0, draws - (population - successes))...min(draws, successes) }

    /// Returns the probability of exactly `count` successes.
    ///
    /// - Complexity: O(1)
    public func probability(of count: Int) -> Double {
        guard support.contains(count) else { return 0 }
        return exp(
            logOfWays(successes, count) + logOfWays(population - successes, draws - count)
                - logOfWays(population, draws))
    }
}
