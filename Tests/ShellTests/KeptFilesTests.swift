import Foundation
import Support
import Testing

@Suite("Files and sessions are not lost")
struct KeptFilesTests {
    private static let search = "gene x in 1..9; maximize x; population size 4; evolve 2; "

    @Test(
        "a script replaces files it did not write only with `replace`",
        arguments: ["export csv a.csv", "save session a.csv", "export json a.csv of history", "record a.csv"])
    func refuses(command: String) throws {
        let home = try Home()
        try home.write("mine", to: "a.csv")
        let refused = try FinishedProgram.shell(["-c", Self.search + command], home: home)
        #expect(refused.status == 1)
        #expect(refused.error.contains("replace"))
        #expect(try home.read("a.csv") == "mine")
        let again = try FinishedProgram.shell(
            [
                "-c",
                Self.search + command.replacing("a.csv", with: "new.x") + "; "
                    + command.replacing("a.csv", with: "new.x"),
            ],
            home: home)
        #expect(again.status == 0, "\(again.error)")
        let replaced = try FinishedProgram.shell(["-c", Self.search + command + " replace"], home: home)
        #expect(replaced.status == 0, "\(replaced.error)")
        #expect(FileManager.default.contents(atPath: home.path + "/a.csv") != Data("mine".utf8))
    }

    @Test("at a terminal the shell asks before it replaces a file")
    func asks() throws {
        let home = try Home()
        try home.write("mine", to: "a.csv")
        let terminal = try Terminal.shell(home: home)
        for command in ["gene x in 1..9", "maximize x", "population size 4", "evolve 1"] { try terminal.enter(command) }
        terminal.type("export csv a.csv")
        terminal.press(.enter)
        try terminal.wait(for: "the question") { $0.transcript.contains { $0.contains("replace a.csv? yes or no") } }
        terminal.type("no")
        terminal.press(.enter)
        try terminal.wait(for: "the refusal") { $0.transcript.contains { $0.contains("was not replaced") } }
        #expect(try home.read("a.csv") == "mine")
        #expect(try terminal.leave() == 0)
    }

    @Test("`resume` lists the sessions that `quit` keeps; they can be continued or forgotten by number")
    func keeps() throws {
        let home = try Home()
        for (gene, generations) in [("a", 1), ("b", 2)] {
            let terminal = try Terminal.shell(home: home)
            for command in ["gene \(gene) in 1..9", "maximize \(gene)", "population size 4", "evolve \(generations)"] {
                try terminal.enter(command)
            }
            terminal.type("quit")
            terminal.press(.enter)
            #expect(try terminal.exitStatus() == 0)
            #expect(terminal.screen.transcript.contains { $0.hasPrefix("session kept: maximize \(gene)") })
        }
        let terminal = try Terminal.shell(home: home)
        #expect(!terminal.screen.transcript.contains { $0.contains("interrupted") })
        try terminal.enter("resume")
        #expect(terminal.screen.transcript.contains { $0.contains("1") && $0.contains("maximize b") })
        #expect(terminal.screen.transcript.contains { $0.contains("2") && $0.contains("maximize a") })
        try terminal.enter("resume 2")
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("opened: maximize a") })
        try terminal.enter("forget session 1")
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("deleted the saved session: maximize b") })
        #expect(try terminal.leave() == 0)
        let later = try Terminal.shell(home: home)
        try later.enter("resume")
        #expect(later.screen.transcript.contains { $0.contains("maximize a") })
        #expect(!later.screen.transcript.contains { $0.contains("maximize b") })
        #expect(try later.leave() == 0)
    }

    @Test(
        "Ctrl-\\, SIGHUP and SIGTERM end the shell during work and restore the terminal",
        arguments: [SIGQUIT, SIGHUP, SIGTERM])
    func ends(signal: Int32) throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home)
        for command in ["gene x in 1..<10000", "maximize x", "population size 10"] { try terminal.enter(command) }
        terminal.type("evolve 1000000000")
        terminal.press(.enter)
        try terminal.wait(for: "the bar") { !$0.bars.isEmpty }
        if signal == SIGQUIT { terminal.type("\u{1C}") } else { terminal.signal(signal) }
        #expect(try terminal.exitStatus() == 128 + Int(signal))
        #expect(terminal.hasUsualSettings)
        let later = try Terminal.shell(home: home)
        #expect(later.screen.transcript.contains { $0.hasPrefix("an interrupted session: maximize x") })
        try later.enter("resume")
        #expect(later.screen.transcript.contains { $0.hasPrefix("opened: maximize x") })
        #expect(try later.leave() == 0)
    }

    @Test("Ctrl-C in a script or in `-c` keeps the session for `resume`", arguments: ["script.ns", "-c"])
    func keepsStoppedScripts(_ word: String) throws {
        let home = try Home()
        let search = "gene x in 1..<10000\nmaximize x\npopulation size 10\nevolve 3\n"
        /// Runs commands and a search without an end, and stops it; returns the generation that is kept.
        func stopped(_ commands: String) throws -> Int {
            let text = commands + "print begun\nevolve 1000000000"
            if word != "-c" { try home.write(text, to: word) }
            let program = try WatchedProgram(word == "-c" ? [word, text] : [word], home: home)
            #expect(program.wait(forLine: "begun"))
            program.send(SIGINT)
            #expect(program.end().status == 130)
            let kept = /session kept: maximize x, generation (\d+)/
            let output = String(decoding: program.written, as: UTF8.self)
            return try #require(output.firstMatch(of: kept).flatMap { Int($0.1) })
        }
        let first = try stopped(search)
        let second = try stopped("resume 1\nexpect generation = \(first)\n")
        let later = try Terminal.shell(home: home)
        #expect(!later.screen.transcript.contains { $0.contains("interrupted") })
        try later.enter("resume 2")
        #expect(later.screen.transcript.contains { $0.contains("1") && $0.hasPrefix("error: ") })
        try later.enter("resume 1")
        #expect(later.screen.transcript.contains { $0.hasPrefix("opened: maximize x, generation \(second)") })
        #expect(try later.leave() == 0)
    }

    @Test("Ctrl-\\ ends the shell while a line is edited or searched for", arguments: ["", "abc", "\u{12}pri"])
    func endsWhileEditing(typed: String) throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home)
        for command in ["gene x in 1..9", "maximize x", "population size 4", "evolve 3"] { try terminal.enter(command) }
        terminal.type(typed + "\u{1C}")
        #expect(try terminal.exitStatus() == 128 + Int(SIGQUIT))
        #expect(terminal.hasUsualSettings)
        let later = try Terminal.shell(home: home)
        try later.enter("resume 1")
        #expect(later.screen.transcript.contains { $0.hasPrefix("opened: maximize x") })
        #expect(try later.leave() == 0)
    }

    @Test("a crash is reported in one line, the terminal is restored, and the next start offers the session")
    func crashes() throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home)
        for command in ["gene x in 1..9", "maximize x", "population size 4", "evolve 3"] { try terminal.enter(command) }
        terminal.type("evolve 1000000000")
        terminal.press(.enter)
        try terminal.wait(for: "the bar") { !$0.bars.isEmpty }
        terminal.signal(SIGSEGV)
        #expect(try terminal.exitStatus() == 128 + Int(SIGSEGV))
        #expect(terminal.hasUsualSettings)
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("ns crashed because of a bug") })
        #expect(!terminal.screen.transcript.contains { $0.contains("Backtrac") })
        let later = try Terminal.shell(home: home)
        #expect(later.screen.transcript.contains { $0.hasPrefix("an interrupted session: maximize x") })
        #expect(try later.leave() == 0)
    }

    @Test("a closed standard input counts as empty", arguments: ["", "-", "--json"])
    func closedInput(word: String) throws {
        let result = try FinishedProgram.line("\"$NS\" \(word) <&-", home: try Home())
        #expect(result.status == 0)
    }

    @Test("a closed standard error causes no crash")
    func closedError() throws {
        let home = try Home()
        let result = try FinishedProgram.line(
            "\"$NS\" -c 'print a; nothing' 2>&-; \"$NS\" -c 'evolve 1' 2>&-", home: home)
        #expect(result.status == 1)
        let evaluator = try FinishedProgram.line(
            "yes | head -50 | { \"$NS\" evaluator 2>&1 >/dev/null; echo $? > status; } | head -1", home: home)
        #expect(evaluator.status == 0)
        #expect(try home.read("status") == "0\n")
    }
}
