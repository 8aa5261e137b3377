import Terminal
import Testing

@Suite("The cells of characters")
struct CharacterCellsTests {
    @Test(
        "widths follow Unicode's tables: East Asian Width, marks and emoji presentation",
        arguments: [
            ("a", 1), ("é", 1), ("e\u{301}", 1), ("λ", 1), ("世", 2), ("ｆ", 2), ("ﾊ", 1), ("한", 2),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("👧", 2), ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("☎", 1), ("☎️", 2), ("1️⃣", 2), ("🇩🇪", 2),
            ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2), ("\u{301}", 0), ("\u{200D}", 0), ("𝒳", 1), ("⠿", 1), ("█", 1), ("…", 1), ("\u{30000}", 2),
            // An emoji of Unicode 15, newer than the table.
            ("\u{1FAE8}", 2), ("a世b", 4), ("", 0),
        ])
    func measures(text: String, width: Int) {
        #expect(CharacterCells.width(of: text) == width)
    }

    @Test(
        "characters that nobody could see are shown by name",
        arguments: [
            ("\u{1B}", "^["), ("\u{7F}", "^?"), ("\u{9B}", "<U+009B>"), ("\u{202E}", "<U+202E>"),
            ("\u{200B}", "<U+200B>"),
            ("\u{301}", "\u{25CC}\u{301}"), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"), ("世", "世"),
        ])
    func shows(text: String, shown: String) {
        let pieces = text.flatMap { CharacterCells.pieces(of: $0) }
        #expect(pieces.map(\.text).joined() == shown)
        #expect(pieces.allSatisfy { $0.width > 0 })
    }
}

@Suite("An edited text")
struct EditedTextTests {
    @Test("Backspace and Left take whole characters", arguments: ["🇩🇪", "👍🏽", "👩‍👩‍👧‍👦", "e\u{301}", "❤️", "한", "\n"])
    func takesWholeCharacters(character: String) {
        var text = EditedText("a" + character)
        text.moveBackward()
        #expect(text.cursor == 1)
        text.moveForward()
        text.eraseBackward()
        #expect(text.text == "a")
    }

    @Test("Up and Down keep the column, as far as the line has it")
    func keepsColumn() {
        var text = EditedText("abcdef\nab\nabcdef", cursor: 14)
        var cursors: [Int] = []
        while text.moveLine(up: true) { cursors.append(text.cursor) }
        #expect(cursors == [9, 2])
    }

    @Test("a deletion of one code point becomes that of its whole character")
    func repairsDeletion() {
        let before = EditedText("a👧🏽b", cursor: 1)
        #expect(EditedText("a🏽b", cursor: 1).deletingWhole(since: before)?.text == "ab")
        #expect(EditedText("a👦b", cursor: 1).deletingWhole(since: EditedText("a👧👦b", cursor: 1)) == nil)
        #expect(EditedText("ab", cursor: 1).deletingWhole(since: EditedText("axb", cursor: 1)) == nil)
    }

    @Test("comments are made and removed line by line")
    func togglesComment() {
        var text = EditedText("print 1\nprint 2")
        var areComments = text.toggleComment()
        #expect(areComments)
        #expect(text.text == "# print 1\n# print 2")
        areComments = text.toggleComment()
        #expect(!areComments)
        #expect(text.text == "print 1\nprint 2")
    }

    @Test("a word that is typed is one step of undo")
    func undoesWord() {
        var steps = UndoSteps()
        var text = EditedText()
        for character in "one two" {
            text.insert(String(character))
            steps.note(text)
        }
        var states: [String] = []
        while let state = steps.undo() { states.append(state.text) }
        #expect(states == ["one ", "one", ""])
    }
}
