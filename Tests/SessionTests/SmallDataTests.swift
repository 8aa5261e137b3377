import Foundation
import Reports
import Support
import Testing

/// Defaults that follow the number of samples.
@Suite struct SmallDataTests {
    private let folder: TemporaryFolder
    private let talking = Talking()

    init() throws { folder = try TemporaryFolder() }

    /// Returns the value of a setting, and whether it is the default.
    private func setting(_ name: String, _ commands: String = "") async throws -> (value: String, isDefault: Bool)? {
        guard case .settings(let settings)? = try await talking.say("\(commands); settings").last else { return nil }
        return settings.rows.first { $0.name == name }.map { ($0.value, $0.isDefault) }
    }

    /// Writes a table with a number of rows, of which 15% are the test set, and returns the command that loads it.
    private func load(rows: Int) throws -> String {
        let lines = (0..<rows).map { "\($0 % 11),\($0 % 7),\($0 % 3 == 0 ? "hot" : "cold")\n" }
        try folder.write(Array(("a,b,kind\n" + lines.joined()).utf8), to: "\(rows).csv")
        return "load csv '\(folder.path)/\(rows).csv' label kind"
    }

    private func neurons(_ commands: String) async throws -> String? {
        try await talking.table("\(commands); genes").first { $0[0] == "neurons0" }?[1]
    }

    @Test func `the default patience lasts for as many samples, within bounds`() async throws {
        for (rows, patience) in [(200, "40"), (1000, "23"), (4000, "5"), (8000, "3")] {
            let found = try #require(try await setting("training patience", try load(rows: rows)))
            #expect(found.value == patience && found.isDefault, "\(rows) rows")
        }
        let chosen = try #require(try await setting("training patience", "training patience 4; load wine"))
        #expect(chosen.value == "4" && !chosen.isDefault)
    }

    @Test func `the default genes of few samples have smaller layers, whatever was loaded before`() async throws {
        let (all, few) = ("0, 16, 32, 64, 128, 256, 512, 1024", "0, 16, 32, 64, 128, 256")
        #expect(try await neurons(try load(rows: 12_000)) == all)
        #expect(try await neurons("load wine") == few)
        #expect(try #require(try await setting("genes")).isDefault)
        #expect(try await neurons("network dense 3") == few)
        #expect(try await neurons("genes clear; genes default") == few)
        #expect(try await neurons("network uniform on; gene neurons0 in 512") == "512")
        #expect(try await neurons("load digits") == "512")
        #expect(try await neurons("network uniform off; genes default; \(try load(rows: 12_000))") == all)
        #expect(try await neurons("undo") == few)
    }

    @Test func `a saved session goes on with the defaults that it began with`() async throws {
        let path = "\(folder.path)/s.session"
        try await talking.say("load wine; training epochs 1; population size 4 litter 1; evolve 1")
        try await talking.say("save session '\(path)'")
        let opened = Talking()
        try await opened.say("open session '\(path)'")
        #expect(try await opened.table("genes") == talking.table("genes"))
        for each in [talking, opened] { try await each.say("evolve 1") }
        #expect(try await talking.table("show population") == opened.table("show population"))
    }

    @Test func `a session of an older version keeps the defaults that it began with`() async throws {
        let old = try #require(Bundle.module.path(forResource: "format-1", ofType: "session", inDirectory: "Fixtures"))
        let path = "\(folder.path)/old.session"
        try FileManager.default.copyItem(atPath: old, toPath: path)
        let found = try await setting("training patience", "open session '\(path)' trust")
        #expect(try #require(found).value == "3")
        #expect(try await neurons("genes") == "0, 16, 32, 64, 128, 256, 512, 1024")
        // Other data are new to it.
        #expect(try await neurons("load wine") == "0, 16, 32, 64, 128, 256")
    }

    @Test func `train is at least as patient as the search`() async throws {
        try await talking.say(
            """
            load wine; genes clear; gene neurons0 in 8; training patience 30; population size 1 litter 1; evolve 1
            """)
        for (line, patience) in [("train fittest", 30), ("train fittest patience 4", 4)] {
            let report = try #require(try await talking.say(line).last?.trained)
            #expect(report.stop == "no improvement in \(patience) epochs")
            #expect(report.epochs - report.bestEpoch == patience)
        }
    }
}
