import Shell
import Support
import Terminal
import Testing

@Suite("The prompt")
struct PromptTests {
    @Test("the prompt shows the dataset and the generation")
    func tellsPlace() throws {
        let terminal = try Terminal.shell(home: try Home())
        #expect(terminal.screen.cursorLine == "ns>")
        try terminal.enter("load iris")
        #expect(terminal.screen.cursorLine == "ns iris>")
        for line in ["genes clear", "gene x in 1..9", "maximize x", "population size 4", "evolve 3"] {
            try terminal.enter(line)
        }
        #expect(terminal.screen.cursorLine == "ns iris 3>")
        #expect(Theme.dark.color(.accent).map(terminal.screen.colored) == "iris")
        #expect(try terminal.leave() == 0)
    }

    @Test("a command after ! has the terminal, and the shell gets it back afterwards")
    func runsForeignCommand() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("!stty -a | grep -o -- '-*icanon'; read word; echo got-$word")
        terminal.press(.enter)
        try terminal.wait(forLine: "icanon")
        terminal.type("abc")
        terminal.press(.enter)
        try terminal.wait(forLine: "got-abc")
        try terminal.waitForPrompt()
        try terminal.enter("print done")
        #expect(terminal.screen.lines.contains("done"))
        #expect(try terminal.leave() == 0)
        #expect(terminal.hasUsualSettings)
    }

    @Test("Ctrl-C ends a command after ! and not the shell")
    func interruptsForeignCommand() throws {
        let terminal = try Terminal.shell(home: try Home())
        terminal.type("!echo begun; exec cat")
        terminal.press(.enter)
        try terminal.wait(forLine: "begun")
        terminal.type("abc")
        terminal.press(.enter)
        try terminal.wait(for: "cat's answer") { screen in screen.lines.count { $0 == "abc" } == 2 }
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        #expect(try terminal.leave() == 0)
    }

    @Test("COLUMNS and --color apply without a terminal")
    func followsEnvironment() throws {
        let home = try Home()
        let narrow = try FinishedProgram.shell(["-c", "help evolve"], home: home, environment: ["COLUMNS": "80"])
        let wide = try FinishedProgram.shell(["-c", "help evolve"], home: home, environment: ["COLUMNS": "99"])
        func widest(_ text: String) -> Int { text.split(separator: "\n").map(\.count).max() ?? 0 }
        #expect(widest(narrow.output) < widest(wide.output))
        let colored = try FinishedProgram.shell(["--color=always", "-c", "help"], home: home)
        #expect(colored.output.contains("\u{1B}["))
        let terminal = try Terminal.shell(["--color=never"], home: home)
        try terminal.enter("help evolve")
        #expect(try terminal.leave() == 0)
        #expect(!String(decoding: terminal.written, as: UTF8.self).contains(/\x1B\[[0-9;]*m/))
    }
}
