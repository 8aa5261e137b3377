import Foundation
import Support
import Testing

@Suite struct ScriptsTests {
    @Test func `a script that continues after failures ends with a failing status`() throws {
        let home = try Home()
        try home.write("print in\nshow fittest\nfor n in 1, 2; expect $n = 2; print \"n $n\"; end\n", to: "inner.ns")
        let path = try home.write("print one\nrun inner.ns\nprint two\n", to: "outer.ns")
        let stopped = try FinishedProgram.shell([path], home: home)
        #expect(stopped.status == 1)
        #expect(stopped.output == "one\nin\n")
        #expect(stopped.error.hasSuffix("  run by \(path):2\n"))
        let result = try FinishedProgram.shell(["--keep-going", path], home: home)
        #expect(result.status == 1)
        #expect(result.output == "one\nin\nn 1\nn 2\ntwo\n")
        #expect(result.error.split(separator: "\n").count { $0.contains("error: ") } == 2)
        #expect(result.error.contains("inner.ns:3:16: error: expected 1 = 2"))
        let piped = try FinishedProgram.shell(["--keep-going"], input: "prnt\nprint on\n", home: home)
        #expect(piped.status == 2)
        #expect(piped.output == "on\n")
    }

    @Test func `a pipe is read as a script`() throws {
        let home = try Home()
        let result = try FinishedProgram.line(
            "mkfifo '\(home.path)/pipe'; printf 'print one\\nprint $1\\n' > '\(home.path)/pipe' & "
                + "exec 9<'\(home.path)/pipe'; \"$NS\" /dev/fd/9 two", home: home)
        #expect(result.output == "one\ntwo\n")
        #expect(result.status == 0)
    }

    @Test func `export writes to the standard output, whatever it is`() throws {
        let home = try Home()
        let commands = "gene x in 1..9; maximize x; population size 4; evolve 1; export csv /dev/stdout of history"
        let piped = try FinishedProgram.line("\"$NS\" --quiet -c '\(commands)' | cat", home: home)
        let filed = try FinishedProgram.line("\"$NS\" --quiet -c 'print first; \(commands); print last'", home: home)
        #expect(piped.output.hasPrefix("generation,"))
        #expect(filed.output == "first\n\(piped.output)last\n")
    }

    @Test func `options are listed with the names of their values`() throws {
        let help = try FinishedProgram.shell(["--help"], home: try Home()).output
        for option in [
            "-c <commands>", "--color <when>", "--seed <number>", "--workers <count>", "--memory <file>",
            "--memory-limit <size>", "--syntax <editor>",
        ] { #expect(help.contains(option)) }
    }

    @Test func `a command of the system shell that fails ends the script, unless it may fail`() throws {
        let home = try Home()
        let path = try home.write("!true\nprint one\n!false\nprint two\n", to: "fails.ns")
        let failed = try FinishedProgram.shell([path], home: home)
        #expect(failed.status == 1)
        #expect(failed.output == "one\n")
        #expect(
            failed.error.contains("fails.ns:3:1: error: `false` exited with status 1; `!?` instead of `!` allows this"))
        let allowed = try home.write(
            "!?exit 3\nprint $status\nif $status = 3\n!?true\nprint $status\nend\n", to: "may.ns")
        let passed = try FinishedProgram.shell([allowed], home: home)
        #expect(passed.status == 0)
        #expect(passed.output == "3\n0\n")
        let json = try FinishedProgram.shell(["--json", "-c", "!?kill -9 $$\nprint $status"], home: home)
        #expect(json.status == 0)
        #expect(json.output.contains("\"status\":137") && json.output.contains("\"text\":\"137\""))
        #expect(try FinishedProgram.shell(["-c", "expect error 'status 1' !false"], home: home).status == 0)
    }

    @Test func `the facts of a search are printed and computed with`() throws {
        let script = """
            gene x in 1..9; maximize x; population size 9; strategy grid; evolve 1
            let twice 2 * $fittest
            print "generation $generation: $fittest, twice $twice, x $x, ${test:-none}"
            """
        let run = try FinishedProgram.shell(["--quiet", "-c", script], home: try Home())
        #expect(run.error == "")
        #expect(run.output.hasSuffix("generation 1: 9, twice 18, x 9, none\n"))
    }

    @Test func `a quiet shell shows only requested output, warnings and errors`() throws {
        let commands = "gene x in 1..9; maximize x; population size 4; evolve 2; workers 99; print hello; seed"
        let result = try FinishedProgram.shell(["--quiet", "-c", commands], home: try Home())
        #expect(result.status == 0)
        let lines = result.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("warning: 99 workers share ") == true)
        #expect(lines.suffix(2) == ["hello", "seed 1"])
        #expect(result.error == "")
    }

    @Test func `commands are shown in full words before they run`() throws {
        let commands = "for n in 1, 2\nprint \"turn $n\"\nend\n"
        let result = try FinishedProgram.shell(["--echo"], input: commands, home: try Home())
        let echoed = ["ns> let n 1", "ns> print 'turn 1'", "turn 1", "ns> let n 2", "ns> print 'turn 2'", "turn 2"]
        #expect(result.output.split(separator: "\n").map(String.init) == echoed)
    }

    @Test func `the options for seed and workers apply to the session`() throws {
        let result = try FinishedProgram.shell(
            ["--seed", "7", "--workers", "2", "-c", "seed; workers; expect seed = 7"], home: try Home())
        #expect(result.output == "seed 7\nworkers 2\n")
        let version = try FinishedProgram.shell(["--version"], home: try Home())
        #expect(version.status == 0)
        #expect(version.output.hasPrefix("ns "))
        #expect(try FinishedProgram.shell(["--help"], home: try Home()).output.contains("--keep-going"))
    }

    @Test func `piped commands have arguments too`() throws {
        let result = try FinishedProgram.shell(["-", "a b", "c"], input: "print \"$1\" $2 $#\n", home: try Home())
        #expect(result.output == "a b c 2\n")
    }

    @Test func `an invalid script is refused with its path`() throws {
        let home = try Home()
        let result = try FinishedProgram.shell([Terminal.shell], home: home)
        #expect(result.status == 1)
        #expect(result.error == "error: \(Terminal.shell) is not a script: expected text in UTF-8, found other bytes\n")
        let folder = try FinishedProgram.shell([home.path], home: home)
        #expect(folder.error == "error: \(home.path) cannot be read: it is a folder; expected a script\n")
    }

    @Test func `a pause waits for Return at a terminal, and continues at once elsewhere`() throws {
        let home = try Home()
        let path = try home.write("pause 'Look'\nprint after\n", to: "pause.ns")
        #expect(try FinishedProgram.shell([path], home: home).output == "Look\nafter\n")
        let terminal = try Terminal(Terminal.shell, [path], home: home)
        try terminal.wait(for: "the pause") { $0.text.contains("(Return continues)") }
        #expect(!terminal.screen.text.contains("after"))
        terminal.press(.enter)
        try terminal.wait(for: "the next command") { $0.text.contains("after") }
        #expect(try terminal.exitStatus() == 0)
        let interrupted = try Terminal(Terminal.shell, [path], home: home)
        try interrupted.wait(for: "the pause") { $0.text.contains("(Return continues)") }
        interrupted.press(.controlC)
        #expect(try interrupted.exitStatus() == 130)
        #expect(!interrupted.screen.text.contains("after"))
    }

    @Test func `a block can be typed line by line, with shortened words`() throws {
        let terminal = try Terminal.shell(home: try Home())
        for line in ["for n in 1..2", "  pri \"turn $n\""] {
            terminal.type(line)
            terminal.press(.enter)
            try terminal.wait(for: "the next line") { $0.cursorLine.hasPrefix("...") }
        }
        try terminal.enter("end")
        #expect(terminal.screen.text.contains("turn 1\nturn 2"))
        #expect(try terminal.leave() == 0)
    }
}

extension Screen {
    fileprivate var text: String { transcript.joined(separator: "\n") }
}
