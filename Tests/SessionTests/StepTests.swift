import CommandLanguage
import Evolution
import Reports
import Testing

private let quick = "load digits limit 300; training epochs 1; population size 6"

extension Talking {
    /// Returns the reports of the phases that some commands ran.
    fileprivate func phases(_ text: String) async throws -> [StepReport] {
        try await say(text).compactMap { if case .step(let step) = $0 { step } else { nil } }
    }
}

@Suite struct StepTests {
    @Test(arguments: ["evolution", "steady", "ageing", "differential", "cma", "relay", "random", "grid"])
    func `steps and whole generations give the same history`(strategy: String) async throws {
        let stepped = Talking()
        try await stepped.say("\(quick); strategy \(strategy)")
        var steps = 0
        repeat {
            steps += 1
            try await stepped.say("step")
        } while await stepped.error("show history") != nil && steps < 9
        try await stepped.say("step 7; evolve 2; step; evolve 1")
        let whole = Talking()
        try await whole.say("\(quick); strategy \(strategy); evolve 4")
        let history = try await whole.table("show history")
        #expect(try await stepped.table("show history").prefix(4) == history.prefix(4))
    }

    @Test func `each phase reports its result`() async throws {
        let steps = try await Talking().phases("\(quick); strategy evolution; step 7")
        #expect(steps.map(\.phase) == ["evaluate", "elites", "breeders", "breed", "mutate", "replace", "evaluate"])
        #expect(steps.map(\.next).dropLast() == steps.map(\.phase).dropFirst())
        #expect(steps.map(\.generation) == [1, 2, 2, 2, 2, 2, 2])
        #expect(steps[0].lines == ["6 births evaluated"])
        #expect(steps[2].lines[0].hasPrefix("320 breeders drawn"))
        #expect(steps[3].lines[0].hasPrefix("6 litters of 64 children bred"))
        #expect(steps[5].lines[0] == "born: 6–11 (not evaluated yet)")
        #expect(steps[6].table?.columns.map(\.name) == ["birth", "fitness", "predicted", "result"])
    }

    @Test func `back undoes a phase, and repeating the step gives the same result`() async throws {
        let talking = Talking()
        let first = try await talking.phases("\(quick); strategy evolution; step 7")
        let trainings = try await talking.table("show population")
        let again = try await talking.phases("back; back; back; step 3")
        // The second time, the networks come from the memory instead of being trained.
        #expect(again.map(\.event) == first.suffix(3).map(\.event))
        #expect(again.dropLast() == first.suffix(3).dropLast())
        #expect(again.last?.lines[0] == "6 births evaluated, 6 of them from the memory")
        #expect(try await talking.table("show population") == trainings)
        try await talking.say("expect trainings = 12")
    }

    @Test func `back undoes only steps`() async throws {
        let talking = Talking()
        try await talking.say("\(quick); step; evolve 1")
        #expect(
            await talking.error("back")
                == "no phase to revert: the last change of the population was not a `step`; try `step`")
    }

    @Test func `a stopped step does not change the phase`() async throws {
        let talking = Talking()
        try await talking.say(quick)
        var isFirst = true
        let reports = try await talking.say("step") {
            defer { isFirst = false }
            return !isFirst
        }
        guard case .message(let text, _)? = reports.last else {
            Issue.record("\(reports)")
            return
        }
        #expect(text == "stopped: the population is unchanged; finished evaluations are cached")
        let steps = try await talking.phases("step")
        #expect(steps.map(\.phase) == ["evaluate"])
        #expect(steps.first?.lines[0].hasPrefix("6 births evaluated") == true)
    }
}

@Suite struct StoryTests {
    @Test func `a story shows parents, changes, prediction and outcome`() async throws {
        let talking = Talking()
        let reports = try await talking.say("\(quick); strategy evolution; evolve 2; why 0; why 8; why")
        let stories = reports.compactMap { if case .story(let story) = $0 { story } else { nil } }
        try #require(stories.count == 3)
        #expect(stories[0].birth.mother == nil)
        #expect(stories[0].lines.contains("no parents: drawn from the search space"))
        #expect(stories[1].birth.mother != nil)
        #expect(stories[1].lines.contains { $0.hasPrefix("predicted ") })
        #expect(stories[1].table.rows.count == 15)
        // Mutated genes have another value than the parents; the others have one of theirs.
        for row in stories[1].table.rows where row.last == "mutation" { #expect(row[1] != row[2]) }
        for row in stories[1].table.rows where row.last == "mother" { #expect(row[1] == row[2]) }
        #expect(stories[2].lines.contains { $0.hasPrefix("rank 1 of ") })
        #expect(await talking.error("why 12") == "there is no birth 12: births are numbered 0 to 11 so far")
    }
}
