import Foundation

/// The hypergeometric distribution: the number of successes in draws without replacement.
public struct Hypergeometric: CountDistribution, Hashable, Sendable {
    /// The number of elements that are drawn from.
    public let population: Int
    /// The number of elements that are a success.
    public let successes: Int
    /// The number of elements that are drawn.
    public let draws: Int

    /// The distribution of the successes among `draws` of `population` elements, of which `successes` are one. Each number
    /// is cut to what is possible.
    public init(population: Int, successes: Int, draws: Int) {
        self.population = max(0, population)
        self.successes = min(max(0, successes), self.population)
        self.draws = min(max(0, draws), self.population)
    }

    /// The numbers of successes that can occur.
    public var support: ClosedRange<Int> { max(0, draws - (population - successes))...min(draws, successes) }

    /// The probability of exactly `count` successes.
    public func probability(of count: Int) -> Double {
        guard support.contains(count) else { return 0 }
        return exp(
            logOfWays(successes, count) + logOfWays(population - successes, draws - count)
                - logOfWays(population, draws))
    }
}
