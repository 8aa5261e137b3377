import Foundation
import Randomness
import Statistics
import Testing

/// Simulations: `Scripts/test --coverage` (NS_COVERAGE) runs ten times as many.
@Suite struct BestOfManyTests {
    private static let scale = ProcessInfo.processInfo.environment["NS_COVERAGE"] == nil ? 1 : 10

    /// Simulates networks of given accuracies, whose errors on the same rows are correlated: a normal number for each
    /// row, common to all, and one for each network.
    private func networks(
        _ accuracies: [Double], rows: Int, correlation: Double, _ generator: inout Generator
    ) -> [[Float]] {
        let limits = accuracies.map(NormalDistribution.quantile)
        var contributions = accuracies.map { _ in [Float]() }
        for _ in 0..<rows {
            let common = correlation.squareRoot() * generator.normal()
            for (network, limit) in limits.enumerated() {
                let own = (1 - correlation).squareRoot() * generator.normal()
                contributions[network].append(common + own < limit ? 1 : 0)
            }
        }
        return contributions
    }

    private struct BestOfManyCase: CustomStringConvertible {
        var accuracies: [Double]
        var rows: Int
        var correlation: Double
        var least: Double
        var description: String { "\(accuracies.count) networks, \(rows) rows, correlation \(correlation)" }
    }

    private static let settings = [
        // Equally good networks.
        BestOfManyCase(accuracies: .init(repeating: 0.97, count: 200), rows: 270, correlation: 0, least: 0.95),
        BestOfManyCase(accuracies: .init(repeating: 0.97, count: 40), rows: 135, correlation: 0.5, least: 0.95),
        BestOfManyCase(accuracies: .init(repeating: 0.889, count: 20), rows: 27, correlation: 0.5, least: 0.95),
        // Networks of different quality.
        BestOfManyCase(
            accuracies: (0..<40).map { 0.8 + 0.17 * Double($0) / 39 }, rows: 135, correlation: 0.5, least: 0.95),
        // One network that is better.
        BestOfManyCase(
            accuracies: .init(repeating: 0.95, count: 39) + [0.98], rows: 135, correlation: 0.5, least: 0.9),
    ]

    @Test(arguments: 0..<5)
    func `the corrected interval contains the true score of the best, the ordinary one does not`(index: Int) throws {
        let setting = Self.settings[index]
        var generator = Generator(seed: 5)
        let runs = 60 * Self.scale
        var (covered, uncorrected) = (0, 0)
        for _ in 0..<runs {
            let contributions = networks(
                setting.accuracies, rows: setting.rows, correlation: setting.correlation, &generator)
            let scores = contributions.map { $0.reduce(0, +) }
            let best = scores.max() ?? 0
            let winners = scores.indices.filter { scores[$0] == best }
            let truth = setting.accuracies[winners[generator.below(winners.count)]]
            let corrected = try #require(
                BestOfMany(contributions: contributions, resamples: 200) { generator.below($0) })
            covered += corrected.interval.contains(truth) ? 1 : 0
            uncorrected += Proportion(Double(best), of: setting.rows).interval.contains(truth) ? 1 : 0
        }
        print("coverage, \(setting): corrected \(covered), uncorrected \(uncorrected) of \(runs)")
        let error = 3 * (setting.least * (1 - setting.least) * Double(runs)).squareRoot()
        #expect(Double(covered) >= setting.least * Double(runs) - error)
        // Independent errors of many networks: the interval of a network chosen beforehand nearly always misses.
        if index == 0 { #expect(uncorrected < runs / 2) }
    }

    @Test func `for a single network, the correction is only random`() throws {
        var generator = Generator(seed: 1)
        let rows: [Float] = (0..<200).map { $0 < 180 ? 1 : 0 }
        let result = try #require(BestOfMany(contributions: [rows]) { generator.below($0) })
        #expect(abs(result.estimate - 0.9) < 0.01)
        #expect(result.interval.contains(0.9))
        #expect(BestOfMany(contributions: [], below: { _ in 0 }) == nil)
        #expect(BestOfMany(contributions: [[1, 0], [1]], below: { _ in 0 }) == nil)
    }
}
