import Notation
import Testing

@Suite struct CommandTextTests {
    @Test func `plain words stay as they are`() {
        for text in ["adam", "he_normal", "3d", "a-b", "size=3", "/data/a.csv", "é", "inf."] {
            #expect(CommandText.word(text) == text)
            #expect(CommandText.value(text) == text)
        }
        #expect(CommandText.word("a,b") == "a,b" && CommandText.word("1..3") == "1..3")
        #expect(CommandText.operand("adam") == "adam" && CommandText.operand("x_1") == "x_1")
    }

    /// A mark before a combining accent, or after a prefix of Arabic numbers, is a part of a longer `Character`.
    @Test(arguments: ["'", "\"", "$a", "\\", ";", "#", ",", " "], ["", "\u{301}", "\u{200D}"])
    func `marks are found in characters of several scalars`(mark: String, accent: String) {
        for text in ["a\(mark)\(accent)b", "\u{600}\(mark)\(accent)", "'\(accent)\(mark)\(accent)"] {
            #expect(CommandText.word(text) != text || mark == "," || mark == "#")
            #expect(CommandText.value(text) != text || mark == "#")
            let quoted = Array(CommandText.quoted(text).unicodeScalars)
            let hasApostrophe = text.unicodeScalars.contains("'")
            #expect(quoted.first == (hasApostrophe ? "\"" : "'") && quoted.last == quoted.first)
            let inside = quoted.dropFirst().dropLast()
            // Each quotation mark and dollar sign within double quotes follows a backslash.
            for (index, scalar) in inside.enumerated() where hasApostrophe && (scalar == "\"" || scalar == "$") {
                #expect(index > 0 && quoted[index] == "\\")
            }
        }
        #expect(CommandText.className(written: CommandText.className("\(mark)\(accent)")) == "\(mark)\(accent)")
    }

    @Test func `commas of a word that was typed without quotes still separate its values`() {
        #expect(CommandText.unquotedWord("a b,") == "'a b',")
        #expect(CommandText.unquotedWord("a b,c") == "'a b', c")
        #expect(CommandText.unquotedWord("a,b") == "a,b")
    }

    @Test func `texts that would be split or mean something else are quoted`() {
        #expect(CommandText.word("a b") == "'a b'" && CommandText.word("") == "''" && CommandText.word("#a") == "'#a'")
        #expect(CommandText.word("it's") == "\"it's\"")
        #expect(CommandText.word("it's $5 \"\\\"\n") == "\"it's \\$5 \\\"\\\\\\\"\\n\"")
        for text in ["a,b", "1", "1.5e3", "-2", "1..3", "a..b", "when", "by", "log", "!ls", "nan"] {
            #expect(CommandText.value(text) == "'\(text)'")
        }
        for text in ["a-b", "3d", "and", "sqrt", "a b", "", "é"] { #expect(CommandText.operand(text) == "'\(text)'") }
        #expect(CommandText.values(["a", "b c", "3"]) == "a, 'b c', '3'")
    }
}
