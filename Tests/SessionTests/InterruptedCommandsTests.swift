import Foundation
import Messages
import Support
import Testing

/// Commands over all organisms of a search end at Ctrl-C, even if they could end by themselves, and write no file.
@Suite struct InterruptedCommandsTests {
    private static let search = "gene x0..x3 in 0..9; maximize x0 + x1 + x2 + x3; population size 40; evolve 2"

    @Test(arguments: [
        "show population", "show fittest 5", "plot genes", "plot parallel", "plot importance", "plot diversity",
        "plot selection", "export csv 'FILE'", "export json 'FILE'", "export csv 'FILE' of population",
        "report to 'FILE.html'",
    ])
    func `a command over all organisms ends at Ctrl-C`(command: String) async throws {
        let folder = try TemporaryFolder()
        let talking = Talking(workers: 1)
        try await talking.say(Self.search)
        let file = folder.path + "/file"
        let typed = command.replacingOccurrences(of: "FILE", with: file)
        do {
            try await talking.say(typed) { true }
            Issue.record("not interrupted")
        } catch SessionError.interrupted {}
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        try await talking.say(typed)
    }

    /// Sizes at which these commands took seconds, or far longer, after Ctrl-C.
    @Test(arguments: [
        ("population size 60000 litter 16", "evolve 1", 6), ("population size 2000 litter 64", "evolve 1", 40),
        ("population size 60000", "step 6", 3), ("population size 20000 niching sharing", "step 3", 3),
        ("population size 3000 litter 8", "step 6", 9), ("population size 60000 elites sampled", "step 3", 5),
        ("strategy random; population size 60000", "evolve 1", 8),
    ])
    func `a phase of a large population is given up at Ctrl-C, and the search is as before`(
        settings: String, command: String, checks: Int
    ) async throws {
        let talking = Talking(workers: 1)
        try await talking.say(
            "gene x0..x3 in 0..9; maximize sum(x0..x3); \(settings); evolve 1")
        let before = try await talking.table("show population first 20")
        var asked = 0
        try await talking.say(command) {
            asked += 1
            return asked > checks
        }
        let birth = try await talking.table("show population first 20")
        #expect(birth == before)
        // It was not stopped between generations only.
        #expect(asked > checks)
        try await talking.say("expect generation = 1")
    }

    @Test func `the first generation of single births takes no longer than one of births together`() async throws {
        let talking = Talking(workers: 1)
        try await talking.say(
            "gene x0..x9 in 0..9; maximize sum(x0..x9); population size 300000; strategy steady; evolve 1")
        #expect(try await talking.table("show population first 3").count == 3)
    }

    @Test func `fronts of three objectives are given up at Ctrl-C`() async throws {
        let talking = Talking(workers: 1)
        try await talking.say(
            "gene x0..x5 in 0..99; maximize x0 + x3 and minimize x1 + x3 and maximize x2 - x3 + x4 - x5; "
                + "population size 1000; evolve 1; population size 60000")
        var asked = 0
        try await talking.say("evolve 2") {
            asked += 1
            return asked > 30
        }
        #expect(await talking.error("show population") != nil)
    }

    @Test func `drawing a population under a narrow condition ends at Ctrl-C`() async throws {
        let talking = Talking(workers: 1)
        try await talking.say(
            "gene x0..x9 in 0..9; maximize sum(x0..x9); require sum(x0..x9) = 3; population size 300000")
        await #expect(throws: SessionError.self) { try await talking.say("evolve 1") { true } }
        try await talking.say("population size 10; evolve 1")
    }

    @Test func `opening a session ends at Ctrl-C, and the open one stays`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking(workers: 1)
        try await talking.say("gene x0..x9 in 0..9; maximize sum(x0..x9); population size 100000; evolve 1")
        try await talking.say("save session '\(folder.path)/large'; population size 20; evolve 3")
        let before = try await talking.table("show history")
        do {
            try await talking.say("open session '\(folder.path)/large' trust") { true }
            Issue.record("not interrupted")
        } catch SessionError.interrupted {}
        #expect(try await talking.table("show history") == before)
        try await talking.say("open session '\(folder.path)/large' trust; expect generation = 1")
    }

    @Test(arguments: ["csv", "json"]) func `a table is not written after Ctrl-C in its last rows`(format: String)
        async throws
    {
        let folder = try TemporaryFolder()
        let talking = Talking(workers: 1)
        try await talking.say("gene x0..x3 in 0..99; maximize sum(x0..x3); population size 5000; evolve 1")
        let command = "export \(format) '\(folder.path)/file' of population"
        var most = 0
        try await talking.say(command) {
            most += 1
            return false
        }
        try FileManager.default.removeItem(atPath: folder.path + "/file")
        var asked = 0
        do {
            try await talking.say(command) {
                asked += 1
                return asked == most
            }
            Issue.record("not interrupted")
        } catch SessionError.interrupted {}
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `a comparison that is stopped in its first searches has no result`() async throws {
        let talking = Talking(workers: 1)
        try await talking.say(
            "gene x0..x29 in 0..1; maximize sum(i in 0..29, x[i]); population size 40000; evolve 1")
        try await talking.say("compare random") { true }
        #expect(await talking.error("plot compare") != nil)
    }

    @Test func `a table of many organisms shows the first ten thousand, and exports all`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking(workers: 1)
        try await talking.say("gene x0..x3 in 0..99; maximize x0 + x1 + x2 + x3; population size 10050; evolve 1")
        #expect(try await talking.table("show population").count == 10_000)
        #expect(try await talking.table("show population by x0").count == 10_000)
        #expect(try await talking.table("show population first 10020").count == 10_020)
        try await talking.say("export csv '\(folder.path)/all.csv' of population")
        let lines = try String(contentsOfFile: folder.path + "/all.csv", encoding: .utf8).split(separator: "\r\n")
        #expect(lines.count == 10_051)
    }
}
