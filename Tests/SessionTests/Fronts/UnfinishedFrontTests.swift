import Foundation
import Reports
import Support
import Testing
import Time

/// Generations of a search with several objectives that a time limit stops.
@Suite struct UnfinishedFrontTests {
    private struct Stopped {
        let folder: TemporaryFolder
        let talking: Talking
        let commands: String

        init(objectives: String = "and minimize output") throws {
            folder = try TemporaryFolder()
            let path = folder.path + "/noted"
            let program = try folder.write(
                Array("echo $NS_x >> \(path); echo $NS_x $((NS_x * NS_x))\n".utf8), to: "program.sh")
            commands =
                "gene x in 1..1000; population size 8 litter 1; strategy evolution; "
                + "maximize output of 'sh \(program)' \(objectives)"
            talking = Talking(
                workers: 1,
                time: ManualTime.leaping(by: .seconds(1_000)) {
                    ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").count >= 3
                })
        }
    }

    @Test func `the knee of what was measured is reported, shown and saved`() async throws {
        let stopped = try Stopped()
        let report = try #require(
            try await stopped.talking.say("\(stopped.commands); evolve 3 for 10s").last?.evolved)
        #expect(report.end == .time && report.finished == 0 && report.front == nil)
        let unfinished = try #require(report.unfinished)
        #expect((2...3).contains(unfinished.measured) && unfinished.isFittest)
        let values = try #require(unfinished.values)
        #expect(values.map(\.direction) == ["maximize", "minimize"])
        #expect(values[1].value == values[0].value * values[0].value)
        let fittest = try #require(try await stopped.talking.say("show fittest").last?.fittest)
        #expect(fittest.unfinished == unfinished)
        #expect(fittest.front?.knee == values)
        #expect(fittest.genes.first?.value == "\(Int(values[0].value))")
        let path = stopped.folder.path + "/a.session"
        let opened = Talking()
        try await stopped.talking.say("save session '\(path)'")
        try await opened.say("open session '\(path)' trust")
        #expect(try #require(try await opened.say("show fittest").last?.fittest).unfinished == unfinished)
        let continued = try #require(try await opened.say("evolve 1").last?.evolved)
        #expect(continued.unfinished == nil && continued.front?.size ?? 0 > 1)
    }

    @Test func `an unfinished genome that is not the knee does not become the fittest`() async throws {
        let stopped = try Stopped()
        try await stopped.talking.say(stopped.commands)
        let report = try #require(try await stopped.talking.say("evolve 3 for 10s").last?.evolved)
        let unfinished = try #require(report.unfinished)
        // All genomes are on the front of x and −x², whose knee is in the middle.
        let whole = try #require(try await stopped.talking.say("evolve 1").last?.evolved?.front)
        #expect(whole.size > unfinished.measured)
        #expect(try #require(try await stopped.talking.say("show fittest").last?.fittest).unfinished == nil)
    }
}

/// What is recorded of a generation that a time limit stopped.
@Suite struct UnfinishedRecordTests {
    private func stopped(_ strategy: String) throws -> (TemporaryFolder, Talking, String) {
        let folder = try TemporaryFolder()
        let path = folder.path + "/noted"
        let program = try folder.write(Array("echo $NS_x >> \(path); echo $NS_x\n".utf8), to: "program.sh")
        let talking = Talking(
            workers: 1,
            time: ManualTime.leaping(by: .seconds(1_000)) {
                ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n").count >= 3
            })
        let commands =
            "gene x in 1..1000; population size 8 litter 1; strategy \(strategy); maximize output of 'sh \(program)'"
        return (folder, talking, commands)
    }

    private func replayed(_ talking: Talking, in folder: TemporaryFolder) async throws -> Talking {
        let path = folder.path + "/all.ns"
        try await talking.say("record '\(path)'; record off")
        let replay = Talking(workers: 1)
        try await replay.say("run '\(path)'")
        return replay
    }

    @Test(arguments: ["evolution", "steady", "differential"], [1, 4, 7])
    func
        `steps after it replay to the same generation`(_ strategy: String, _ phases: Int) async throws
    {
        let (folder, talking, commands) = try stopped(strategy)
        try await talking.say("\(commands); evolve 3 for 10s; step \(phases); evolve 2")
        let replay = try await replayed(talking, in: folder)
        #expect(try await replay.table("show history") == talking.table("show history"))
        #expect(try await replay.table("show population") == talking.table("show population"))
    }

    @Test func `undoing it, or what completes it, replays to the same generation`() async throws {
        for undone in ["undo", "evolve 1; undo", "step; undo; evolve 1", "step; undo; undo"] {
            let (folder, talking, commands) = try stopped("evolution")
            try await talking.say("\(commands); evolve 3 for 10s; \(undone); evolve 1")
            let replay = try await replayed(talking, in: folder)
            #expect(try await replay.table("show history") == talking.table("show history"), "\(undone)")
        }
    }
}
