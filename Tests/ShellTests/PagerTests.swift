import Support
import Testing

@Suite("The pager")
struct PagerTests {
    /// A pager that marks its output.
    private static let marking = ["PAGER": "sed 's/^/page: /'"]

    @Test("only output that exceeds the window goes through the user's pager")
    func usesPager() throws {
        let terminal = try Terminal.shell(home: try Home(), environment: Self.marking, rows: 12)
        try terminal.enter("print short")
        #expect(terminal.screen.transcript.contains("short"))
        try terminal.enter("help")
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("page: ") })
        #expect(try terminal.leave() == 0)
    }

    @Test("a high window needs no pager")
    func showsPlainly() throws {
        let terminal = try Terminal.shell(home: try Home(), environment: Self.marking, rows: 140)
        try terminal.enter("help")
        #expect(!terminal.screen.transcript.contains { $0.hasPrefix("page: ") })
        #expect(try terminal.leave() == 0)
    }

    @Test("leaving the pager early does not end the shell")
    func survivesLeaving() throws {
        let terminal = try Terminal.shell(home: try Home(), environment: ["PAGER": "head -1"], rows: 12)
        try terminal.enter("help")
        try terminal.enter("print alive")
        #expect(terminal.screen.transcript.contains("alive"))
        #expect(try terminal.leave() == 0)
    }

    @Test("without a working pager the output is written directly")
    func doesWithout() throws {
        let terminal = try Terminal.shell(home: try Home(), environment: ["PAGER": "no-such-pager"], rows: 12)
        try terminal.enter("help")
        #expect(terminal.screen.transcript.contains { $0.contains("evolve") })
        #expect(try terminal.leave() == 0)
    }

    @Test("scripts are never paged")
    func leavesScriptsAlone() throws {
        let terminal = try Terminal(
            Terminal.shell, ["-c", "help"], home: try Home(), environment: Self.marking, rows: 12)
        #expect(try terminal.exitStatus() == 0)
        #expect(!terminal.screen.transcript.contains { $0.hasPrefix("page: ") })
    }
}
