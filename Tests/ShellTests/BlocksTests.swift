import Foundation
import Shell
import Support
import Terminal
import Testing

@Suite("Blocks at the prompt")
struct BlocksTests {
    private let block = "for s in 3..4\nprint $s\nend"
    private let shown = ["ns> for s in 3..4", "... print $s", "... end"]

    private func enterBlock(_ terminal: Terminal) throws {
        for line in ["for s in 3..4", "print $s"] {
            terminal.type(line)
            terminal.press(.enter)
            try terminal.wait(forCursorLine: "...")
        }
        terminal.type("end")
        terminal.press(.enter)
        try terminal.wait(for: "3 and 4") { $0.lines.contains("3") && $0.lines.contains("4") }
        try terminal.waitForPrompt()
    }

    /// Waits until the rows up to the cursor's are those of the block, and nothing follows.
    private func wait(_ terminal: Terminal, for rows: [String]) throws {
        try terminal.wait(for: rows.joined(separator: " / ")) { screen in
            var lines = screen.lines
            while lines.last == "" { lines.removeLast() }
            return lines.suffix(rows.count) == rows[...]
        }
    }

    @Test("Up recalls a block with its line breaks, and Return executes it again")
    func recalls() throws {
        let terminal = try Terminal.shell(home: try Home())
        try enterBlock(terminal)
        terminal.press(.up)
        try wait(terminal, for: shown)
        terminal.press(.enter)
        try terminal.wait(for: "3 and 4 twice") { $0.lines.count { $0 == "4" } == 2 }
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.count { $0 == "3" } == 2)
        #expect(try terminal.leave() == 0)
    }

    @Test("Up and Down move between the lines of a block before they move through the history")
    func movesBetweenLines() throws {
        let terminal = try Terminal.shell(home: try Home())
        try terminal.enter("print older")
        try enterBlock(terminal)
        terminal.press(.up)
        try wait(terminal, for: shown)
        terminal.press(.up, .up)
        try terminal.wait(for: "the cursor in the first line") { $0.cursorLine == "ns> for s in 3..4" }
        terminal.press(.up)
        try terminal.wait(forTyped: "print older")
        terminal.press(.down)
        try wait(terminal, for: shown)
        terminal.press(.up)
        try terminal.wait(for: "the cursor in the second line") { $0.cursorLine == "... print $s" }
        terminal.press(.down)
        try terminal.wait(for: "the cursor in the last line") { $0.cursorLine == "... end" }
        #expect(try terminal.leave() == 0)
    }

    @Test("an earlier line can be changed while a block is typed")
    func editsEarlierLine() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("for s in 3..4")
        terminal.press(.enter)
        terminal.type("print $s$s")
        terminal.press(.up, .end, .backspace)
        terminal.type("5")
        try wait(terminal, for: ["ns> for s in 3..5", "... print $s$s"])
        terminal.press(.down, .end, .enter)
        terminal.type("end")
        terminal.press(.enter)
        try terminal.wait(for: "33 to 55") { screen in ["33", "44", "55"].allSatisfy(screen.lines.contains) }
        #expect(try terminal.leave() == 0)
    }

    @Test("the history file keeps a block exactly, and a new shell recalls it")
    func keepsBlock() throws {
        let home = try Home()
        let first = try Terminal.shell(home: home)
        try enterBlock(first)
        #expect(try first.leave() == 0)
        #expect(LineHistory(path: home.historyPath).lines == [block])
        let second = try Terminal.shell(home: home)
        second.press(.up)
        try wait(second, for: shown)
        #expect(try second.leave() == 0)
    }

    @Test("a block is redrawn correctly in narrower and wider windows")
    func followsSize() throws {
        let terminal = try Terminal.shell(home: try Home(), columns: 80)
        terminal.type("for s in 3..4")
        terminal.press(.enter)
        terminal.type("print 'a long line with the number ' $s")
        try terminal.wait(forCursorLine: "... print 'a long line with the number ' $s")
        terminal.resize(columns: 25, rows: 24)
        try wait(terminal, for: ["ns> for s in 3..4", "... print 'a long line wi", "th the number ' $s"])
        terminal.resize(columns: 120, rows: 24)
        try wait(terminal, for: ["ns> for s in 3..4", "... print 'a long line with the number ' $s"])
        #expect(terminal.screen.promptCount == 1)
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        #expect(try terminal.leave() == 0)
    }

    @Test("Ctrl-R finds a block and marks the match")
    func searchesBlock() throws {
        let terminal = try Terminal.shell(home: try Home())
        try enterBlock(terminal)
        terminal.press(.controlR)
        terminal.type("$s")
        try wait(terminal, for: ["(search) $s: for s in 3..4", "... print $s", "... end"])
        #expect(terminal.screen.reversed == ["$s"])
        terminal.press(.enter)
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.count { $0 == "3" } == 2)
        #expect(try terminal.leave() == 0)
    }

    @Test("a pasted block is one entry, and pasted commands are one each")
    func keepsPaste() throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home)
        terminal.type("\u{1B}[200~print one\r\(block.replacing("\n", with: "\r"))\rprint two\r\u{1B}[201~")
        try terminal.wait(forCursorLine: "... print two")
        terminal.press(.enter)
        try terminal.wait(for: "two") { $0.lines.contains("two") && $0.isAtPrompt && $0.typed == "" }
        #expect(try terminal.leave() == 0)
        #expect(LineHistory(path: home.historyPath).lines == ["print one", block, "print two"])
    }

    @Test("Alt-Return begins a new line in a finished command")
    func insertsLineEnd() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("print one\u{1B}\rprint two")
        try wait(terminal, for: ["ns> print one", "... print two"])
        terminal.press(.enter)
        try terminal.wait(for: "one and two") { $0.lines.contains("one") && $0.lines.contains("two") }
        #expect(try terminal.leave() == 0)
    }
}
