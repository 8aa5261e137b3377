import Foundation
import Randomness
import Statistics
import Testing

/// Tests of paired samples and effect sizes, against values of SciPy 1.17.1 and statsmodels 0.14.
@Suite struct PairedTests {
    // scipy.stats.wilcoxon(d, method="exact"); with ties and zeros, over all sign changes of the nonzero differences:
    // scipy.stats.wilcoxon(d[d != 0], method=PermutationMethod(n_resamples=inf)).
    @Test(arguments: [
        ([1.5, -0.3, 2.2, 0.9, -1.1, 3.0, 0.4, 2.6], 5.0, 0.078125),
        (
            [
                -0.638, 1.271, 1.65, 1.235, 1.948, 0.503, -0.923, 0.443, 0.983, 0.915, -0.101, -1.56, 2.595, 0.497,
                0.966, -0.138, -0.324, 1.144, 1.452, -0.441,
            ], 45, 0.023950576782226562
        ),
        ([0, 0, 1.5, -0.5, 2.5, 3.5, 0.25, 0, -4.5, 1.25], 9, 0.46875),
        ([1, 1, -1, 2, 2, 2, -3, 0, 0, 4], 9, 0.265625),
        ([1, -1, 1, 1, 2, -2, 2, 3, 3, 3, -1, 5], 13, 0.0478515625),
    ])
    func `the p value of the signed-rank test is exact, with ties and zeros too`(
        differences: [Double], statistic: Double, probability: Double
    ) {
        let test = SignedRankTest(differences)
        #expect(min(test.positiveRanks, test.negativeRanks) == statistic)
        #expect(abs(test.probability - probability) < 1e-12, "\(test.probability)")
        #expect(test.count + test.zeros == differences.count)
        // The direction does not matter.
        #expect(abs(SignedRankTest(differences.map { -$0 }).probability - probability) < 1e-12)
    }

    // d = [(i * 37) % 47 - 20 for i in range(260)]
    // scipy.stats.wilcoxon(d, zero_method="wilcox", method="approx", correction=False)
    @Test func `the signed-rank test of many differences is approximately normal`() {
        let test = SignedRankTest((0..<260).map { Double($0 * 37 % 47 - 20) })
        #expect(min(test.positiveRanks, test.negativeRanks) == 12373.5)
        #expect(abs(test.probability - 0.0008134558200674572) < 1e-12, "\(test.probability)")
    }

    @Test func `the exact distribution of many differences is close to the normal one`() {
        let count = SignedRankTest.maximumExactCount
        let test = SignedRankTest((1...count).map { Double($0) * ($0 % 7 < 3 ? -1 : 1) })
        let n = Double(count)
        let deviation = (n * (n + 1) * (2 * n + 1) / 24).squareRoot()
        let normal = 2 * NormalDistribution.cumulative((test.negativeRanks - n * (n + 1) / 4) / deviation)
        #expect(abs(test.probability - normal) < 0.01 * normal)
    }

    @Test func `equal samples give no evidence, and infinite differences have the highest ranks`() {
        #expect(SignedRankTest([0, 0, 0]).probability == 1)
        #expect(SignedRankTest([]).probability == 1)
        #expect(SignedRankTest([.infinity, 2, 3]).probability == SignedRankTest([4, 2, 3]).probability)
        #expect(SignedRankTest([.infinity, -.infinity, 1]).positiveRanks == 3.5)
        #expect(SignedRankTest([1, 2, 3, 4, 5]).probability == SignedRankTest.smallestProbability(of: 5))
        #expect(SignedRankTest.smallestProbability(of: 0) == 1)
    }

    /// Without any difference, p is at most α in at most a fraction α of samples. `Scripts/test --coverage`
    /// (NS_COVERAGE) draws more samples.
    @Test(arguments: [6, 10, 20])
    func `the p value is rarely small if there is no difference`(pairs: Int) {
        let samples = ProcessInfo.processInfo.environment["NS_COVERAGE"] == nil ? 4_000 : 100_000
        var generator = Generator(seed: 35)
        // Whole numbers give ties and zeros.
        for isRounded in [false, true] {
            var rejected = [0.1: 0, 0.05: 0, 0.01: 0]
            for _ in 0..<samples {
                let differences = (0..<pairs).map { _ -> Double in
                    let difference = generator.normal() - generator.normal()
                    return isRounded ? difference.rounded() : difference
                }
                let probability = SignedRankTest(differences).probability
                for level in rejected.keys where probability <= level { rejected[level, default: 0] += 1 }
            }
            for (level, count) in rejected {
                let allowed = level * Double(samples) + 4 * (level * Double(samples)).squareRoot()
                print("p <= \(level) without a difference, \(pairs) pairs: \(Double(count) / Double(samples))")
                #expect(Double(count) <= allowed, "\(level) \(count)")
            }
        }
    }

    // statsmodels.stats.multitest.multipletests(p, method="holm")
    @Test func `Holm's correction keeps the order of the tests`() {
        let corrected = HolmCorrection.corrected([0.01, 0.04, 0.03, 0.005, 0.5])
        for (found, expected) in zip(corrected, [0.04, 0.09, 0.09, 0.025, 0.5]) {
            #expect(abs(found - expected) < 1e-12)
        }
        #expect(HolmCorrection.corrected([0.3]) == [0.3])
        #expect(HolmCorrection.corrected([0.6, 0.7]) == [1, 1])
        #expect(HolmCorrection.corrected([]) == [])
    }

    // scipy.stats.mannwhitneyu(x, y).statistic / (len(x) * len(y))
    @Test func `the probability of superiority counts ties half`() {
        let (first, second) = ([0.8, 0.9, 0.7, 0.9, 1.0, 0.6], [0.7, 0.9, 0.5, 0.8, 0.4])
        #expect(abs((Superiority.probability(of: first, over: second) ?? 0) - 0.7333333333333333) < 1e-12)
        #expect(Superiority.probability(of: [1, 1], over: [1, 1, 1]) == 0.5)
        #expect(Superiority.probability(of: [.infinity], over: [2, .infinity]) == 0.75)
        #expect(Superiority.probability(of: [], over: [1]) == nil)
    }

    @Test func `results that differ only by rounding errors are equal`() {
        #expect((0.1 + 0.2).difference(from: 0.3) == 0 && 0.1 + 0.2 != 0.3)
        #expect((1e300 * 1.1).difference(from: 1.1e300) == 0)
        #expect(Superiority.probability(of: [0.1 + 0.2, 0.3], over: [0.3, 0.1 + 0.2]) == 0.5)
        // A small difference between small results is one.
        #expect(3e-20.difference(from: 1e-20) == 3e-20 - 1e-20)
        #expect((1 + 1e-12).difference(from: 1) > 0 && 1.difference(from: 1 + 1e-12) < 0)
        #expect(Double.infinity.difference(from: .infinity) == 0)
        #expect(Double.infinity.difference(from: 1) == .infinity && 1.difference(from: .infinity) == -.infinity)
        #expect(Double.nan.difference(from: 1).isNaN)
    }

    // scipy.stats.bootstrap((d,), numpy.median, method="percentile", n_resamples=400000, random_state=1)
    @Test(arguments: [
        ([-1.24, 0.01, 1.82, 0.73, 3.58, 0.99, 1.75], 0.01, 1.82),
        ([-0.34, -0.35, -0.14, -0.92, 3.16, 4.11, -0.17, 0.29, 3.63, 2.26, 2.65, -1.1], -0.345, 2.905),
        (
            [
                4.99, 1.89, 1.81, 0.54, 0.87, 0.95, 0.57, 1.7, 2.83, -0.05, 0.78, 2.72, 2.17, 7.55, -0.77, 2.54, 0.55,
                0.86, 0.94, 0.9,
            ], 0.82, 2.03
        ),
    ])
    func `the bootstrap interval of a median is the limit of many resamples`(
        values: [Double], low: Double, high: Double
    ) throws {
        let interval = try #require(MedianBootstrap.interval(values))
        #expect(abs(interval.lowerBound - low) < 1e-9 && abs(interval.upperBound - high) < 1e-9, "\(interval)")
    }

    @Test func `the bootstrap of equal or infinite values has no false precision`() {
        #expect(MedianBootstrap.interval([2, 2, 2, 2]) == 2...2)
        #expect(MedianBootstrap.interval([3]) == 3...3)
        #expect(MedianBootstrap.interval([]) == nil)
        #expect(MedianBootstrap.interval([-.infinity, .infinity]) == nil)
        #expect(MedianBootstrap.interval([1, .infinity, .infinity])?.upperBound == .infinity)
    }

    @Test func `the expected running time divides all evaluations by the successes`() {
        let time = ExpectedRunningTime([(100, true), (300, false), (200, true)])
        #expect(time.evaluations == 300 && time.successes == 2 && time.runs == 3)
        #expect(ExpectedRunningTime([(100, false)]).evaluations == nil)
    }
}
