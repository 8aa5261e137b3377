import Support
import Testing

@Suite("Without a terminal")
struct StreamsTests {
    @Test("piped lines run one by one, and the first error ends them with its position")
    func readsInput() throws {
        let result = try FinishedProgram.shell([], input: "print one\nevolv 3\nprint two\n", home: try Home())
        #expect(result.status == 2)
        #expect(result.output == "one\n")
        #expect(result.error.hasPrefix("<stdin>:2:1: error: "))
        #expect(result.error.contains("evolve"))
    }

    @Test("a script with a syntax error does not start")
    func parsesScriptFirst() throws {
        let home = try Home()
        let lines = (1...8).map { "print \($0)" } + ["evolve many"]
        let path = try home.write(lines.joined(separator: "\n") + "\n", to: "mistake.ns")
        let result = try FinishedProgram.shell([path], home: home)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.error.contains("mistake.ns:9:8: error: "))
        #expect(result.error.contains("^~~~"))
    }

    @Test("a failed command ends a script with status 1")
    func fails() throws {
        let result = try FinishedProgram.shell(["-c", "print one; show fittest; print two"], home: try Home())
        #expect(result.status == 1)
        #expect(result.output == "one\n")
        #expect(result.error.contains("error: "))
    }

    @Test("the same commands work as a script, after -c and piped")
    func takesCommandsAnywhere() throws {
        let home = try Home()
        let script = try home.write("\u{FEFF}print one\r\nprint two\r\n", to: "windows.ns")
        #expect(try FinishedProgram.shell([script], home: home).output == "one\ntwo\n")
        #expect(try FinishedProgram.shell(["-c", "print one; print two"], home: home).output == "one\ntwo\n")
        #expect(try FinishedProgram.shell([], input: "print one\nprint two", home: home).output == "one\ntwo\n")
        #expect(try FinishedProgram.shell(["-"], input: "print one\nprint two\n", home: home).output == "one\ntwo\n")
    }

    @Test("--check only parses")
    func checks() throws {
        let home = try Home()
        let good = try home.write("print one\n", to: "good.ns")
        let result = try FinishedProgram.shell(["--check", good], home: home)
        #expect(result.status == 0)
        #expect(result.output == "")
        let bad = try home.write("print one\nprnt two\n", to: "bad.ns")
        #expect(try FinishedProgram.shell(["--check", bad], home: home).status == 2)
    }

    @Test("a full disk gives a failing status")
    func noticesFullDisk() throws {
        let result = try FinishedProgram.line("\"$NS\" -c help > /dev/full", home: try Home())
        #expect(result.status != 0)
    }

    @Test("if the reader of a pipe exits, the shell ends quietly")
    func leavesQuietly() throws {
        let line = "{ for i in 1 2 3 4 5 6 7 8 9; do echo help; done; } | \"$NS\" | head -1"
        let result = try FinishedProgram.line(line, home: try Home())
        #expect(result.status == 0)
        #expect(result.output.split(separator: "\n").count == 1)
        #expect(result.error == "")
    }

    @Test("without a terminal there are no prompts, escape sequences or bars")
    func writesPlainly() throws {
        let commands = "gene x in 1..<100\nmaximize x\npopulation size 8\nevolve 3\nshow fittest\n"
        let result = try FinishedProgram.shell([], input: commands, home: try Home())
        #expect(result.status == 0)
        #expect(!(result.output + result.error).contains("\u{1B}"))
        #expect(!result.output.contains("ns>"))
        #expect(!result.error.contains("█"))
    }

    @Test("a terminal without escape sequences gets none")
    func respectsDumbTerminal() throws {
        let terminal = try Terminal.shell(home: try Home(), environment: ["TERM": "dumb"])
        try terminal.enter("print one")
        try terminal.enter("evolv")
        terminal.press(.controlD)
        #expect(try terminal.exitStatus() == 0)
        #expect(!terminal.written.contains(0x1B))
    }

    @Test("NO_COLOR turns colours off")
    func respectsNoColor() throws {
        let terminal = try Terminal.shell(home: try Home(), environment: ["NO_COLOR": "1"])
        try terminal.enter("print one")
        try terminal.enter("help")
        try terminal.enter("evolv")
        #expect(try terminal.leave() == 0)
        let text = String(decoding: terminal.written, as: UTF8.self)
        #expect(!text.contains(/\x1B\[[0-9;]*m/))
    }
}
