import Foundation
import Session
import Support
import Testing

@Suite struct UndoTests {
    private func said(_ talking: Talking, _ text: String) async throws -> String {
        for report in try await talking.say(text).reversed() {
            if case .said(let text, _) = report { return text }
        }
        return ""
    }

    @Test func `every command that changed something is taken back, an evolution too`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..100; maximize x; population size 4; evolve 3")
        let three = try await talking.table("show history")
        try await talking.say("evolve 2; let a 1; show population")
        #expect(try await said(talking, "undo") == "took back `let a 1`")
        #expect(try await said(talking, "undo") == "took back `evolve 2`; the population is in generation 3")
        #expect(try await talking.table("show history") == three)
        #expect(try await said(talking, "undo") == "took back `evolve 3`; there is no population")
        #expect(try await said(talking, "undo") == "took back `population size 4`")
        #expect(try await said(talking, "undo; undo") == "took back `gene x in 1..100`")
        #expect(await talking.error("undo") == "there is nothing to undo: no command has changed anything")
        // Going on gives the same again.
        try await talking.say("gene x in 1..100; maximize x; population size 4; evolve 3")
        #expect(try await talking.table("show history") == three)
    }

    @Test func `data come and go with it, and that the test part was read stays`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris folds 1; genes clear; gene neurons0 in 8, 16; population size 2; training epochs 1; evolve 1; train fittest epochs 1"
        )
        try await talking.say("undo; undo; expect testreads = 1 and generation = 0; load wine; undo; evolve 1")
        try await talking.say("expect trainings = 2; undo; undo; undo; undo; undo; undo")
        #expect(await talking.error("show data")?.contains("none are loaded") == true)
    }

    @Test func `data that cannot be read again are reported, and what was undone stays undone`() async throws {
        let folder = try TemporaryFolder()
        let rows = "x,y\n" + (0..<40).map { "\($0),\($0 % 2 == 0 ? "no" : "yes")\n" }.joined()
        let path = try folder.write(Array(rows.utf8), to: "mine.csv")
        let talking = Talking()
        try await talking.say("load csv '\(path)' label y; load iris")
        try FileManager.default.removeItem(atPath: path)
        guard case .said(let text, let warnings)? = try await talking.say("undo").last else {
            Issue.record("no answer")
            return
        }
        #expect(text == "took back `load iris`")
        #expect(warnings.count == 1)
        #expect(warnings[0].hasPrefix("the data of "))
        #expect(warnings[0].contains("cannot be read again: ") && warnings[0].contains("mine.csv"))
        // Where they can be read there is nothing to warn of.
        try await talking.say("load iris; load wine")
        guard case .said(_, let none)? = try await talking.say("undo").last else {
            Issue.record("no answer")
            return
        }
        #expect(none == [])
    }

    @Test func `a script is taken back command by command`() async throws {
        let folder = try TemporaryFolder()
        let script = try folder.write(Array("let a 1; for n in 2, 3; let b $n; end".utf8), to: "x.ns")
        let talking = Talking()
        try await talking.say("run \(script)")
        #expect(try await said(talking, "undo") == "took back `let b 3`")
        #expect(try await said(talking, "undo") == "took back `let n 3`")
        try await talking.say("undo; undo; undo")
        #expect(await talking.error("undo") != nil)
    }

    @Test func `what was stepped and taken back is no phase for back`() async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize x; population size 4; step; step; undo; back")
        #expect(await talking.error("back") == "the last change of the population was no `step`; try `step`")
    }
}
