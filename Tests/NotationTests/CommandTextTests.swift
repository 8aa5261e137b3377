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
