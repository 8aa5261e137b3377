import Foundation
import Reports
import Support
import Testing

@Suite struct UndoTests {
    private func said(_ talking: Talking, _ text: String) async throws -> String {
        for report in try await talking.say(text).reversed() {
            if case .message(let text, _) = report { return text }
        }
        return ""
    }

    @Test func `undo reverts every command that changed something, including evolve`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..100; maximize x; population size 4; evolve 3")
        let three = try await talking.table("show history")
        try await talking.say("evolve 2; let a 1; show population")
        #expect(try await said(talking, "undo") == "undid `let a 1`")
        #expect(try await said(talking, "undo") == "undid `evolve 2`; the population is in generation 3")
        #expect(try await talking.table("show history") == three)
        #expect(try await said(talking, "undo") == "undid `evolve 3`; there is no population")
        #expect(try await said(talking, "undo") == "undid `population size 4`")
        #expect(try await said(talking, "undo; undo") == "undid `gene x in 1..100`")
        #expect(await talking.error("undo") == "there is nothing to undo")
        // Repeating the commands gives the same history.
        try await talking.say("gene x in 1..100; maximize x; population size 4; evolve 3")
        #expect(try await talking.table("show history") == three)
    }

    @Test func `undo restores data, but keeps the number of test reads`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris folds 1; genes clear; gene neurons0 in 8, 16; population size 2; training epochs 1; evolve 1; train fittest epochs 1"
        )
        try await talking.say("undo; undo; expect testreads = 1 and generation = 0; load wine; undo; evolve 1")
        try await talking.say("expect trainings = 2; undo; undo; undo; undo; undo; undo")
        #expect(await talking.error("show data")?.contains("none are loaded") == true)
    }

    @Test func `undo warns if data cannot be read again, and still takes effect`() async throws {
        let folder = try TemporaryFolder()
        let rows = "x,y\n" + (0..<40).map { "\($0),\($0 % 2 == 0 ? "no" : "yes")\n" }.joined()
        let path = try folder.write(Array(rows.utf8), to: "mine.csv")
        let talking = Talking()
        try await talking.say("load csv '\(path)' label y; load iris")
        try FileManager.default.removeItem(atPath: path)
        guard case .message(let text, let warnings)? = try await talking.say("undo").last else {
            Issue.record("no answer")
            return
        }
        #expect(text == "undid `load iris`")
        #expect(warnings.count == 1)
        #expect(warnings[0].hasPrefix("the data of "))
        #expect(warnings[0].contains("cannot be read again: ") && warnings[0].contains("mine.csv"))
        // There is no warning if they can be read.
        try await talking.say("load iris; load wine")
        guard case .message(_, let none)? = try await talking.say("undo").last else {
            Issue.record("no answer")
            return
        }
        #expect(none == [])
    }

    @Test func `undo reverts a script command by command`() async throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(Array("let a 1; for n in 2, 3; let b $n; end".utf8), to: "x.ns")
        let talking = Talking()
        try await talking.say("run \(script)")
        #expect(try await said(talking, "undo") == "undid `let b 3`")
        #expect(try await said(talking, "undo") == "undid `let n 3`")
        try await talking.say("undo; undo; undo")
        #expect(await talking.error("undo") != nil)
    }

    @Test func `back ignores a step that was undone`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize x; population size 4; step; step; undo; back")
        #expect(
            await talking.error("back")
                == "no phase to revert: the last change of the population was not a `step`; try `step`")
    }
}
