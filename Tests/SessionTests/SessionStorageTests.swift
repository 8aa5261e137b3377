import Foundation
import Memory
import Reports
import Session
import SessionState
import Support
import Testing

@Suite struct SessionStorageTests {
    @Test func `a session in the first format opens and continues`() async throws {
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
        // Earlier evaluations are answered from the file.
        try await old.say("evolve 1; expect generation = 3")
        #expect(try await old.table("show history").prefix(2) == before[...])
    }

    @Test func `an end from outside tells why the session cannot be saved`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([], to: "taken")
        let talking = Talking(recovery: Recovery(folder: "\(path)/sessions"))
        let reports = try await talking.say("load digits limit 200")
        let reported = reports.compactMap { if case .warning(let text) = $0 { text } else { nil } }
        let all = reported + [talking.session.interrupt()].compactMap(\.self)
        #expect(all.count == 1 && all[0].hasPrefix("the session cannot be saved automatically ("), "\(all)")
    }

    @Test func `a failed autosave is reported once`() async throws {
        let folder = try TemporaryFolder()
        // A file has the path of the folder for saved sessions.
        let path = try folder.write([], to: "taken")
        let recovery = Recovery(folder: "\(path)/sessions")
        let talking = Talking(recovery: recovery)
        func warnings(_ reports: [Report]) -> [String] {
            reports.compactMap { if case .warning(let text) = $0 { text } else { nil } }
        }
        // On a busy machine, the save may fail before the command ends.
        var found = warnings(try await talking.say("load digits limit 200"))
        recovery.finish()
        found += warnings(try await talking.say("memory"))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("the session cannot be saved automatically (") == true)
        #expect(found.first?.hasSuffix("`save session FILE` saves it") == true)
        for _ in 0..<3 {
            found += warnings(try await talking.say("load digits limit 150; load digits limit 200"))
            recovery.finish()
            found += warnings(try await talking.say("memory"))
        }
        #expect(found.count == 1)
        // Another session whose folder can be created gives no warning.
        let further = Recovery(folder: "\(folder.path)/sessions")
        defer { further.finish() }
        let other = Talking(recovery: further)
        #expect(warnings(try await other.say("load digits limit 200; seed 2; seed 3")) == [])
    }

    @Test func `an unreadable interrupted session stays, and the one before it is offered`() async throws {
        let folder = try TemporaryFolder()
        try await Talking().say("load digits limit 200; save session '\(folder.path)/0-whole.session'")
        let damaged = try folder.write(Array("no session".utf8), to: "1-damaged.session")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: 60)], ofItemAtPath: damaged)
        let recovery = Recovery(folder: folder.path)
        #expect(recovery.sessions.map(\.title) == ["digits, maximize accuracy"])
        #expect(FileManager.default.fileExists(atPath: damaged))
    }

    @Test func `the lock of a process that was killed before it saved its session is removed`() async throws {
        let folder = try TemporaryFolder()
        try folder.write([], to: "1-abandoned.session.lock")
        try folder.write([], to: "2-whole.session.lock")
        try folder.write([], to: "2-whole.session")
        let held = open(try folder.write([], to: "3-held.session.lock"), O_RDWR)
        defer { close(held) }
        #expect(flock(held, LOCK_EX) == 0)
        Recovery(folder: folder.path).removeAbandonedLocks()
        #expect(folder.names == ["2-whole.session", "2-whole.session.lock", "3-held.session.lock"])
    }

    @Test func `a longer training is not answered from the memory`() async throws {
        let talking = Talking()
        try await talking.say(
            "load iris folds 1; genes clear; gene neurons0 in 16, 32; population size 4; training epochs 1; evolve 1")
        try await talking.say("expect trainings = 2; training epochs 5; evolve 1; expect trainings = 4")
        try await talking.say("training epochs 1; evolve 1; expect trainings = 4")
    }

    @Test func `conditions of forget read scores, epochs and days`() async throws {
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
        ("open session /etc/passwd", "/etc/passwd is damaged or was not written by ns: file is not a database"),
        ("resume", "there are no recent sessions"),
        ("export csv x.csv", "nothing has evolved yet; try `load digits`"),
    ])
    func `an error says what is wrong with the file`(text: String, wanted: String) async throws {
        #expect(await Talking().error(text) == wanted)
    }
}
