import Foundation
import Support
import Testing

@Suite struct SynonymsTests {
    @Test func `exit quits and clear clears the screen`() throws {
        let terminal = try Terminal.shell(home: try Home())
        try terminal.enter("print above")
        terminal.type("clear\r")
        try terminal.wait(for: "a clear screen") { screen in
            screen.isAtPrompt && screen.cursorRow == 0 && !screen.lines.contains("above")
        }
        terminal.type("exit\r")
        #expect(try terminal.exitStatus() == 0)
        #expect(terminal.hasUsualSettings)
    }

    @Test func `a question mark is help, and help lists the synonyms`() throws {
        let home = try Home()
        func output(_ commands: String) throws -> String {
            let result = try FinishedProgram.shell(["-c", commands], home: home)
            #expect(result.status == 0)
            return result.output
        }
        #expect(try output("? seed") == output("help seed"))
        #expect(try output("?seed") == output("help seed"))
        // Without the folding of lines.
        func words(_ command: String) throws -> String {
            try output(command).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        #expect(try words("?").contains("or search the help (also: ?)"))
        #expect(try words("help").contains("exit the shell (also: exit)"))
        #expect(try output("help exit") == output("help quit"))
        #expect(try output("help exit").contains("also: exit"))
        #expect(try output("clear; print after") == "after\n")
        #expect(try output("print before; exit; print after") == "before\n")
    }

    @Test func `what is typed after quit is left for the program that started the shell`() throws {
        let home = try Home()
        let shell = try Terminal(
            "/bin/sh", ["-c", "'\(Terminal.shell)'; read -r line; echo \"then $line\""], home: home)
        try shell.waitForPrompt()
        shell.type("print first\rquit\rsecond\r")
        try shell.wait(forLine: "then second")
        #expect(try shell.exitStatus() == 0)
        #expect(shell.screen.transcript.contains("first"))
    }
}
