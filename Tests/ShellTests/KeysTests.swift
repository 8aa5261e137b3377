import Shell
import Support
import Terminal
import Testing

@Suite("Keys at the prompt")
struct KeysTests {
    @Test("Tab completes a command and adds a blank")
    func completes() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("ev")
        terminal.press(.tab)
        try terminal.wait(for: "evolve and a blank") {
            $0.typed == "evolve" && $0.cursorColumn == $0.cursorLine.count + 1
        }
        #expect(try terminal.leave() == 0)
    }

    @Test("Tab on an empty and on a blank line lists the commands", arguments: ["", "   "])
    func listsCommands(line: String) throws {
        let terminal = try Terminal.shell(home: try Home(), rows: 50)
        terminal.type(line)
        terminal.press(.tab)
        try terminal.wait(for: "the list and the prompt again") { screen in
            screen.promptCount == 2
                && ["evolve", "load", "show"].allSatisfy { word in
                    screen.lines.contains { $0.contains(word) }
                }
        }
        #expect(try terminal.leave() == 0)
    }

    @Test("one Tab inserts the common prefix of the candidates and lists them")
    func extendsAndLists() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("se")
        terminal.press(.tab)
        try terminal.wait(for: "seed and settings") { screen in
            screen.isAtPrompt && screen.promptCount == 2 && screen.lines.contains { $0.hasPrefix("seed") }
                && screen.lines.contains { $0.hasPrefix("settings") }
        }
        #expect(terminal.screen.typed == "se")
        terminal.press(.controlU)
        terminal.type("population e")
        terminal.press(.tab)
        try terminal.wait(for: "elit with elitism and elites") { screen in
            screen.typed == "population elit" && screen.lines.contains { $0.hasPrefix("elitism ") }
                && screen.lines.contains { $0.hasPrefix("elites ") }
        }
        #expect(try terminal.leave() == 0)
    }

    @Test("Ctrl-C drops the line without adding it to the history")
    func interruptsLine() throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home)
        try terminal.enter("print kept")
        terminal.type("abc")
        try terminal.wait(forTyped: "abc")
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        terminal.press(.up)
        try terminal.wait(forTyped: "print kept")
        #expect(try terminal.leave() == 0)
        #expect(try home.read("state/ns/history") == "print kept\n")
    }

    @Test("letters of any script can be typed, moved over and deleted", arguments: ["C.UTF-8", "C"])
    func editsUnicode(locale: String) throws {
        let terminal = try Terminal.shell(home: try Home(), environment: ["LC_ALL": locale])
        terminal.type("print λ世界é")
        try terminal.wait(forTyped: "print λ世界é")
        terminal.press(.left, .left, .backspace)
        try terminal.wait(forTyped: "print λ界é")
        terminal.press(.end)
        terminal.type("!")
        try terminal.wait(forTyped: "print λ界é!")
        terminal.press(.enter)
        try terminal.wait(forLine: "λ界é!")
        try terminal.waitForPrompt()
        #expect(try terminal.leave() == 0)
    }

    @Test("unknown keys insert nothing", arguments: [Terminal.Key.f1, .f5, .pageUp, .insert, .alternateX])
    func ignoresOtherKeys(key: Terminal.Key) throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("ab")
        terminal.press(key)
        terminal.type("cd")
        try terminal.wait(for: "abcd") { $0.typed.hasSuffix("cd") }
        #expect(terminal.screen.typed == "abcd")
        #expect(try terminal.leave() == 0)
    }

    @Test("a pasted block can be edited, and Return runs its lines in order")
    func pastes() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("\u{1B}[200~print one\rprint two\rprint three\r\u{1B}[201~")
        try terminal.wait(for: "the block") { $0.cursorLine == "... print three" }
        #expect(!terminal.screen.lines.contains("one"))
        terminal.type("!")
        terminal.press(.enter)
        try terminal.wait(for: "the prompt") { $0.lines.contains("three!") && $0.isAtPrompt && $0.typed == "" }
        let printed = terminal.screen.lines.filter { ["one", "two", "three!"].contains($0) }
        #expect(printed == ["one", "two", "three!"])
        #expect(try terminal.leave() == 0)
    }

    @Test("Ctrl-D exits on an empty line, and deletes inside a line")
    func endsInput() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("abc")
        terminal.press(.left, .left, .controlD)
        try terminal.wait(forTyped: "ac")
        terminal.press(.end, .controlD)
        terminal.type("d")
        try terminal.wait(forTyped: "acd")
        terminal.press(.controlU)
        try terminal.waitForPrompt()
        terminal.press(.controlD)
        #expect(try terminal.exitStatus() == 0)
        #expect(terminal.hasUsualSettings)
    }

    @Test("Ctrl-D typed right after a line ends the shell once the line is executed", arguments: 1...10)
    func endsInputTypedAhead(turn: Int) throws {
        let terminal = try Terminal.shell(home: try Home())
        let line = "print \(turn)\(turn)"
        terminal.type(line)
        try terminal.wait(forTyped: line)
        terminal.press(.enter, .controlD)
        #expect(try terminal.exitStatus() == 0)
        #expect(terminal.screen.lines.contains("\(turn)\(turn)"))
        #expect(terminal.hasUsualSettings)
    }

    @Test("an unfinished quote continues on the next line; Ctrl-D and Ctrl-C drop it")
    func continues() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("print 'one")
        terminal.press(.enter)
        try terminal.wait(forCursorLine: "...")
        #expect(terminal.screen.lines.contains { $0.hasPrefix("the quote is still open") })
        terminal.type("two'")
        terminal.press(.enter)
        try terminal.waitForPrompt()
        #expect(terminal.screen.lines.contains { $0.hasPrefix("two") })
        for key in [Terminal.Key.controlC, .controlD] {
            terminal.type("print 'three")
            terminal.press(.enter)
            try terminal.wait(forCursorLine: "...")
            terminal.press(key)
            try terminal.waitForPrompt()
        }
        #expect(try terminal.leave() == 0)
    }

    @Test("a line that ends with a backslash continues on the next line, where Tab works as usual")
    func continuesAfterBackslash() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("population size 20 \\")
        terminal.press(.enter)
        try terminal.wait(forCursorLine: "...")
        terminal.type("mut")
        terminal.press(.tab)
        try terminal.wait(for: "mutation") { $0.cursorLine == "... mutation" }
        terminal.type("10%")
        terminal.press(.enter)
        try terminal.wait(forLine: "population size 20 mutation 10%")
        try terminal.waitForPrompt()
        #expect(try terminal.leave() == 0)
    }

    @Test("a `for` without its `end` continues on the next line, with colours and known names")
    func continuesBlock() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("for size in 11, 22")
        terminal.press(.enter)
        try terminal.wait(forCursorLine: "...")
        terminal.type("print $size")
        try terminal.wait(for: "the variable") { screen in
            Theme.dark.color(.variable).map(screen.colored) == "$size"
                && Theme.dark.color(.error).map(screen.colored) == ""
        }
        terminal.press(.enter)
        try terminal.wait(forCursorLine: "...")
        terminal.type("end")
        terminal.press(.enter)
        try terminal.wait(for: "both") { $0.lines.contains("11") && $0.lines.contains("22") }
        try terminal.waitForPrompt()
        #expect(try terminal.leave() == 0)
    }

    @Test("vi keys work if the user's .editrc selects them")
    func takesEditorFile() throws {
        let home = try Home()
        try home.write("bind -v\n", to: ".editrc")
        let terminal = try Terminal.shell(home: home)
        terminal.type("print abcd")
        try terminal.wait(forTyped: "print abcd")
        terminal.press(.escape)
        try terminal.wait(for: "the cursor on d") { $0.cursorColumn == $0.cursorLine.count - 1 }
        terminal.type("x")
        try terminal.wait(forTyped: "print abc")
        terminal.press(.enter)
        try terminal.wait(forLine: "abc")
        try terminal.waitForPrompt()
        terminal.press(.controlD)
        #expect(try terminal.exitStatus() == 0)
    }
}
