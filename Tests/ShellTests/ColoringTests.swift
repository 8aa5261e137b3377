import Shell
import Support
import Terminal
import Testing

@Suite("Colours while typing")
struct ColoringTests {
    private let mistake = Theme.dark.color(.error) ?? 0
    private let word = Theme.dark.color(.name) ?? 0
    private let command = Theme.dark.color(.name) ?? 0
    private let text = Theme.dark.color(.warning) ?? 0
    private let variable = Theme.dark.color(.variable) ?? 0
    private let comment = Theme.dark.color(.comment) ?? 0

    @Test("an unknown command is red before Return, the beginning of a known one is not")
    func marksUnknownCommand() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("evo")
        try terminal.wait(for: "evo, uncoloured") { $0.typed == "evo" && $0.colored(mistake) == "" }
        terminal.type("x")
        try terminal.wait(for: "evox in red") { $0.colored(mistake) == "evox" }
        terminal.press(.backspace)
        terminal.type("lve")
        try terminal.wait(for: "evolve as a command") {
            $0.colored(mistake) == "" && $0.colored(command).hasSuffix("evolve")
        }
        #expect(try terminal.leave() == 0)
    }

    @Test("words, texts, variables, comments and errors have their colours")
    func colorsWords() throws {
        let terminal = try Terminal.shell(home: try Home())
        try terminal.enter("let n 3")
        terminal.type("plot title 'a b' to $n # seen")
        try terminal.wait(for: "the colours") { screen in
            screen.colored(word).hasSuffix("plottitleto") && screen.colored(text) == "'a b'"
                && screen.colored(variable) == "$n" && screen.colored(comment) == "# seen"
        }
        terminal.press(.controlU)
        terminal.type("population sise 20")
        try terminal.wait(for: "the misspelt word in red") { $0.colored(mistake) == "sise" }
        terminal.press(.controlU)
        terminal.type("print $m ")
        try terminal.wait(for: "the variable without a value in red") { $0.colored(mistake) == "$m" }
        #expect(try terminal.leave() == 0)
    }

    @Test("a wrapped line keeps its colours and its text during editing")
    func colorsWrappedLine() throws {
        let terminal = try Terminal.shell(home: try Home(), columns: 30)
        let line = "print 'one two three four five six seven eight nine ten' "
        terminal.type(line)
        func shows(_ line: String) -> (Screen) -> Bool {
            // Blanks at the ends of rows are invisible.
            { screen in
                screen.lines.drop { !$0.hasPrefix("ns>") }.joined().filter { $0 != " " }
                    == ("ns>" + line).filter { $0 != " " }
            }
        }
        try terminal.wait(for: "the line", until: shows("print 'one two three four five six seven eight nine ten'"))
        for _ in 0..<20 { terminal.press(.left) }
        terminal.type("λ世")
        try terminal.wait(
            for: "the changed line", until: shows("print 'one two three four five six seλ世ven eight nine ten'"))
        terminal.press(.controlA)
        terminal.type("x")
        try terminal.wait(
            for: "the line with an unknown command",
            until: shows("xprint 'one two three four five six seλ世ven eight nine ten'"))
        try terminal.wait(for: "the unknown command in red") { $0.colored(mistake) == "xprint" }
        #expect(try terminal.leave() == 0)
    }

    @Test("a key rewrites only the coloured part of the line")
    func drawsAtOnce() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("evolv")
        try terminal.wait(forTyped: "evolv")
        let before = terminal.written.count
        terminal.type("e")
        try terminal.wait(for: "the command's colour") {
            $0.typed == "evolve" && $0.colored(command).hasSuffix("evolve")
        }
        #expect(terminal.written.count - before < 80)
        #expect(try terminal.leave() == 0)
    }
}
