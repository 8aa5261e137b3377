import Foundation
import Memory
import Reports
import Session
import Support
import Testing
import Time

@Suite struct TimeLimitTests {
    /// A search whose program notes each value that it answers, and a clock that leaps beyond any limit once there are
    /// three of them.
    private struct NotedSearch {
        let folder: TemporaryFolder
        let commands: String
        let time: TimeSource

        init() throws {
            folder = try TemporaryFolder()
            let path = folder.path + "/noted"
            let program = try folder.write(Array("echo $NS_x >> \(path); echo $NS_x\n".utf8), to: "program.sh")
            commands =
                "gene x in 1..1000; population size 8 litter 1; strategy evolution; "
                + "maximize output of 'sh \(program)'"
            time = ManualTime.leaping(by: .seconds(1_000)) {
                ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").count >= 3
            }
        }

        /// The values that the program answered.
        var values: [Double] {
            get throws {
                try String(contentsOfFile: folder.path + "/noted", encoding: .utf8).split(separator: "\n").compactMap {
                    Double($0)
                }
            }
        }
    }

    @Test func `the time limit stops the first generation, too, and the best measured is the fittest`() async throws {
        let search = try NotedSearch()
        let talking = Talking(workers: 1, time: search.time)
        let report = try #require(try await talking.say("\(search.commands); evolve 3 for 10s").last?.evolved)
        #expect(report.end == .time)
        #expect(report.finished == 0)
        #expect(report.best == nil)
        #expect(report.warnings == ["stopped by the time limit: a rerun may stop at another generation"])
        let unfinished = try #require(report.unfinished)
        #expect((2...3).contains(unfinished.measured))
        #expect(unfinished.population == 8)
        #expect(unfinished.generation == 1)
        #expect(unfinished.isFittest)
        #expect(unfinished.best == (try search.values).prefix(unfinished.measured).max())
        let fittest = try #require(try await talking.say("show fittest").last?.fittest)
        #expect(fittest.value == unfinished.best)
        #expect(fittest.unfinished == unfinished)
        try await talking.say("expect fittest = \(unfinished.best) and generation = 0")
        #expect(
            await talking.error("plot")
                == "no generation is finished yet; `show fittest` shows the best genome measured so far; try `evolve 1`"
        )
    }

    @Test func `continuing gives the same result as an uninterrupted search, and nothing is measured twice`()
        async throws
    {
        let search = try NotedSearch()
        let talking = Talking(workers: 1, time: search.time)
        try await talking.say("\(search.commands); evolve 3 for 10s; evolve 2")
        let whole = Talking()
        try await whole.say(
            "gene x in 1..1000; population size 8 litter 1; strategy evolution; maximize output of 'echo {x}'; evolve 2"
        )
        #expect(try await talking.table("show history") == whole.table("show history"))
        #expect(try await talking.table("show population") == whole.table("show population"))
        // The evaluation during the leap may have been cancelled.
        let population = try search.values
        #expect((16...17).contains(population.count))
        #expect(try #require(try await talking.say("show fittest").last?.fittest).unfinished == nil)
    }

    @Test func `the unfinished best survives saving, is undone, and a reset drops it`() async throws {
        let search = try NotedSearch()
        let talking = Talking(workers: 1, time: search.time)
        let path = search.folder.path + "/kept.session"
        try await talking.say("\(search.commands); evolve for 10s; save session '\(path)'")
        let wanted = try #require(try await talking.say("show fittest").last?.fittest)
        let opened = Talking(workers: 1, memory: talking.session.memory)
        try await opened.say("open session '\(path)'", answer: "yes")
        #expect(try await opened.say("show fittest").last?.fittest == wanted)
        try await opened.say("reset")
        #expect(await opened.error("show fittest") != nil)
        try await talking.say("undo")
        #expect(await talking.error("show fittest") != nil)
    }

    @Test func `a record runs the stopped generation to its end, and later commands are shorter by it`() async throws {
        let search = try NotedSearch()
        let talking = Talking(workers: 1, time: search.time)
        let path = search.folder.path + "/record.ns"
        try await talking.say("record '\(path)'; \(search.commands); evolve for 10s; evolve 3; evolve 1; record off")
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").filter {
            $0.hasPrefix("evolve")
        }
        #expect(lines.map { $0.prefix(8) } == ["evolve 1", "evolve 2", "evolve 1"])
        #expect(lines.first?.contains("# stopped by the time limit; the fittest is the best of ") == true)
        let replay = Talking()
        try await replay.say("run '\(path)'; expect generation = 4")
        #expect(try await replay.table("show history") == talking.table("show history"))
    }

    @Test func `a time limit that is over before anything could be measured changes nothing`() async throws {
        let program = "gene x in 1..1000; population size 4 litter 1; strategy evolution; maximize output of 'echo {x}'"
        // A minute passes with each look at the clock: the limit is reached at the first.
        let talking = Talking(time: ManualTime(step: .seconds(60)).source)
        let first = try #require(try await talking.say("\(program); evolve 3 for 10s").last?.evolved)
        #expect(first.end == .time)
        #expect(first.finished == 0)
        #expect(first.unfinished == nil)
        #expect(first.measured == 0)
        let more = try #require(try await talking.say("evolve 1; evolve for 10s").last?.evolved)
        #expect(more.end == .time)
        #expect(more.finished == 0)
    }

    @Test func `networks of an unfinished generation can be shown and trained, with a warning`() async throws {
        let commands = "load digits limit 300; training epochs 1; population size 6"
        let memory = ScoreMemory()
        let talking = Talking(
            workers: 1, memory: memory,
            time: ManualTime.leaping(by: .seconds(1_000)) { memory.facts.evaluations >= 2 })
        let report = try #require(try await talking.say("\(commands); evolve 2 for 10s").last?.evolved)
        let unfinished = try #require(report.unfinished)
        #expect((2...3).contains(unfinished.measured))
        let fittest = try #require(try await talking.say("show fittest").last?.fittest)
        #expect(fittest.scores["accuracy"] == unfinished.best)
        let trained = try await talking.say("train fittest epochs 1")
        let warnings = trained.compactMap { if case .warning(let text) = $0 { text } else { nil } }
        #expect(warnings.contains("this is the best \(unfinished.words); `evolve 1` measures the others"))
        // All that were measured take part, also after the session is opened again.
        let folder = try TemporaryFolder()
        try await talking.say("save session '\(folder.path)/s.session'")
        let opened = Talking()
        try await opened.say("open session '\(folder.path)/s.session'")
        for each in [talking, opened] {
            let ensemble = try #require(try await each.say("ensemble \(unfinished.measured) epochs 1").last?.ensemble)
            #expect(ensemble.members.count == unfinished.measured && ensemble.members[0] == unfinished.best)
        }
        try await talking.say("evolve 2")
        let whole = Talking()
        try await whole.say("\(commands); evolve 2")
        #expect(try await talking.table("show history") == whole.table("show history"))
    }
}
