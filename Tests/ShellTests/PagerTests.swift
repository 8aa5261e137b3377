import Foundation
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

    @Test("a pager does not take lines that were typed before it began")
    func leavesTypedLines() throws {
        let home = try Home()
        try home.write(
            "cat >/dev/null; echo waiting; IFS= read -r line </dev/tty; echo \"read $line\"\n", to: "pager.sh")
        let terminal = try Terminal.shell(home: home, environment: ["PAGER": "sh pager.sh"], rows: 12)
        terminal.type("help\rprint later\r")
        try terminal.wait(forLine: "waiting")
        terminal.type("q\n")
        try terminal.wait(forLine: "later")
        try terminal.waitForPrompt()
        #expect(terminal.screen.transcript.contains("read q"))
        #expect(try terminal.leave() == 0)
    }

    @Test("less shows how to leave it", .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/less")))
    func tellsHowToLeave() throws {
        for (name, value) in [("PAGER", "less"), ("PAGER", "/usr/bin/less -i"), ("LESS", "-R"), ("LESS", "RX")] {
            let environment = ["PAGER": "less"].merging([name: value]) { $1 }
            let terminal = try Terminal.shell(home: try Home(), environment: environment, rows: 12)
            terminal.type("help\r")
            try terminal.wait(for: "the prompt of less") {
                $0.lines.contains { $0.hasPrefix("space: next page, q: leave") }
            }
            terminal.type("q")
            try terminal.waitForPrompt()
            #expect(try terminal.leave() == 0)
        }
    }

    @Test(
        "a command typed into less writes no file and runs no program",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/less")))
    func writesNothing() throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home, environment: ["PAGER": "less"], rows: 12)
        terminal.type("help\r")
        try terminal.wait(for: "the prompt of less") {
            $0.lines.contains { $0.hasPrefix("space: next page, q: leave") }
        }
        terminal.type("slog\r")
        terminal.type("!ls>made\r")
        terminal.type("q")
        try terminal.waitForPrompt()
        #expect(try terminal.leave() == 0)
        for name in ["log", "made"] { #expect(!FileManager.default.fileExists(atPath: "\(home.path)/\(name)")) }
    }

    @Test("scripts are never paged")
    func leavesScriptsAlone() throws {
        let terminal = try Terminal(
            Terminal.shell, ["-c", "help"], home: try Home(), environment: Self.marking, rows: 12)
        #expect(try terminal.exitStatus() == 0)
        #expect(!terminal.screen.transcript.contains { $0.hasPrefix("page: ") })
    }
}
