import Foundation
import Memory
import Session
import Support
import Testing

@Suite struct KeepingTests {
    @Test func `a session that was saved by the first format opens and goes on`() async throws {
        let path = try #require(Bundle.module.path(forResource: "format-1", ofType: "session", inDirectory: "Fixtures"))
        let old = Talking()
        let reports = try await old.say("open session \(path)")
        guard case .opened(let opened)? = reports.last else {
            Issue.record("no report of what was opened")
            return
        }
        #expect(opened.generation == 2)
        #expect(opened.hasTrainedNetwork)
        #expect(opened.warnings == [])
        let before = try await old.table("show history")
        #expect(before.map { $0[0] } == ["1", "2"])
        // What came before is answered from the file.
        try await old.say("evolve 1; expect generation = 3")
        #expect(try await old.table("show history").prefix(2) == before[...])
    }

    @Test func `a longer training is done anew`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris folds 1; genes clear; gene neurons0 in 16, 32; population size 4; training epochs 1; evolve 1")
        try await talking.say("expect trainings = 2; training epochs 5; evolve 1; expect trainings = 4")
        try await talking.say("training epochs 1; evolve 1; expect trainings = 4")
    }

    @Test func `forgetting reads scores, epochs and time`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris; training epochs 2; population size 6; evolve 1; forget epochs < 2 or days > 1")
        let remembered = talking.session.memory.facts.evaluations
        #expect(remembered > 0)
        try await talking.say("forget epochs = 2")
        #expect(talking.session.memory.facts.evaluations == 0)
        #expect(await talking.error("forget acuracy < 1") == "unknown name \"acuracy\"; did you mean \"accuracy\"?")
    }

    @Test(arguments: [
        ("open session /nowhere/x", "/nowhere/x cannot be used: there is no such file"),
        ("open session /etc/passwd", "/etc/passwd is damaged: file is not a database"),
        ("resume", "no session was interrupted"),
        ("export csv x.csv", "nothing has evolved yet; try `load digits`"),
    ])
    func `an error says what is wrong with the file`(text: String, wanted: String) async throws {
        #expect(await Talking().error(text) == wanted)
    }
}
