import Foundation
import Shell
import Support
import Terminal
import Testing

@Suite("The history")
struct LineHistoryTests {
    @Test("Up walks through the lines that begin with the typed text, Down walks back")
    func walks() throws {
        let terminal = try Terminal.shell(home: try Home())
        for line in ["print one", "seed", "print two", "settings"] { try terminal.enter(line) }
        terminal.type("pr")
        terminal.press(.up)
        try terminal.wait(forTyped: "print two")
        terminal.press(.up)
        try terminal.wait(forTyped: "print one")
        terminal.press(.down)
        try terminal.wait(forTyped: "print two")
        terminal.press(.down)
        try terminal.wait(forTyped: "pr")
        #expect(try terminal.leave() == 0)
    }

    @Test("Ctrl-R finds a line while typing, and Ctrl-G restores the original line")
    func searches() throws {
        let terminal = try Terminal.shell(home: try Home())
        for line in ["print alpha", "print beta"] { try terminal.enter(line) }
        terminal.type("xyz")
        try terminal.wait(forTyped: "xyz")
        terminal.press(.controlR)
        terminal.type("alp")
        try terminal.wait(for: "the line found") { $0.cursorLine.hasSuffix("alp: print alpha") }
        terminal.press(.controlG)
        try terminal.wait(forTyped: "xyz")
        terminal.press(.controlR)
        terminal.type("alp")
        try terminal.wait(for: "the line found") { $0.cursorLine.hasSuffix("alp: print alpha") }
        terminal.press(.enter)
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.count { $0 == "alpha" } == 2)
        #expect(try terminal.leave() == 0)
    }

    @Test("the suggestion from the history is dimmed; Right accepts it, Return does not")
    func suggests() throws {
        let terminal = try Terminal.shell(home: try Home())
        try terminal.enter("print alpha")
        terminal.type("print al")
        try terminal.wait(for: "the suggestion") { $0.dimmed == "pha" }
        terminal.press(.enter)
        try terminal.wait(forLine: "al")
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.contains("al"))
        terminal.type("print alp")
        try terminal.wait(for: "the suggestion") { $0.dimmed == "ha" }
        terminal.press(.right)
        try terminal.wait(for: "the whole line") { $0.typed == "print alpha" && $0.dimmed == "" }
        #expect(try terminal.leave() == 0)
    }

    @Test("lines of an earlier session are kept, and only their owner may read them")
    func keepsLines() throws {
        let home = try Home()
        let first = try Terminal.shell(home: home)
        try first.enter("print early")
        #expect(try first.leave() == 0)
        let permissions = try FileManager.default.attributesOfItem(atPath: home.historyPath)[.posixPermissions]
        #expect(permissions as? Int == 0o600)
        let second = try Terminal.shell(home: home)
        second.press(.up)
        try second.wait(forTyped: "print early")
        #expect(try second.leave() == 0)
    }

    @Test("two shells write to the same history, and neither sees the other's lines")
    func sharesFile() throws {
        let home = try Home()
        let (first, second) = (try Terminal.shell(home: home), try Terminal.shell(home: home))
        for number in 0..<10 {
            try first.enter("print a\(number)")
            try second.enter("print b\(number)")
        }
        first.press(.up, .up)
        try first.wait(forTyped: "print a8")
        #expect(try first.leave() == 0)
        #expect(try second.leave() == 0)
        let lines = try home.read("state/ns/history").split(separator: "\n").map(String.init)
        #expect(Set(lines) == Set((0..<10).flatMap { ["print a\($0)", "print b\($0)"] }))
    }

    @Test("simultaneous writers neither lose nor mix lines")
    func locksFile() async throws {
        let home = try Home()
        let path = home.historyPath
        await withTaskGroup { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<250 {
                        LineHistory(path: path).append(
                            "writer \(writer) line \(number) " + String(repeating: "x", count: 200))
                    }
                }
            }
        }
        let lines = LineHistory(path: path).lines
        #expect(lines.count == 1_000)
        #expect(lines.allSatisfy { $0.hasPrefix("writer ") && $0.hasSuffix(String(repeating: "x", count: 200)) })
    }

    @Test("the file is trimmed to the newest lines without duplicates")
    func trims() throws {
        let home = try Home()
        let lines = (0..<LineHistory.limit + 500).map { "line \($0)" } + ["line 7000"]
        let path = try home.write(lines.joined(separator: "\n") + "\n", to: "state/ns/history")
        let history = LineHistory(path: path)
        #expect(history.lines.count == LineHistory.limit)
        #expect(history.lines.last == "line 7000")
        #expect(history.lines.count { $0 == "line 7000" } == 1)
        #expect(try home.read("state/ns/history").split(separator: "\n").map(String.init) == history.lines)
        let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
        #expect(permissions as? Int == 0o600)
    }

    @Test("blank lines and duplicates are not kept")
    func dropsRepeats() {
        let history = LineHistory(path: nil)
        for line in ["a", "b", "a", "a", "  ", ""] { history.append(line) }
        #expect(history.lines == ["b", "a"])
    }

    @Test("lines are kept as typed")
    func keepsTyping() throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home)
        try terminal.enter("pop  size 20   # small")
        #expect(try terminal.leave() == 0)
        #expect(try home.read("state/ns/history") == "pop  size 20   # small\n")
    }

    @Test("blocks, backslashes and lines like those of the file survive the file")
    func keepsExactly() throws {
        let home = try Home()
        let path = home.historyPath
        let lines = [
            "for s in 3..4\nprint $s\nend", "print 'a\\nb'", "print 'a\n\nb'", "#\\n for\\nend", "# a comment",
            "a \\\nb",
        ]
        for line in lines { LineHistory(path: path).append(line) }
        #expect(LineHistory(path: path).lines == lines)
    }

    @Test("an older shell reads a block as one comment, and its file as before")
    func writesComment() throws {
        let home = try Home()
        let path = try home.write("print 'a\\nb'\n#\\n not \\escaped\n", to: "state/ns/history")
        let history = LineHistory(path: path)
        #expect(history.lines == ["print 'a\\nb'", "#\\n not \\escaped"])
        history.append("if 1 < 2\nprint 'a\\'\nend")
        let last = try home.read("state/ns/history").split(separator: "\n").last
        #expect(last == "#\\n if 1 < 2\\nprint 'a\\\\'\\nend")
    }

    @Test("zero bytes left by a power cut hide no line, and are removed from the file")
    func mendsFile() throws {
        let home = try Home()
        let zeros = String(repeating: "\0", count: 500)
        let path = try home.write("print one\nprint two\nprin\(zeros)print three\n\(zeros)", to: "state/ns/history")
        let terminal = try Terminal.shell(home: home)
        for line in ["print three", "print two", "print one"] {
            terminal.press(.up)
            try terminal.wait(forTyped: line)
        }
        #expect(try terminal.leave() == 0)
        #expect(try home.read("state/ns/history") == "print one\nprint two\nprint three\n")
        #expect(LineHistory(path: path).lines == ["print one", "print two", "print three"])
    }

    @Test("a history that cannot be written is reported once")
    func reportsUnwritable() throws {
        let home = try Home()
        try home.write("", to: "state/ns/history/file")
        let terminal = try Terminal.shell(home: home, columns: 200)
        for line in ["print one", "print two"] { try terminal.enter(line) }
        let reports = terminal.screen.transcript.filter {
            $0.hasPrefix("warning: the history of typed lines cannot be written: ")
        }
        #expect(reports.count == 1)
        terminal.press(.up, .up)
        try terminal.wait(forTyped: "print one")
        #expect(try terminal.leave() == 0)
    }
}
