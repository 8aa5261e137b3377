import Foundation
import Support
import Testing

@Suite("The window")
struct WindowTests {
    @Test("a long line is redrawn correctly in narrower and wider windows")
    func followsSize() throws {
        let terminal = try Terminal.shell(home: try Home(), columns: 80)
        try terminal.enter("print above")
        let line = "print " + (1...24).map { "word\($0)" }.joined(separator: " ")
        terminal.type(line)
        func isWhole(_ screen: Screen) -> Bool {
            guard let start = screen.lines.lastIndex(where: { $0.hasPrefix("ns") }), screen.lines.contains("above")
            else {
                return false
            }
            let rows = screen.lines[start...].map { $0.padding(toLength: screen.columns, withPad: " ", startingAt: 0) }
            let shown = rows.joined().trimmingCharacters(in: .whitespaces)
            return screen.promptCount == 2 && shown.hasSuffix("> " + line)
        }
        try terminal.wait(for: "the whole line", until: isWhole)
        for columns in [60, 100, 41, 80] {
            let before = terminal.written.count
            terminal.resize(columns: columns, rows: 24)
            try terminal.wait(for: "the whole line in \(columns) columns") { screen in
                terminal.written.count > before && isWhole(screen)
            }
        }
        terminal.press(.enter)
        try terminal.waitForPrompt()
        #expect(terminal.screen.unwrapped.contains { $0.hasPrefix("word1 ") && $0.hasSuffix(" word24") })
        #expect(try terminal.leave() == 0)
    }

    @Test("in a window of 2 rows and 10 columns lines are read without editing")
    func readsPlainlyInTinyWindow() throws {
        let terminal = try Terminal.shell(home: try Home(), columns: 10, rows: 2)
        terminal.type("print hi")
        terminal.press(.enter)
        try terminal.wait(for: "hi") { $0.transcript.contains("hi") }
        try terminal.waitForPrompt()
        terminal.press(.controlD)
        #expect(try terminal.exitStatus() == 0)
    }

    @Test("a window may become tiny while a line is edited")
    func survivesShrinking() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("print abc")
        try terminal.wait(forTyped: "print abc")
        terminal.resize(columns: 8, rows: 1)
        terminal.type("def")
        terminal.resize(columns: 80, rows: 24)
        terminal.press(.enter)
        try terminal.wait(for: "the typed text") { $0.transcript.contains("abcdef") }
        terminal.press(.controlD)
        #expect(try terminal.exitStatus() == 0)
    }

    @Test("bars stay intact in a shrinking window, and vanish at the end")
    func redrawsBars() throws {
        let terminal = try Terminal.shell(home: try Home(), columns: 100)
        try terminal.enter("load digits")
        try terminal.enter("population size 6")
        terminal.type("evolve 1000")
        terminal.press(.enter)
        try terminal.wait(for: "the bars") { $0.bars.count >= 2 }
        for columns in [50, 30, 100] {
            let before = terminal.written.count
            terminal.resize(columns: columns, rows: 20)
            try terminal.wait(for: "the bars in \(columns) columns") { screen in
                terminal.written.count > before && screen.bars.count { $0.hasPrefix("Evolving") } == 1
                    && screen.lines.count { $0.contains("worker 1 ") } <= 1
                    && screen.unwrapped.allSatisfy { !$0.hasPrefix("Evolving") || $0.count < columns }
            }
        }
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        #expect(terminal.screen.bars.isEmpty)
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("stopped: ") })
        #expect(try terminal.leave() == 0)
    }

    @Test func `bars drawn before the shell knows of a narrower window leave no traces`() throws {
        let terminal = try Terminal.shell(home: try Home(), columns: 100)
        try terminal.enter("load digits")
        try terminal.enter("population size 6")
        terminal.type("evolve 1000")
        terminal.press(.enter)
        try terminal.wait(for: "the bars") { $0.bars.count >= 2 }
        for columns in [60, 40, 25] {
            terminal.resizeScreen(columns: columns, rows: 24)
            for _ in 0..<2 {
                let before = terminal.written.count
                try terminal.wait(for: "bars of the former width") { _ in terminal.written.count > before }
            }
            terminal.tellSize()
        }
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        #expect(!terminal.screen.unwrapped.contains { $0.contains("Evolving") })
        #expect(try terminal.leave() == 0)
    }
}

extension Screen {
    /// The rows of progress bars.
    var bars: [String] {
        lines.filter { line in
            ["Evolving", "Generation", "  worker"].contains { line.hasPrefix($0) }
        }
    }
}
