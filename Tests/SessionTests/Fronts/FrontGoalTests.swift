import Reports
import Testing

@Suite struct FrontGoalTests {
    private static let search = "gene x in 0..20; gene y in 0..3; minimize x + y and maximize x - y"

    private func evolved(_ text: String) async throws -> EvolvedReport? {
        guard case .evolved(let report)? = try await Talking().say("population size 20; \(Self.search); \(text)").last
        else { return nil }
        return report
    }

    @Test func `evolve stops when one genome reaches a point, named or in the order of the objectives`() async throws {
        let report = try await evolved("evolve 100 goal 9 and 9")
        #expect(report?.end == .goal)
        #expect(report?.best == nil && report?.mean == nil)
        #expect(report?.front?.size ?? 0 > 1)
        let named = try await evolved("evolve 100 goal 'x - y' 9 and 'x + y' 9")
        #expect(named?.end == .goal && named?.finished == report?.finished)
        // Nothing has both a sum below 5 and a difference above 9.
        #expect(try await evolved("evolve 5 goal 5 and 9")?.end == .finished)
    }

    @Test func `evolve stops at a hypervolume`() async throws {
        #expect(try await evolved("evolve 100 goal hypervolume 0.3")?.end == .goal)
        #expect(try await evolved("evolve 3 goal hypervolume 100")?.end == .finished)
    }

    @Test(arguments: [
        (
            "evolve 5 goal 3",
            "the goal has 1 value, but there are 2 objectives; write `goal x + y X and x - y X`"
        ),
        (
            "evolve 5 goal 3 and 4 and 5",
            "the goal has 3 values, but there are 2 objectives; write `goal x + y X and x - y X`"
        ),
        ("evolve 5 goal 'x - y' 3 and 'x - y' 4", "the goal has two values for x - y"),
        (
            "evolve 5 goal z 3 and 4",
            "the goal's \"z\" is not an objective; the objectives are x + y, x - y"
        ),
    ])
    func `a goal that does not fit the objectives is an error that changes nothing`(
        command: String, expected: String
    ) async throws {
        let talking = Talking()
        try await talking.say("population size 20; \(Self.search); evolve 1")
        #expect(await talking.error(command) == expected)
        try await talking.say("expect generation = 1")
    }

    @Test func `one objective may be named in its goal, and has no hypervolume`() async throws {
        let talking = Talking()
        try await talking.say(
            "gene x in 0..20; maximize x; population size 20; evolve 50 goal x 20; expect fittest = 20")
        let message = try #require(await talking.error("evolve goal hypervolume 1"))
        #expect(message.hasPrefix("`goal hypervolume` needs several objectives"))
        #expect(
            await talking.error("evolve 5 goal 3 and 4")
                == "the goal has 2 values, but there is 1 objective; write `goal X`")
    }
}
