import Foundation
import Support
import Testing

@Suite("Random keys")
struct RandomKeysTests {
    /// The keys: letters, special keys, halves of sequences and pasted blocks. Only Return runs a command, and the
    /// letters cannot spell a command that runs long or exits.
    private static let keys: [String] =
        Terminal.Key.allCases.filter { ![.controlD, .controlZ].contains($0) }.map(\.rawValue)
        + [
            "a", "z", "λ", "世", "é", " ", "  ", "'", "\"", "\\", "1", "-", ".", "\u{1B}", "\u{1B}[", "\u{1B}O",
            "\u{16}",
        ]
        + [
            "\u{0B}", "\u{17}", "\u{19}", "\u{14}", "\u{0C}", "\u{00}", "\u{1F}", "\u{1B}[1;5D", "\u{1B}b", "\u{1B}d",
            "\u{C2}", "\u{18}", "\u{18}\u{15}", "\u{1B}y", "\u{1B}.", "\u{1B}#", "\u{1B}\r", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽",
            "e\u{301}", "❤️", "四三", "for a in 1", "end",
        ]
        + ["\u{1B}[200~az\raz\u{1B}[201~", "\u{1B}[1;5C", "\u{0E}", "\u{10}", "\u{02}", "\u{06}"]

    @Test("no key ends the shell, and the terminal is restored", arguments: ["emacs", "vi"])
    func survives(style: String) throws {
        let count = ProcessInfo.processInfo.environment["NS_FUZZ"] == nil ? 1_500 : 30_000
        let home = try Home()
        if style == "vi" { try home.write("bind -v\n", to: ".editrc") }
        // Ctrl-X Ctrl-E opens an editor, in which these keys would stay.
        let terminal = try Terminal.shell(
            home: home, environment: ["VISUAL": "", "EDITOR": "true"], columns: 40, rows: 10)
        var draw = SplitMix(state: 7)
        for number in 1...count {
            terminal.type(Self.keys.randomElement(using: &draw) ?? "")
            if number % 100 == 0 {
                terminal.resize(
                    columns: Int.random(in: 4...90, using: &draw), rows: Int.random(in: 1...30, using: &draw))
            }
            if number % 50 == 0 { terminal.readAvailable() }
        }
        terminal.resize(columns: 80, rows: 24)
        // These keys end an open pasted block, search or quoted key; Ctrl-D then exits.
        terminal.type("a\u{1B}[201~\r")
        // Between two lines the terminal has the settings for other programs, and the next line does not see a Ctrl-D
        // typed then. Two Ctrl-C within two seconds would end a shell that is still working.
        var status = try? terminal.exitStatus(limit: 3)
        #expect(status == nil, "\(terminal.screen.transcript.suffix(12))")
        for _ in 0..<20 where status == nil {
            terminal.press(.controlC, .controlD)
            status = try? terminal.exitStatus(limit: 3)
        }
        #expect(status == 0)
        #expect(terminal.hasUsualSettings)
    }

    /// The keys that edit a line without executing it.
    private static let editing: [String] =
        [Terminal.Key.backspace, .left, .right, .home, .end, .delete, .up, .down].map(\.rawValue) + [
            "\u{02}", "\u{06}", "\u{0B}", "\u{17}", "\u{19}", "\u{14}", "\u{1F}", "\u{1B}b", "\u{1B}d", "\u{1B}y",
            "\u{1B}\r", "\u{1B}[200~世\r界\u{1B}[201~", "a", "word ", "print ", "'", "四三", "é", "e\u{301}", "👩‍👩‍👧‍👦", "👍🏽",
            "🇩🇪", "🇫", "❤️", "1️⃣", "한", "ﾊ", "\u{301}", "\u{200D}", "λ", " ",
        ]

    @Test("after random keys in random windows, the screen is the same as after a new drawing")
    func drawsWhatItShows() throws {
        let count = ProcessInfo.processInfo.environment["NS_FUZZ"] == nil ? 900 : 30_000
        let terminal = try Terminal.shell(home: try Home(), columns: 40, rows: 30)
        for line in ["print '四三 👍🏽'", "print word"] { try terminal.enter(line) }
        var draw = SplitMix(state: 36)
        for round in 0..<(count / 30) {
            for _ in 0..<30 { terminal.type(Self.editing.randomElement(using: &draw) ?? "") }
            // A mark shows that all keys have arrived; only then the window changes. It must be new, because deleted
            // text may come back.
            var mark = ""
            for step in 0..<2 {
                mark = Unicode.Scalar(0xAC00 + UInt32(round * 2 + step)).map { String($0) } ?? ""
                terminal.type(mark)
                try terminal.wait(for: mark) { screen in screen.lines.contains { $0.shows(mark) } }
                if step == 0 {
                    terminal.resize(
                        columns: Int.random(in: 20...100, using: &draw), rows: Int.random(in: 28...40, using: &draw))
                }
            }
            let times = terminal.screen.cleared.count
            terminal.type("\u{0C}")
            try terminal.wait(for: "the screen before Ctrl-L") { screen in
                guard screen.cleared.count > times, let before = screen.cleared.last else { return false }
                func used(_ rows: [String]) -> [String] {
                    Array(rows[..<((rows.lastIndex { !$0.isEmpty } ?? -1) + 1)])
                }
                let rows = used(screen.lines)
                return !rows.isEmpty && used(before).suffix(rows.count) == rows[...]
                    && rows.contains { $0.shows(mark) }
            }
            terminal.press(.controlU)
            try terminal.waitForPrompt()
        }
        #expect(try terminal.leave() == 0)
    }
}

extension String {
    /// Returns true if the text has a letter, also with marks on it.
    fileprivate func shows(_ letter: String) -> Bool {
        unicodeScalars.contains { $0 == letter.unicodeScalars.first }
    }
}
