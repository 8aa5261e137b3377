import Foundation
import Session
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
