import Testing
import VisibleText

@Suite struct VisibleTextTests {
    @Test(arguments: [
        ("plain ü 東京 🎉", "plain ü 東京 🎉"), ("\u{1B}[31mred", "^[[31mred"), ("\u{1B}]52;c;Zm9v\u{07}", "^[]52;c;Zm9v^G"),
        ("a\nb\r\tc", "a^Jb^M^Ic"), ("\u{7F}", "^?"), ("\u{9B}31m", "<U+009B>31m"), ("\u{85}", "<U+0085>"),
        ("a\u{202E}b", "a<U+202E>b"), ("\u{2066}\u{2069}", "<U+2066><U+2069>"), ("\u{200F}", "<U+200F>"),
        ("\u{2028}", "<U+2028>"), ("\u{E0041}", "<U+E0041>"), ("\0", "^@"),
    ])
    func `control characters in a name become visible`(name: String, wanted: String) {
        #expect(VisibleText.name(name) == wanted)
    }

    @Test func `a text of several lines keeps its line breaks, and other control characters become visible`() {
        #expect(VisibleText.lines("a\n\tb\u{1B}c\r\n") == "a\n\tb^[c^M\n")
    }

    @Test func `a long name is shortened and shows the number of omitted characters`() {
        #expect(VisibleText.name(String(repeating: "x", count: 300), maximum: 3) == "xxx… (297 more characters)")
        #expect(VisibleText.name(String(repeating: "é", count: 200)).count == 200)
    }

    @Test func `only marks of this process become escape sequences`() {
        let line = StyleMark.wrapped("bold", "1") + "\u{1B}[31m\u{F0000}[32m"
        let shown = StyleMark.escaped(VisibleText.name(line, maximum: .max))
        #expect(shown.hasPrefix("\u{1B}[1mbold\u{1B}[0m^[[31m"))
        #expect(StyleMark.stripped(StyleMark.wrapped("bold", "1;31")) == "bold")
    }

    @Test func `a name that is cut within colours ends them`() {
        let cut = VisibleText.name(StyleMark.wrapped(String(repeating: "x", count: 50), "1"), maximum: 10)
        #expect(StyleMark.escaped(cut).hasSuffix("\u{1B}[0m"))
    }
}
