import Foundation
import Memory
import Randomness
import Support
import Testing

private let search = "load digits limit 300; training epochs 1; population size 6"
private let generations = 8

/// A line of JSON output.
struct OutputLine: Decodable {
    let report: String
    let generation: Int?
    let remaining: Int?
    let measured: Int?
    let evaluations: Int?

    /// Returns the lines of an output that are reports.
    static func all(_ text: String) -> [OutputLine] {
        text.split(separator: "\n").compactMap { try? JSONDecoder().decode(OutputLine.self, from: Data($0.utf8)) }
    }
}

private func lines(_ text: String) -> [OutputLine] { OutputLine.all(text) }

/// Runs the shell and kills it as soon as a condition holds; it may have ended before.
private func kill(_ arguments: [String], home: Home, once holds: () -> Bool) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Terminal.shell)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: home.path)
    process.environment = home.environment
    process.standardOutput = FileHandle(forWritingAtPath: try home.write("", to: "killed.output"))
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning, !holds() { sched_yield() }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
}

extension Home {
    /// The memory of the shells in this home folder.
    var memory: ScoreMemory { ScoreMemory(path: path + "/.local/share/ns/memory.sqlite") }

    /// Continues a killed search to its end and exports its history: the saved session if there is one, otherwise the
    /// search from its beginning, with the results of the memory.
    ///
    /// - Returns: True if there was a session.
    func continueKilled(_ search: String, generations: Int, environment: [String: String] = [:]) throws -> Bool {
        let resumed = try FinishedProgram.shell(
            ["--json", "-c", "resume; save session kept.session"], home: self, environment: environment)
        let opened = OutputLine.all(resumed.output).first { $0.report == "opened" }
        let remaining = opened?.remaining ?? 0
        guard let opened, remaining > 0 || opened.generation ?? 0 > 0 else {
            // Killed before it first saved itself or before it evolved, or after it had ended.
            let rest = try FinishedProgram.shell(
                ["-c", "\(search); evolve \(generations); export csv out.csv"], home: self, environment: environment)
            #expect(rest.status == 0, "\(rest.error)")
            return false
        }
        #expect((opened.generation ?? 0) + remaining == generations)
        let evolve = remaining > 0 ? "evolve \(remaining); " : ""
        let rest = try FinishedProgram.shell(
            ["-c", "open session kept.session; \(evolve)export csv out.csv"], home: self, environment: environment)
        #expect(rest.status == 0, "\(rest.error)")
        return true
    }
}

@Suite("Results are never computed twice or lost")
struct CachedResultsTests {
    /// The uninterrupted run: its history and its number of trainings.
    private static let whole = Result { () throws -> (history: [String], trainings: Int) in
        let home = try Home()
        _ = try FinishedProgram.shell(["-c", "\(search); evolve \(generations); export csv out.csv"], home: home)
        return (try home.history(), home.memory.facts.evaluations)
    }

    private static let kills = RandomKills.count(usual: 10)

    private static let tally = Tally(of: kills) { counts, _ in
        "\(kills) kills of searches for networks: \(counts["resumed", default: 0]) resumed, "
            + "\(counts["left files", default: 0]) left temporary files, \(counts["twice", default: 0]) trained something twice"
    }

    @Test(
        "a search killed at a random moment continues to the same history and trains nothing twice",
        arguments: 0..<kills
    )
    func survivesKill(seed: Int) throws {
        let whole = try Self.whole.get()
        let home = try Home()
        var generator = Generator(seed: UInt64(seed))
        let (trainings, known) = (generator.below(whole.trainings + 1), home.memory)
        try kill(["--json", "-c", "\(search); evolve \(generations)"], home: home) {
            known.facts.evaluations >= trainings
        }
        let reports = lines(try home.read("killed.output"))
        let before = home.memory.facts
        #expect(before.measurements == before.evaluations)
        if let evolved = reports.last(where: { $0.report == "evolved" }) {
            #expect(evolved.measured == before.evaluations)
        }
        var events = try RandomKills.startAgain(home)
        defer { Self.tally.add(events) }
        if try home.continueKilled(search, generations: generations) { events.append("resumed") }
        #expect(try home.history() == whole.history)
        let after = home.memory.facts
        #expect(after.evaluations == whole.trainings)
        #expect(after.measurements == whole.trainings)
        if after.measurements != whole.trainings { events.append("twice") }
    }

    @Test("a second run of a script takes all results from the memory, byte for byte the same")
    func answersFromMemory() throws {
        let home = try Home()
        let script = "\(search); evolve 4; show history; show population"
        let first = try FinishedProgram.shell(["--json", "-c", "\(script); export json one.json"], home: home)
        let second = try FinishedProgram.shell(["--json", "-c", "\(script); export json two.json"], home: home)
        func tables(_ text: String) -> [Substring] {
            text.split(separator: "\n").filter { $0.contains("\"report\":\"table\"") }
        }
        #expect(tables(first.output).count == 2)
        #expect(tables(first.output) == tables(second.output))
        #expect(lines(second.output).last { $0.report == "evolved" }?.measured == 0)
        func stable(_ name: String) throws -> [Substring] {
            try home.read(name).split(separator: "\n").map {
                $0.prefix(upTo: $0.range(of: ",\"seconds\"")?.lowerBound ?? $0.endIndex)
            }
        }
        #expect(try stable("one.json") == stable("two.json"))
    }

    @Test("two shells with one memory get the same results and train nothing twice")
    func shares() async throws {
        let home = try Home()
        let outputs = try await withThrowingTaskGroup(of: FinishedProgram.self) { group in
            for number in 1...2 {
                group.addTask {
                    try FinishedProgram.shell(
                        ["--json", "-c", "\(search); evolve \(generations); export csv \(number).csv"], home: home)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outputs.map(\.status) == [0, 0])
        #expect(!outputs.contains { $0.output.contains("\"report\":\"warning\"") })
        #expect(try home.history("1.csv") == home.history("2.csv"))
        let trained = outputs.compactMap { lines($0.output).last { $0.report == "evolved" }?.measured }
        let facts = home.memory.facts
        #expect(trained.reduce(0, +) == facts.measurements)
        #expect(facts.evaluations == (try Self.whole.get().trainings))
        // If one of them is training a network, the other waits for it.
        #expect(facts.measurements == facts.evaluations)
    }

    @Test("a full disk is reported, and the evolution continues")
    func survivesFullDisk() throws {
        let home = try Home()
        let result = try FinishedProgram.line(
            "trap '' XFSZ; ulimit -f 16; \"$NS\" -c '\(search); evolve 3; show history'", home: home)
        #expect(result.status == 0)
        #expect(result.output.contains("warning: the memory"))
        #expect(result.output.contains("generation 3:"))
    }

    @Test("an unwritable folder is reported, and the evolution continues")
    func survivesReadOnlyFolder() throws {
        let home = try Home()
        // A file has the path of the folder that the memory is in by default.
        let path = try home.write("", to: ".local/share")
        let result = try FinishedProgram.shell(["-c", "\(search); evolve 2"], home: home)
        #expect(result.status == 0)
        #expect(result.output.contains("warning: the memory \(path)/ns/memory.sqlite cannot be used"))
        #expect(result.output.contains("generation 2:"))
    }

    @Test("a memory in a folder that does not exist is refused, and the folder is not created")
    func refusesMissingFolder() throws {
        let home = try Home()
        let result = try FinishedProgram.shell(["--memory", "nothing/here/memory", "-c", "print 1"], home: home)
        #expect(result.status == 2)
        #expect(result.error.contains("there is no folder "))
        #expect(result.error.contains("nothing/here"))
        #expect(!FileManager.default.fileExists(atPath: home.path + "/nothing"))
        #expect(try FinishedProgram.shell(["--memory", "memory.sqlite", "-c", "print 1"], home: home).status == 0)
    }

    @Test("without a memory no files are left behind")
    func leavesNothing() throws {
        let home = try Home()
        let result = try FinishedProgram.shell(["--memory", "none", "-c", "\(search); evolve 1"], home: home)
        #expect(result.status == 0)
        #expect(!FileManager.default.fileExists(atPath: home.path + "/.local/share/ns"))
    }

    @Test("an interrupted session is offered at the next prompt until it is resumed")
    func offers() throws {
        let home = try Home()
        // The session has saved itself and is still running.
        let folder = home.path + "/state/ns/sessions"
        try kill(["-c", "\(search); evolve 1000000"], home: home) {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.contains { $0.hasSuffix(".session") }
        }
        let terminal = try Terminal.shell(home: home)
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("an interrupted session: digits") })
        try terminal.enter("resume")
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("opened: digits") })
        #expect(try terminal.leave() == 0)
        let later = try Terminal.shell(home: home)
        #expect(!later.screen.transcript.contains { $0.contains("interrupted session") })
        #expect(try later.leave() == 0)
    }

    @Test("a saved session carries its cached results to a shell without a memory")
    func carriesEvaluations() throws {
        let home = try Home()
        _ = try FinishedProgram.shell(["--memory", "none", "-c", "\(search); evolve 2; save session a"], home: home)
        let result = try FinishedProgram.shell(
            ["--memory", "none", "-c", "open session a; reset; evolve 2; expect trainings = 12"], home: home)
        #expect(result.output.contains("0 networks trained (12 cached)"))
    }
}
