import Foundation
import Randomness
import Statistics
import Testing

@Suite struct PairedDifferenceTests {
    // scipy.stats.t.ppf(0.975, df), SciPy 1.17.1.
    @Test(arguments: [
        (1.0, 12.706204736174694), (2, 4.302652729749462), (3, 3.1824463052837078), (4, 2.7764451051977934),
        (9, 2.262157162798205), (29, 2.045229642132703), (100, 1.9839715185235518),
    ]) func `the quantiles of Student's distribution are those of SciPy`(_ degrees: Double, _ quantile: Double) {
        #expect(abs(StudentDistribution(degrees: degrees).twoSided95 - quantile) < 1e-9 * quantile)
    }

    // scipy.stats.t.cdf(x, df).
    @Test(arguments: [
        (1.0, 0.5, 0.6475836176504333), (4, 2, 0.9419417382415922), (4, -2, 0.05805826175840778),
        (9, 3.3, 0.9953850458407265), (30, 0.1, 0.5394951941048645), (2, 40, 0.9996877926639076),
    ]) func `the probabilities of Student's distribution are those of SciPy`(
        _ degrees: Double, _ value: Double, _ probability: Double
    ) {
        #expect(abs(StudentDistribution(degrees: degrees).cumulative(value) - probability) < 1e-12)
    }

    @Test func `the interval of folds is that of Nadeau and Bengio`() throws {
        // Mean 0.02, variance 0.0005; (1/5 + 1/4) × 0.0005 = 0.000225.
        let difference = try #require(PairedDifference(folds: [0, 0.01, 0.01, 0.02, 0.06], overlap: 0.25))
        #expect(abs(difference.mean - 0.02) < 1e-15)
        let variance = [0.02, 0.01, 0.01, 0, 0.04].reduce(0) { $0 + $1 * $1 } / 4
        #expect(abs(difference.standardError - (variance * 0.45).squareRoot()) < 1e-15)
        #expect(abs(difference.halfWidth - 2.7764451051977934 * difference.standardError) < 1e-9)
        #expect(difference.isNoise)
        #expect(PairedDifference(folds: [0.1], overlap: 0) == nil)
        #expect(PairedDifference(folds: [0.1, .nan], overlap: 0) == nil)
    }

    @Test func `equally good networks are called different in 5% of comparisons over folds, and not in a third`() throws
    {
        // Scores of five folds share rows, so that their differences are correlated by 1/5.
        var draws = Generator(seed: 1, stream: 1)
        func normal() -> Double {
            NormalDistribution.quantile((Double(draws.below(1 << 30)) + 0.5) / Double(1 << 30))
        }
        let (trials, correlation) = (20_000, 0.2)
        var (found, foundWithout) = (0, 0)
        for _ in 0..<trials {
            let common = normal() * correlation.squareRoot()
            let folds = (0..<5).map { _ in common + normal() * (1 - correlation).squareRoot() }
            if try #require(PairedDifference(folds: folds, overlap: 0.25)).isNoise == false { found += 1 }
            if try #require(PairedDifference(folds: folds, overlap: 0)).isNoise == false { foundWithout += 1 }
        }
        #expect(abs(Double(found) / Double(trials) - 0.05) < 0.006)
        // Without the correction, noise would often be taken for an improvement.
        #expect(Double(foundWithout) / Double(trials) > 0.12)
    }

    @Test(arguments: [40, 150, 600])
    func `equally good networks are called different in about 5% of comparisons over rows`(
        _ rows: Int
    ) throws {
        var draws = Generator(seed: UInt64(rows), stream: 2)
        let trials = 4_000
        var found = 0
        for _ in 0..<trials {
            // Both are right in 86 of 100 rows; 10 rows differ, 5 each way.
            let differences = (0..<rows).map { _ -> Double in
                switch draws.below(100) {
                case 0..<5: 1
                case 5..<10: -1
                default: 0
                }
            }
            if try #require(PairedDifference(rows: differences)).isNoise == false { found += 1 }
        }
        #expect((0.005...0.065).contains(Double(found) / Double(trials)))
    }

    @Test func `one row more of 127 is noise, and 30 rows are not`() throws {
        let one = try #require(PairedDifference(rows: [1] + [Double](repeating: 0, count: 126)))
        #expect(abs(one.mean - 1 / 127.0) < 1e-15 && one.isNoise)
        let thirty = [Double](repeating: 1, count: 30) + [Double](repeating: 0, count: 97)
        #expect(try #require(PairedDifference(rows: thirty)).isNoise == false)
        // Agresti and Min (2005), without the shift of the centre: b = 30, c = 0, n = 127.
        let variance = (31 - 30.0 * 30 / 128) / (128 * 128)
        #expect(abs(try #require(PairedDifference(rows: thirty)).standardError - variance.squareRoot()) < 1e-12)
    }

    @Test func `the same scores everywhere differ by 0 ± 0`() throws {
        let none = try #require(PairedDifference(folds: [0, 0, 0], overlap: 0.5))
        #expect(none.mean == 0 && none.halfWidth == 0 && none.isNoise)
    }

    @Test func `the interval without groups is that of the jackknife, with the largest deviation twice`() throws {
        let difference = try #require(PairedDifference(0.3, withoutGroups: [0.1, 0.2, 0.3, 0.6]))
        // Mean 0.3; squares 0.04 + 0.01 + 0 + 0.09 + 0.09.
        #expect(difference.mean == 0.3)
        #expect(abs(difference.standardError - (0.75 * 0.23).squareRoot()) < 1e-15)
        #expect(abs(difference.halfWidth - 3.1824463052837078 * difference.standardError) < 1e-9)
        #expect(PairedDifference(0.3, withoutGroups: [0.1]) == nil)
        #expect(PairedDifference(.nan, withoutGroups: [0.1, 0.2]) == nil)
        #expect(PairedDifference(0.3, withoutGroups: [0.1, .infinity]) == nil)
    }
}
