import Foundation
import Messages
import Reports
import Support
import Testing

/// Experiments in which runs have no result.
@Suite struct ExperimentFailuresTests: RunsExperiments {
    private static let start = "gene x in -9..-1; maximize log(x); population size 4\n"

    @Test func `failed evaluations are counted for each way`() async throws {
        let report = try await experiment(
            Self.start + "experiment e seeds 1..6 evolve 2; way fails; way works gene x in 1..9; end; show experiment")
        #expect(report.warnings.contains { $0.hasPrefix("evaluations failed: 48 of 48 in \"fails\";") }, "\(report)")
        #expect(
            report.sentences.first?.hasPrefix("\"works\" was better than \"fails\" in 6 of 6 seeds") == true,
            "\(report.sentences)")
        // A difference from nothing has no size.
        #expect(!report.table.rows.joined().contains { $0.contains("– to") || $0.contains("to –") })
    }

    @Test func `ways without any result are not called equal`() async throws {
        let failing = try await experiment(Self.start + "experiment e seeds 1..6 evolve 1; way a; way b; end")
        #expect(failing.sentences == ["all evaluations of \"b\" and \"a\" failed"])
        #expect(failing.ways[1].comparison?.difference == nil)
        let far = try await experiment(
            "gene x in 1..9; maximize x; population size 4; experiment e seeds 1..6 evolve 2 goal 10; way a; way b; end"
        )
        #expect(far.sentences == ["no run of \"b\" or \"a\" reached the goal"])
        #expect(far.ways[1].comparison?.difference == nil && far.ways[1].comparison?.p == 1)
    }

    @Test(arguments: ["minimize x and maximize x", "maximize x and minimize x and minimize x ^ 2"])
    func `several objectives are refused before the first run`(objectives: String) async throws {
        let talking = Talking()
        let error = await #expect(throws: SessionError.self) {
            try await talking.say("gene x in 1..9; \(objectives); experiment e seeds 1..3 evolve 2; way a; end")
        }
        #expect(error?.description.contains("several objectives") == true)
    }

    @Test func `one seed is too few, in good grammar`() async throws {
        let report = try await experiment(
            "gene x0..x29 in 0, 1; maximize sum(x0..x29); population size 20\n"
                + "experiment e seeds 3 evolve 15; way r strategy random; way e strategy evolution; end")
        #expect(report.sentences.first?.contains("1 seed is too few to rule out chance") == true)
    }
}
