import Foundation
import Memory
import Reports
import Support
import Synchronization
import Testing

/// Searches whose trainings end early.
@Suite struct RungSearchTests {
    private static let genes = """
        load digits limit 300; genes clear; gene neurons0 in 2, 4, 8, 16, 32; gene learning_rate in 1e-4..0.1 log
        gene optimizer in adam, sgd
        """
    private static let rungs = "\(genes); training epochs 1..9 patience 9; population size 12 litter 1"

    /// A search as `export json` writes it, without times and workers.
    private func history(of talking: Talking) async throws -> [String] {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/history.json"
        try await talking.say("export json '\(path)'")
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line -> String in
            // Only the last line has no comma.
            let line = line.hasSuffix(",") ? line.dropLast() : line
            return String(line).replacing(#/"(seconds|worker|from_memory)":[^,}]*,?/#, with: "")
        }
    }

    @Test(arguments: ["halving", "median", "surrogate"], ["evolution", "steady"])
    func `a search with rungs is the same for any number of workers, and saves epochs`(
        _ rule: String, _ strategy: String
    ) async throws {
        func history(workers: Int) async throws -> [String] {
            let talking = Talking(workers: workers)
            try await talking.say("\(Self.rungs); training stopping \(rule); strategy \(strategy); evolve 2")
            return try await self.history(of: talking)
        }
        let one = try await history(workers: 1)
        #expect(one.contains { $0.contains(#""stopping":"\#(rule)""#) })
        #expect(one.contains { $0.contains(#""budget":9,"#) })
        #expect(try await history(workers: 2) == one)
        #expect(try await history(workers: 3) == one)
    }

    @Test func `without a rule a range of epochs is the same as its highest number`() async throws {
        let plain = Talking()
        try await plain.say("\(Self.genes); training epochs 9 patience 9; population size 8 litter 1; evolve 2")
        let range = Talking()
        try await range.say(
            "\(Self.genes); training epochs 1..9 patience 9 stopping none; population size 8 litter 1; evolve 2")
        #expect(try await history(of: range) == history(of: plain))
    }

    @Test func `an interrupted search continues to the same history as an uninterrupted one`() async throws {
        let whole = Talking()
        try await whole.say("\(Self.rungs); evolve 3")
        let broken = Talking()
        try await broken.say(Self.rungs)
        for stop in [3, 9, 20] {
            let looks = Mutex(0)
            try await broken.say("evolve 3") {
                looks.withLock { looks in
                    looks += 1
                    return looks == stop
                }
            }
        }
        let done = try await broken.table("show history").count
        if done < 3 { try await broken.say("evolve \(3 - done)") }
        let wanted = try await history(of: whole)
        #expect(Array(try await history(of: broken).prefix(wanted.count - 1)) == Array(wanted.dropLast()))
    }

    @Test func `undoing and repeating, or opening a saved session, gives the same`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("\(Self.rungs); evolve 1; save session '\(folder.path)/a.session'; evolve 1")
        let wanted = try await history(of: talking)
        try await talking.say("undo; evolve 1")
        #expect(try await history(of: talking) == wanted)
        // Without the memory: everything is trained again, from the records of the session alone.
        let opened = Talking(memory: ScoreMemory())
        try await opened.say("open session '\(folder.path)/a.session' trust; evolve 1")
        #expect(try await history(of: opened) == wanted)
    }

    @Test func `trainings of the highest number of epochs in memory answer all rungs`() async throws {
        let memory = ScoreMemory()
        let plain = Talking(memory: memory)
        try await plain.say(
            "load digits limit 300; genes clear; gene neurons0 in 2, 4, 8, 16; training epochs 9 patience 9; "
                + "population size 4 litter 1; strategy grid; evolve 1; expect trainings = 4")
        let range = Talking(memory: memory)
        let commands =
            "load digits limit 300; genes clear; gene neurons0 in 2, 4, 8, 16; training epochs 1..9 patience 9; "
            + "population size 4 litter 1; strategy grid; evolve 1"
        try await range.say("\(commands); expect trainings = 0")
        // The answers are those of the trainings themselves.
        let alone = Talking(memory: ScoreMemory())
        try await alone.say(commands)
        #expect(try await history(of: range) == history(of: alone))
    }

    @Test func `reports tell how far each organism went`() async throws {
        let talking = Talking()
        try await talking.say("\(Self.rungs); evolve 2")
        let table = try await talking.table("show population")
        #expect(table.allSatisfy { $0[3].hasSuffix(" of 9") })
        let fittest = try #require(try await talking.say("show fittest").last?.fittest)
        #expect(fittest.rungs?.hasPrefix("epochs ") == true)
        #expect(!fittest.scores.isEmpty)
        let history = try await history(of: talking)
        let line = try #require(history.first { $0.contains(#""stopping":"halving""#) })
        let birth = try #require(line.firstMatch(of: #/"birth":(\d+)/#)?.output.1)
        guard case .story(let story)? = try await talking.say("why \(birth)").last else {
            Issue.record("no story")
            return
        }
        #expect(story.lines.contains { $0.contains(" of 9: stopped by halving") && $0.contains("behind birth") })
        try await talking.say("plot training 2")
    }

    @Test func `ranges are recorded, shown and stored`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("training epochs 1..81 factor 4 stopping median; save session '\(folder.path)/a.session'")
        let opened = Talking()
        try await opened.say("open session '\(folder.path)/a.session' trust")
        for session in [talking, opened] {
            let reports = try await session.say("training seed 1")
            guard case .message(let text, let warnings)? = reports.last else {
                Issue.record("no message")
                return
            }
            #expect(text == "training epochs 1..81 factor 4 stopping median seed 1")
            #expect(warnings == [])
        }
        #expect(await talking.error("training epochs 9..3")?.contains("or a range such as 1..27") == true)
        guard case .message(let text, let warnings)? = try await talking.say("training epochs 5 stopping none").last
        else {
            Issue.record("no message")
            return
        }
        #expect(text.hasPrefix("training epochs 5 factor 4 stopping none"))
        #expect(warnings.count == 1)
    }
}
