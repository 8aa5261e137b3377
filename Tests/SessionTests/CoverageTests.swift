import Foundation
import Reports
import SearchPreparation
import SessionState
import Statistics
import Testing

/// The fraction of searches for which the statements of `compare` are true. `Scripts/test --coverage` (NS_COVERAGE)
/// uses 400 seeds and 20,000 real random searches; other runs use fewer of each.
@Suite struct CoverageTests {
    private static let isFull = ProcessInfo.processInfo.environment["NS_COVERAGE"] != nil
    private static let seeds = isFull ? 400 : 20
    private static let searches = isFull ? 20_000 : 600

    /// A search that is blind on purpose: there is no selection, and children are drawn at random.
    private static let blind = """
        gene b0..b19 in 0, 1
        maximize sum(b0..b4) + 1.7 * sum(b5..b9) + 2.9 * sum(b10..b14) + 4.3 * sum(b15..b19)
        population size 20 elitism 0% selection tournament of 1 mutation 100% factor 50%
        evolve 5

        """

    /// Returns the best fitness of each of many real random searches, in ascending order.
    private func truth() async throws -> [Double] {
        let talking = Talking()
        try await talking.say("seed 100000\n\(Self.blind)compare random searches \(Self.searches)")
        let searches = try #require(talking.session.comparison?.searches)
        return searches.bests.compactMap { $0 }.sorted()
    }

    /// Expects no more misses than the confidence level allows, with a margin of three standard errors.
    private func expect(_ covered: Int, of count: Int, _ what: String) {
        let limit = 0.95 * Double(count) - 3 * (Double(count) * 0.95 * 0.05).squareRoot()
        print("coverage of \(what): \(covered) of \(count)")
        #expect(Double(covered) >= limit, "\(what): \(covered) of \(count)")
    }

    @Test func `the intervals of a blind search against random search contain the truth`() async throws {
        let truth = try await truth()
        var (covered, exact, sure, lost) = (0, 0, 0, 0)
        for seed in 1...Self.seeds {
            let talking = Talking()
            let reports = try await talking.say("seed \(seed)\n\(Self.blind)compare random")
            guard case .comparison(let report)? = reports.last, let best = report.best else { continue }
            let below = Double(truth.count { $0 < best }) / Double(truth.count)
            let ties = Double(truth.count { $0 == best }) / Double(truth.count)
            let interval = try #require(talking.session.comparison?.beaten?.interval)
            // The truth itself is known to three standard errors.
            let error = 3 * (0.25 / Double(truth.count)).squareRoot() * (Self.isFull ? 0.3 : 1)
            covered += interval.lowerBound - error...interval.upperBound + error ~= below + ties / 2 ? 1 : 0
            sure += report.shareBeaten ?? 0 >= 0.99 ? 1 : 0
            lost += report.shareBeaten ?? 0 <= 0.05 ? 1 : 0
            try await talking.say("compare random searches 1")
            let again = try #require(talking.session.comparison?.searchAgain?.probabilityOfAHit)
            exact += 1 - again.upperBound - error...1 - again.lowerBound + error ~= below ? 1 : 0
        }
        expect(covered, of: Self.seeds, "the share beaten of 200 searches")
        expect(exact, of: Self.seeds, "the statement from one search")
        print("reported 99% or more: \(sure), reported 5% or less: \(lost), of \(Self.seeds)")
        let limit = 0.02 * Double(Self.seeds)
        #expect(Double(sure) <= limit + 3 * limit.squareRoot())
    }

    /// Returns the distribution function of the sum of two uniform numbers between 0 and 1.
    private func cumulative(_ sum: Double) -> Double {
        switch sum {
        case ..<0: 0
        case ..<1: sum * sum / 2
        case ..<2: 1 - (2 - sum) * (2 - sum) / 2
        default: 1
        }
    }

    @Test(arguments: [1, 200])
    func `the band of plot compare contains 95% of random searches after each evaluation`(searches: Int) async throws {
        let points = [1, 5, 10, 25, 50, 75, 100]
        var sums = points.map { _ in 0.0 }
        let seeds = searches == 1 ? Self.seeds * 5 : max(4, Self.seeds / 5)
        for seed in 1...seeds {
            let talking = Talking()
            try await talking.say(
                """
                seed \(seed); gene x in 0.0..1.0; gene y in 0.0..1.0; maximize x + y; population size 10; evolve 10
                compare random searches \(searches)
                """)
            let band = try #require(talking.session.comparison?.otherBand)
            for (index, point) in points.enumerated() {
                let range = try #require(band[point - 1])
                sums[index] +=
                    pow(cumulative(range.upperBound), Double(point)) - pow(cumulative(range.lowerBound), Double(point))
            }
        }
        let coverages = sums.map { $0 / Double(seeds) }
        print("coverage of the band from \(searches) searches after \(points): \(coverages)")
        // A band's own coverage differs by about 0.06 (one search) or 0.016 (200) from one sample to the next.
        let error = 3 * (searches == 1 ? 0.07 : 0.018) / Double(seeds).squareRoot()
        for coverage in coverages { #expect(coverage > 0.95 - error && coverage < 0.99, "\(coverages)") }
    }
}
