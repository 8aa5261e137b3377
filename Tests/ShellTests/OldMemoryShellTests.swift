import Foundation
import Support
import Testing

@Suite("A memory of the previous version")
struct OldMemoryShellTests {
    @Test("cached results of a program are used, so that none is started")
    func program() throws {
        let fixture = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../ObjectivesTests/Fixtures/memory-1.sqlite").standardized.path(percentEncoded: false)
        let home = try Home()
        let commands =
            "gene x in 0..3; gene word in a, b; maximize output of 'expr {x} + 1' repeat 2 remember; "
            + "strategy grid; population size 8; evolve 1"
        // The folder is part of the key.
        let ended = try FinishedProgram.line(
            "cp '\(fixture)' memory && M=$PWD/memory && cd / && $NS --json --memory $M -c \"\(commands)\"", home: home)
        #expect(ended.status == 0)
        let evolved = try #require(ended.output.split(separator: "\n").last { $0.contains("\"report\":\"evolved\"") })
        #expect(evolved.contains("\"measured\":0,"))
        #expect(evolved.contains("\"evaluations\":8,"))
    }

    @Test("a file that is not a database is refused as the memory and stays as it is")
    func foreignFile() throws {
        let home = try Home()
        let path = try home.write("a,b\n1,2\n", to: "table.csv")
        let ended = try FinishedProgram.shell(["--memory", path, "-c", "memory"], home: home)
        #expect(ended.status == 2)
        #expect(ended.error.contains("\(path) is not a memory of ns; expected another path, or none"))
        #expect(try home.read("table.csv") == "a,b\n1,2\n")
        #expect(!FileManager.default.fileExists(atPath: path + ".damaged-1"))
        // An empty file may become one.
        try home.write("", to: "new.sqlite")
        #expect(
            try FinishedProgram.shell(["--memory", home.path + "/new.sqlite", "-c", "memory"], home: home).status == 0)
    }
}
