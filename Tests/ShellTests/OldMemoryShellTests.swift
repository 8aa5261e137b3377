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
}
