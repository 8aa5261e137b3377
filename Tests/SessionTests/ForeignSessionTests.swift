import Foundation
import Memory
import Messages
import Reports
import Support
import Testing

/// A session of somebody else is data: without permission it runs nothing and changes no memory.
@Suite struct ForeignSessionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Saves the session after some commands, with changed JSON text and a valid checksum.
    private func forged(
        _ commands: String, part: String = "settings", _ change: (String) -> String = { $0 }
    ) async throws -> String {
        let path = folder.path + "/forged.session"
        try await Talking().say("\(commands); save session \(path) replace")
        let saved = try SavedSession(path: path)
        var parts = saved.parts
        let text = String(decoding: try #require(parts[part]), as: UTF8.self)
        let changed = change(text)
        parts[part] = Data(changed.utf8)
        try SavedSession(
            format: saved.format, title: saved.title, parts: parts,
            evaluations: saved.evaluations.map { fingerprint, evaluation in
                guard case .scores(let scores) = evaluation.result else { return (fingerprint, evaluation) }
                let forged = scores.mapValues { _ in 0.123456 }
                return (
                    fingerprint,
                    RememberedEvaluation(result: .scores(forged), curve: evaluation.curve, seconds: evaluation.seconds)
                )
            }
        ).write(to: path)
        return path
    }

    private static let program = "gene x in 1..9; maximize output of 'echo {x}'"

    @Test func `a program in a foreign session is shown and needs trust`() async throws {
        let path = try await forged(Self.program)
        let talking = Talking()
        let error = await talking.error("open session \(path)")
        #expect(
            error
                == "\(path) was not saved with this memory, and this session runs: echo {x}. If you trust its author, "
                + "add `trust` after the path")
        #expect(await talking.error("evolve 1")?.contains("there is no objective yet") == true)
        try await talking.say("open session \(path) trust; population size 4; evolve 1")
    }

    @Test func `the user is asked, and only yes opens the session`() async throws {
        let path = try await forged(Self.program)
        for answer in ["", "no", "trust me"] {
            await #expect(throws: SessionError.self) {
                try await Talking().say("open session \(path)", answer: answer)
            }
        }
        let reports = try await Talking().say("open session \(path)", answer: "yes")
        let shown = reports.contains { if case .warning("this session runs: echo {x}") = $0 { true } else { false } }
        #expect(shown)
    }

    @Test func `a launcher is shown with its command, regardless of its title`() async throws {
        let path = try await forged(Self.program + "; workers 2 through 'sh -c evil'") {
            $0.replacing("through 'sh -c evil'", with: "on slurm")
        }
        let talking = Talking()
        let error = await talking.error("open session \(path)")
        #expect(error?.contains("starts evaluators: sh -c evil") == true)
        let reports = try await talking.say("open session \(path) trust; workers")
        guard case .printed(let text)? = reports.last else {
            Issue.record("`workers` shows nothing")
            return
        }
        #expect(text == "workers 2 through 'sh -c evil'")
    }

    @Test func `a table that the session reads and a shell command that it recorded are shown`() async throws {
        let table = try folder.write(
            Array("a,b\n1,x\n2,y\n3,x\n4,y\n5,x\n6,y\n7,x\n8,y\n9,x\n1,y\n2,x\n".utf8), to: "t.csv")
        let path = try await forged("load csv \(table) label b; print marker") {
            $0.replacing("print marker", with: "!touch evil")
        }
        let error = await Talking().error("open session \(path)")
        #expect(error?.contains("reads: \(table)") == true)
        #expect(error?.contains("recorded the shell command: !touch evil") == true)
    }

    @Test func `a session of this memory opens without a question`() async throws {
        let memory = folder.path + "/memory.sqlite"
        let path = folder.path + "/own.session"
        try await Talking(memory: ScoreMemory(path: memory)).say("\(Self.program); save session \(path)")
        try await Talking(memory: ScoreMemory(path: memory)).say("open session \(path)")
        #expect(await Talking(memory: ScoreMemory(path: memory + "2")).error("open session \(path)") != nil)
    }

    @Test func `the results of a foreign session are used in it, but never reach the memory`() async throws {
        let search =
            "load iris limit 60; genes clear; gene neurons0 in 4, 8; training epochs 1; population size 3; evolve 1"
        let path = try await forged(search)
        let memory = folder.path + "/memory.sqlite"
        let reader = Talking(memory: ScoreMemory(path: memory))
        try await reader.say("open session \(path); reset; evolve 1; expect fittest > 0.1234 and fittest < 0.1235")
        #expect(ScoreMemory(path: memory).facts.evaluations == 0)
        // Saved again, it is still a foreign session.
        let again = folder.path + "/again.session"
        try await reader.say("save session \(again)")
        let other = Talking(memory: ScoreMemory(path: memory))
        try await other.say("open session \(again)")
        #expect(ScoreMemory(path: memory).facts.evaluations == 0)
        let honest = Talking(memory: ScoreMemory(path: memory))
        try await honest.say("\(search); expect not (fittest > 0.1234 and fittest < 0.1235)")
    }

    @Test(arguments: [
        "print a\\n!touch evil", "print a; !touch evil", "print a\\r\\n!touch evil", "# a\\n!touch evil",
        "print 'a\\n!touch evil", "print a\\\\\\n;!touch evil", "",
    ])
    func `a record of a foreign session contains no other commands`(text: String) async throws {
        let path = try await forged("print marker; print other") {
            $0.replacing("\"print marker\"", with: "\"\(text)\"")
                .replacing("\"text\":\"print other\"", with: "\"comment\":\"a\\n!touch evil\",\"text\":\"print other\"")
        }
        let script = folder.path + "/recorded.ns"
        try await Talking().say("open session \(path) trust; record \(script) replace")
        let lines = try String(contentsOfFile: script, encoding: .utf8).split(whereSeparator: \.isNewline)
        #expect(!lines.contains { $0.hasPrefix("!") })
        #expect(lines.contains { $0.hasPrefix("# the following commands come from") })
        for line in lines where !line.hasPrefix("#") { #expect(line.hasPrefix("print ") || line == "workers 2") }
    }

    @Test func `a signature is invalid for other content`() async throws {
        let memory = ScoreMemory(path: folder.path + "/memory.sqlite")
        let path = folder.path + "/own.session"
        try await Talking(memory: memory).say("\(Self.program); save session \(path)")
        let saved = try SavedSession(path: path)
        #expect(memory.wrote(saved))
        var parts = saved.parts
        parts["settings"] = Data(
            String(decoding: try #require(parts["settings"]), as: UTF8.self)
                .replacing("echo", with: "evil").utf8)
        let forged = SavedSession(
            format: saved.format, title: saved.title, parts: parts, evaluations: saved.evaluations)
        #expect(!memory.wrote(forged))
    }
}
