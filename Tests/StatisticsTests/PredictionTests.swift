import Foundation
import Randomness
import Statistics
import Testing

@Suite struct PredictionTests {
    /// Returns the fraction of new searches whose best lies in the intervals, for uniform draws: the best of m is at
    /// most v with probability vᵐ.
    private func coverage(ofBestOf draws: Int, samples: Int) -> Double {
        var generator = Generator(seed: 7)
        var sum = 0.0
        for _ in 0..<samples {
            let sample = (0..<100).map { _ in generator.uniform() }
            let interval = BestOfDraws(sample: sample).interval(ofBestOf: draws)
            sum += pow(min(1, interval.upperBound), Double(draws)) - pow(max(0, interval.lowerBound), Double(draws))
        }
        return sum / Double(samples)
    }

    @Test(arguments: [1, 2, 3, 5, 10, 25, 50, 75, 100])
    func `the interval from one search contains 95 of 100 new ones, at its end too`(draws: Int) {
        let found = coverage(ofBestOf: draws, samples: 2_000)
        // Three standard errors of the mean of 2,000 coverages, which differ by 0.15 or less.
        #expect(found > 0.94 && found < 0.985, "\(found)")
    }

    @Test func `one search does not bound the best of the same number of draws from above`() {
        let prediction = BestOfDraws(sample: (1...100).map(Double.init))
        #expect(prediction.interval(ofBestOf: 1) == 2...99)
        #expect(prediction.interval(ofBestOf: 100).upperBound == .infinity)
        #expect(prediction.interval(ofBestOf: 100).lowerBound > 90)
        #expect(BestOfDraws(sample: []).interval(ofBestOf: 3) == -.infinity ... .infinity)
    }

    @Test func `ties do not reduce the coverage of the interval`() {
        var generator = Generator(seed: 3)
        var sum = 0.0
        for _ in 0..<1_000 {
            let sample = (0..<100).map { _ in Double(generator.below(8)) }
            let interval = BestOfDraws(sample: sample).interval(ofBestOf: 10)
            let best = (0..<10).map { _ in Double(generator.below(8)) }.max() ?? 0
            sum += interval.contains(best) ? 1 : 0
        }
        #expect(sum / 1_000 > 0.95 - 3 * 0.007)
    }

    @Test func `among 200 searches, the fifth from either end bound a further one with 95% probability`() {
        #expect(Quantiles.predictionInterval((1...200).map(Double.init)) == 5...196)
        #expect(Quantiles.predictionInterval((1...39).map(Double.init)) == 1...39)
        #expect(Quantiles.predictionRank(of: 38) == 0)
        #expect(Quantiles.predictionInterval([4, 3]) == 3...4)
        #expect(Quantiles.predictionInterval([]) == nil)
    }

    @Test func `the median of an even number of values is the mean of the middle two`() {
        #expect(Quantiles.median([3, 1, 2]) == 2)
        #expect(Quantiles.median([4, 1, 2, 3]) == 2.5)
        #expect(Quantiles.median([]) == nil)
    }

    /// `statsmodels.stats.proportion.proportion_confint(method="wilson")`.
    @Test(arguments: [(29.0, 30, 0.833297, 0.994093), (30.0, 30, 0.886483, 1.0), (0.0, 10, 0.0, 0.277533)])
    func `a proportion has Wilson's interval`(successes: Double, trials: Int, low: Double, high: Double) {
        let interval = Proportion(successes, of: trials).interval
        #expect(abs(interval.lowerBound - low) < 1e-5 && abs(interval.upperBound - high) < 1e-5)
    }
}
