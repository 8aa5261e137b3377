import Foundation
import Support
import Terminal
import Testing

@Suite("The drawing of the edited line")
struct LineDisplayTests {
    /// A line on a screen, with the steps that a person makes.
    private struct Bench {
        var screen: Screen
        var display = LineDisplay()
        var text = EditedText()
        let prompt = Prompt("ns>")
        let continuation = Prompt("...")

        init(columns: Int, rows: Int) {
            screen = Screen(columns: columns, rows: rows)
            draw()
        }

        mutating func draw(suggestion: String = "", colors: [ColoredRange] = []) {
            let layout = LineLayout(
                prompt: prompt, continuation: continuation, text: text, colors: colors, suggestion: suggestion,
                columns: screen.columns)
            screen.write(Array(display.draw(layout, rows: screen.rows, hasColor: true).utf8))
        }

        mutating func resize(columns: Int, rows: Int) {
            screen.resize(columns: columns, rows: rows)
            let layout = LineLayout(prompt: prompt, continuation: continuation, text: text, columns: columns)
            screen.write(Array(display.follow(layout, rows: rows).utf8))
            draw()
        }

        mutating func leave() { screen.write(Array(display.leave().utf8)) }

        /// The rows and the cursor if everything is written at once into an endless window, which wraps it. The blank at
        /// the end of each line takes a row of its own if the line fills its rows.
        var expected: (rows: [String], row: Int, column: Int) {
            func shown(_ range: Range<Int>) -> String {
                text.text(range).flatMap { character in
                    character == "\n"
                        ? [" \r\n... "] : CharacterCells.pieces(of: character).map(\.text)
                }.joined()
            }
            let height = screen.columns < 12 ? 400 : 80
            var whole = Screen(columns: screen.columns, rows: height)
            whole.write(Array(("ns> " + shown(0..<text.bytes.count)).utf8))
            var before = Screen(columns: screen.columns, rows: height)
            let next = text.text(text.cursor..<text.next(after: text.cursor))
            let piece = next.first.flatMap { $0 == "\n" ? nil : CharacterCells.pieces(of: $0).first?.text } ?? "x"
            before.write(Array(("ns> " + shown(0..<text.cursor) + piece).utf8))
            var rows = whole.lines
            while rows.last == "" { rows.removeLast() }
            return (rows, before.lastWritten?.row ?? 0, before.lastWritten?.column ?? 0)
        }

        /// The difference between the screen and what should be on it; nil if there is none.
        var difference: String? {
            let expected = expected
            let first = screen.cursorRow - display.cursorRow
            let top = expected.row - display.cursorRow
            guard first >= 0, top >= 0 else { return "the first row is missing" }
            guard screen.cursorColumn == expected.column else {
                return "the cursor is in column \(screen.cursorColumn), not \(expected.column)"
            }
            for (row, shown) in screen.lines.enumerated().dropFirst(first) {
                let index = top + row - first
                let isVisible = row - first < display.height && index < expected.rows.count
                let wanted = isVisible ? expected.rows[index] : ""
                if shown != wanted {
                    return "row \(row) is \(shown.debugDescription), not \(wanted.debugDescription)"
                }
            }
            let missing = expected.rows.count - top - display.height
            return missing > 0 && display.height < screen.rows ? "\(missing) rows are missing" : nil
        }
    }

    @Test("a wide character at the edge of the window goes to the next row, and the prompt stays intact")
    func wrapsWideCharacter() {
        var bench = Bench(columns: 20, rows: 5)
        for character in "print \"aaaaaaaab四三\"" {
            bench.text.insert(String(character))
            bench.draw()
        }
        #expect(bench.screen.lines == ["ns> print \"aaaaaaaab", "四三\"", "", "", ""])
        for _ in 0..<3 { bench.text.moveBackward() }
        bench.draw()
        #expect(bench.screen.cursorRow == 1)
        #expect(bench.screen.cursorColumn == 0)
        bench.text.eraseBackward()
        bench.draw()
        #expect(bench.screen.lines == ["ns> print \"aaaaaaaa", "四三\"", "", "", ""])
        bench.text.eraseBackward()
        bench.draw()
        #expect(bench.screen.lines == ["ns> print \"aaaaaaa四", "三\"", "", "", ""])
    }

    @Test("a line stands once after the window became narrow and wide")
    func standsOnce() {
        var bench = Bench(columns: 80, rows: 24)
        bench.text.insert((1...24).map { "word\($0)" }.joined(separator: " "))
        bench.draw()
        for columns in [40, 120, 25, 80] {
            bench.resize(columns: columns, rows: 24)
            #expect(bench.screen.transcript.count { $0.hasPrefix("ns>") } == 1)
            #expect(bench.difference == nil)
        }
    }

    @Test("a character that some terminals draw narrower leaves nothing of what stood in its cells")
    func erasesBelowDisputedCharacter() {
        func output(_ text: String, columns: Int) -> String {
            var display = LineDisplay()
            let layout = LineLayout(
                prompt: Prompt("ns>"), continuation: Prompt("..."), text: EditedText(text), columns: columns)
            return display.draw(layout, rows: 5, hasColor: false)
        }
        #expect(output("a❤️b", columns: 20).contains("a  \u{1B}[6G❤️\u{1B}[8Gb"))
        // At the edge of the window, only a line end leads to the next row in every terminal.
        #expect(output("a❤️b", columns: 7).contains("❤️\r\nb"))
        #expect(output("abcd", columns: 7).contains("abcd"))
    }

    @Test("the lines of a block begin with the prompt of continued lines")
    func showsBlock() {
        var bench = Bench(columns: 30, rows: 6)
        bench.text.insert("for s in 3..4\nprint $s\nend")
        bench.draw()
        #expect(bench.screen.lines.prefix(3) == ["ns> for s in 3..4", "... print $s", "... end"])
        bench.leave()
        #expect(bench.screen.cursorRow == 3)
    }

    @Test("of a block that is higher than the window, the rows around the cursor are shown")
    func scrollsBlock() {
        var bench = Bench(columns: 30, rows: 4)
        bench.text.insert((1...9).map { "print \($0)" }.joined(separator: "\n"))
        bench.draw()
        #expect(bench.screen.lines == (6...9).map { "... print \($0)" })
        bench.text.move(to: 0)
        bench.draw()
        #expect(bench.screen.lines == ["ns> print 1", "... print 2", "... print 3", "... print 4"])
    }

    @Test("a suggestion is dimmed and vanishes without a trace")
    func showsSuggestion() {
        var bench = Bench(columns: 20, rows: 3)
        bench.text.insert("print a")
        bench.draw(suggestion: "lpha 世界 beta")
        #expect(bench.screen.dimmed == "lpha 世…")
        #expect(bench.screen.cursorColumn == 11)
        bench.draw()
        #expect(bench.screen.lines == ["ns> print a", "", ""])
    }

    @Test("a row that fills the window exactly is followed by the cursor's row, and by no other")
    func leavesFullRow() {
        var bench = Bench(columns: 20, rows: 4)
        bench.text.insert("0123456789abcdef")
        bench.draw()
        #expect(bench.screen.cursorRow == 1)
        bench.leave()
        #expect(bench.screen.cursorRow == 1)
        #expect(bench.screen.cursorColumn == 0)
    }

    /// What random keys type: letters, wide characters, and characters of several code points.
    private static let typed = [
        "a", "b", " ", "  ", "\"", "é", "e\u{301}", "λ", "世", "界", "四三", "한", "\u{1112}\u{1161}\u{11AB}", "ｆ", "ﾊ",
        "👧", "👩‍👩‍👧‍👦", "👍🏽", "✌🏽", "❤️", "1️⃣", "🇩🇪", "🇫🇷🇮🇹", "\u{1F1E9}", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "\u{301}", "\u{200D}", "\u{FE0F}",
        "\u{200B}", "\u{202E}", "☎", "☎️", "𝒳", "\u{1}", "ع", "שׁ", "กำ", "\n", "word",
    ]

    @Test("after random changes in random windows, the screen shows what was typed")
    func drawsRandomChanges() {
        let count = ProcessInfo.processInfo.environment["NS_FUZZ"] == nil ? 1_500 : 30_000
        var draw = SplitMix(state: 36)
        var bench = Bench(columns: 40, rows: 10)
        for number in 1...count {
            switch Int.random(in: 0..<20, using: &draw) {
            case 0..<9: bench.text.insert(Self.typed.randomElement(using: &draw) ?? "")
            case 9, 10: bench.text.eraseBackward()
            case 11: bench.text.eraseForward()
            case 12, 13: bench.text.moveBackward()
            case 14: bench.text.moveForward()
            case 15: bench.text.move(to: Bool.random(using: &draw) ? 0 : bench.text.bytes.count)
            case 16: _ = bench.text.moveLine(up: Bool.random(using: &draw))
            case 17: _ = bench.text.delete([.previousWord, .nextWord, .restOfLine].randomElement(using: &draw) ?? .all)
            case 18: bench.text.transpose()
            default:
                bench.resize(
                    columns: Int.random(in: 2...90, using: &draw), rows: Int.random(in: 1...12, using: &draw))
            }
            if !bench.text.isBoundary(bench.text.cursor) { bench.text.moveForward() }
            if bench.text.bytes.count > 300 { _ = bench.text.delete(.all) }
            let end = bench.text.next(after: 0)
            bench.draw(
                suggestion: number % 7 == 0 ? "suggested 世界" : "",
                colors: number % 3 == 0 ? [ColoredRange(0..<end, color: "31")] : [])
            if number % 7 == 0 { bench.draw() }
            if let difference = bench.difference {
                Issue.record(
                    "step \(number), \(bench.screen.columns) columns, \(bench.text.text.debugDescription): \(difference)"
                )
                return
            }
        }
    }
}
