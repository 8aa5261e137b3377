import Foundation
import Reports
import Support
import Testing

@Suite struct SeveralObjectivesTests {
    private static let search = "gene x in -10.0..10.0; minimize x^2 and minimize (x - 2)^2; population size 20"

    @Test(arguments: [
        "minimize x ^ 2 and minimize (x - 2) ^ 2", "maximize accuracy and minimize parameters",
        "maximize x and y and minimize z and maximize x and maximize -z",
        "maximize output of './a {x}' timeout 10s named b and minimize output named c",
        "maximize output of './a {x}' and minimize output and minimize output",
    ])
    func `several objectives are recorded as they were typed`(command: String) async throws {
        let talking = Talking()
        let reports = try await talking.say(command)
        guard case .message(let text, _)? = reports.last else {
            Issue.record("\(reports)")
            return
        }
        #expect(text.hasPrefix(command))
    }

    @Test func `a search with several functions reaches both of their optima`() async throws {
        let talking = Talking()
        try await talking.say("\(Self.search); evolve 20")
        let values = try await talking.table("show population")
        #expect(values.count == 20)
        let first = values.compactMap { Double($0[3]) }
        #expect((first.min() ?? 9) < 0.01 && (first.max() ?? 0) > 3)
    }

    @Test func `a search continues from a saved session as without it`() async throws {
        let folder = try TemporaryFolder()
        let whole = Talking()
        try await whole.say("\(Self.search); evolve 6")
        let parts = Talking()
        try await parts.say("\(Self.search); evolve 3; save session '\(folder.path)/a.session'")
        let other = Talking()
        try await other.say("open session '\(folder.path)/a.session'; evolve 3")
        #expect(try await other.table("show history") == (try await whole.table("show history")))
    }

    @Test func `undo brings back the single objective`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 0.0..1.0; maximize x; minimize x and maximize x^2; undo; evolve 1")
        guard case .fittest(let report)? = try await talking.say("show fittest").last else { return }
        #expect(report.objective == "x")
    }

    @Test(arguments: [
        ("gene x in 0.0..1.0; maximize x and minimize y; evolve 1", "y"),
        ("maximize x and minimize output", "there is no program"),
        ("maximize output of './a' and minimize x", "the first objective is the output of a program"),
        ("maximize output of './a' named b and minimize output", "either all numbers"),
        ("maximize told and minimize told", "`told` must be the only objective"),
        (
            "gene x in 0.0..1.0; maximize x and minimize x^2; strategy relay; evolve 1",
            "try `strategy differential` or `strategy cma`"
        ),
    ])
    func `objectives that do not go together are refused`(commands: String, message: String) async throws {
        #expect(await Talking().error(commands)?.contains(message) == true)
    }

    @Test(arguments: [
        ("population niching sharing", "the crowding distance anyway: try `population niching none`"),
        ("population niching crowding", "the crowding distance anyway: try `population niching none`"),
        ("strategy relay", "try `strategy differential` or `strategy cma`"),
    ])
    func `what needs a single fitness is refused with a reason and a remedy`(
        setting: String, remedy: String
    ) async throws {
        let talking = Talking()
        try await talking.say(
            "gene x in 0.0..1.0; gene y in 0.0..1.0; population size 4 litter 1; strategy evolution; "
                + "maximize x and minimize x * y")
        let error = await talking.error("\(setting); evolve 1")
        #expect(error?.contains("several objectives have no") == true, "\(error ?? "")")
        #expect(error?.contains(remedy) == true, "\(error ?? "")")
        // The remedy works.
        try await talking.say("population niching none; strategy differential; evolve 1")
    }
}
