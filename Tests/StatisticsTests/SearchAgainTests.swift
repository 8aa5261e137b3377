import Statistics
import Testing

@Suite struct SearchAgainTests {
    @Test func `a search without a hit leaves 0% to 95% for the next one`() {
        let interval = SearchAgain(draws: 200).probabilityOfAHit(after: 0)
        #expect(interval.lowerBound == 0)
        #expect(abs(interval.upperBound - 0.95) < 1e-12)
    }

    /// One-sided limits of Clopper and Pearson by `scipy.stats.beta.ppf`, transformed to 1 − (1 − p)²⁰⁰.
    @Test(arguments: [
        (1, 0.050000000000003486, 0.9913982745175572), (2, 0.2997048517648002, 0.998213626814208),
        (5, 0.8633206356645203, 0.9999762304987112), (20, 0.95, 0.99999999999995),
    ])
    func `each hit raises the probability of another one`(hits: Int, low: Double, high: Double) {
        let interval = SearchAgain(draws: 200).probabilityOfAHit(after: hits)
        #expect(abs(interval.lowerBound - low) < 1e-9)
        #expect(abs(interval.upperBound - high) < 1e-9)
    }

    @Test(arguments: [1, 20, 100])
    func `no true probability is covered with less than 95%, computed exactly`(draws: Int) {
        let again = SearchAgain(draws: draws)
        let intervals = (0...draws).map(again.probabilityOfAHit)
        for step in 0...400 {
            // Denser around the limits.
            let success = pow4(Double(step) / 400)
            let truth = 1 - (0..<draws).reduce(1.0) { product, _ in product * (1 - success) }
            let binomial = Binomial(draws: draws, success: success)
            let covered = intervals.indices.reduce(0.0) { sum, hits in
                let (low, high) = (intervals[hits].lowerBound - 1e-12, intervals[hits].upperBound + 1e-12)
                return low <= truth && truth <= high ? sum + binomial.probability(of: hits) : sum
            }
            #expect(covered >= 0.95 - 1e-9, "\(success)")
        }
    }

    private func pow4(_ value: Double) -> Double { value * value * value * value }

    @Test(arguments: [(30, 10), (100, 60), (40, 40)])
    func `without replacement, no true probability is covered with less than 95% either`(population: Int, draws: Int) {
        let again = SearchAgain(draws: draws, population: population)
        let intervals = (0...draws).map(again.probabilityOfAHit)
        for successes in 0...population {
            let distribution = Hypergeometric(population: population, successes: successes, draws: draws)
            let truth = 1 - distribution.probability(of: 0)
            let covered = distribution.support.reduce(0.0) { sum, hits in
                let (low, high) = (intervals[hits].lowerBound - 1e-9, intervals[hits].upperBound + 1e-9)
                return low <= truth && truth <= high ? sum + distribution.probability(of: hits) : sum
            }
            #expect(covered >= 0.95 - 1e-9, "\(successes) of \(population)")
        }
    }

    @Test func `a search of all genomes finds the same again`() {
        let interval = SearchAgain(draws: 100, population: 100).probabilityOfAHit(after: 1)
        #expect(abs(interval.lowerBound - 1) < 1e-9 && abs(interval.upperBound - 1) < 1e-9)
        let none = SearchAgain(draws: 100, population: 100).probabilityOfAHit(after: 0)
        #expect(none.upperBound < 1e-9)
    }

    @Test func `a huge space is like independent draws`() {
        for hits in [0, 1, 4] {
            let (finite, endless) = (
                SearchAgain(draws: 50, population: 1_000_000_000).probabilityOfAHit(after: hits),
                SearchAgain(draws: 50).probabilityOfAHit(after: hits)
            )
            #expect(abs(finite.lowerBound - endless.lowerBound) < 1e-4)
            #expect(abs(finite.upperBound - endless.upperBound) < 1e-4)
        }
    }
}
