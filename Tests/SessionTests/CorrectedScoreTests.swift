import Foundation
import Memory
import Reports
import Support
import Testing

@Suite struct CorrectedScoreTests {
    private static let search = "load digits limit 200; training epochs 2; population size 6 litter 1; evolve 1"

    private func trust(_ talking: Talking, _ text: String) async throws -> TrustReport {
        guard case .fittest(let report)? = try await talking.say(text).last else {
            throw CocoaError(.featureUnsupported)
        }
        return try #require(report.trust)
    }

    @Test func `the interval of the fittest is corrected for its selection`() async throws {
        let talking = Talking()
        let found = try await trust(talking, "\(Self.search); show fittest")
        #expect(found.isCorrected)
        let corrected = try #require(found.corrected)
        #expect((found.low ?? 1) <= corrected && corrected <= (found.high ?? 0))
        // Another session gives the same result.
        #expect(try await trust(Talking(workers: 1), "\(Self.search); show fittest") == found)
    }

    @Test func `r2 is corrected with the errors of the rows`() async throws {
        let folder = try TemporaryFolder()
        let rows = (0..<120).map {
            "\(Double($0) / 120),\(Double($0 * 37 % 50)),\(Double($0) / 60 + Double($0 * 7 % 10) / 20)"
        }
        try ("a,b,y\n" + rows.joined(separator: "\n") + "\n").write(
            toFile: folder.path + "/t.csv", atomically: true, encoding: .utf8)
        let found = try await trust(
            Talking(),
            "load csv '\(folder.path)/t.csv' label y; training epochs 20; population size 5 litter 1; evolve 1; show fittest"
        )
        #expect(found.isCorrected)
        #expect((found.low ?? 1) < (found.high ?? 0))
    }

    @Test func `cached results keep their row outcomes, and without them the interval is not corrected`()
        async throws
    {
        let folder = try TemporaryFolder()
        let path = folder.path + "/memory.sqlite"
        func talking() -> Talking { Talking(memory: ScoreMemory(path: path)) }
        let first = try await trust(talking(), "\(Self.search); show fittest")
        #expect(try await trust(talking(), "\(Self.search); show fittest") == first)
        // As an earlier version cached them.
        let own = ScoreMemory()
        _ = try await trust(Talking(memory: own), "\(Self.search); show fittest")
        let old = ScoreMemory()
        old.adopt(
            own.unsaved.map { known in
                (
                    known.fingerprint,
                    RememberedEvaluation(
                        result: known.evaluation.result, curve: known.evaluation.curve,
                        seconds: known.evaluation.seconds)
                )
            })
        let bare = try await trust(Talking(memory: old), "\(Self.search); show fittest")
        #expect(!bare.isCorrected && bare.corrected == nil)
        #expect(bare.low != nil)
    }
}
