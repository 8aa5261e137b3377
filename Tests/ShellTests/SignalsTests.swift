import Foundation
import Support
import Testing

@Suite("Signals and jobs")
struct SignalsTests {
    /// The commands before an `evolve` that runs until it is stopped.
    private static let search = ["gene x in 1..<10000", "maximize x", "population size 10"]

    /// Returns a shell that is running a command.
    private func working(home: Home) throws -> Terminal {
        let terminal = try Terminal.shell(home: home)
        for command in ["load digits", "population size 6"] { try terminal.enter(command) }
        terminal.type("evolve 1000")
        terminal.press(.enter)
        try terminal.wait(for: "the bars") { !$0.bars.isEmpty }
        return terminal
    }

    @Test("Ctrl-C during work returns to the prompt and reports the kept generations")
    func interruptsWork() throws {
        let terminal = try working(home: try Home())
        terminal.type("typed ahead")
        terminal.press(.controlC)
        try terminal.wait(for: "the prompt with the typed-ahead text") { $0.isAtPrompt && $0.typed == "typed ahead" }
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("stopped: ") && $0.hasSuffix("generations kept") })
        #expect(!terminal.screen.transcript.contains { $0.contains("█") })
        #expect(try terminal.leave() == 0)
    }

    @Test("Ctrl-C during `train fittest` keeps the best weights so far and saves them")
    func interruptsTraining() throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home)
        for command in ["load iris", "training epochs 1", "population size 4", "evolve 1"] {
            try terminal.enter(command)
        }
        terminal.type("train fittest epochs 1000000 patience 1000000 save kept")
        terminal.press(.enter)
        try terminal.wait(for: "a finished epoch") { screen in
            screen.lines.contains { $0.hasPrefix("Training") && $0.contains("best") }
        }
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        #expect(terminal.screen.transcript.contains { $0.contains(": stopped; the weights of epoch") })
        #expect(FileManager.default.fileExists(atPath: home.path + "/kept.h5"))
        try terminal.enter("open network kept")
        #expect(!terminal.screen.transcript.contains { $0.hasPrefix("error: ") })
        #expect(try terminal.leave() == 0)
    }

    @Test("SIGTERM ends the shell with status 143 and restores the terminal", arguments: [false, true])
    func terminates(isWorking: Bool) throws {
        let terminal = isWorking ? try working(home: try Home()) : try Terminal.shell(home: try Home())
        terminal.signal(SIGTERM)
        #expect(try terminal.exitStatus() == 143)
        #expect(terminal.hasUsualSettings)
    }

    @Test("after SIGTERM the state for `resume` is the one that the shell told of, unless it warned")
    func tellsWhatIsSaved() throws {
        let home = try Home()
        let terminal = try Terminal.shell(home: home)
        for command in ["gene x0..x9 in 0..9", "maximize sum(i in 0..9, x[i])", "population size 400000", "evolve 1"] {
            try terminal.enter(command)
        }
        terminal.type("evolve 100")
        terminal.press(.enter)
        try terminal.wait(for: "a second generation") { screen in screen.lines.contains { $0.contains("2/") } }
        terminal.signal(SIGTERM)
        #expect(try terminal.exitStatus() == 143)
        let shown = terminal.screen.transcript.joined(separator: "\n")
        let again = try FinishedProgram.shell(["-c", "resume; print $generation"], home: home)
        let resumed = again.output.split(separator: "\n").last.flatMap { Int($0) }
        #expect(resumed != nil, "\(again.output) \(again.error)")
        let kept = shown.firstMatch(of: /stopped: (\d+) of 100 generations kept/).flatMap { Int($0.1) }
        #expect(kept.map { $0 + 1 } == resumed || shown.contains("no time to save"), "\(resumed ?? -1): \(shown)")
    }

    @Test("Ctrl-Z suspends the shell and fg continues it, at the prompt and during work")
    func suspends() throws {
        let home = try Home()
        let terminal = try Terminal(
            "/bin/bash", ["--norc", "--noprofile", "-i"], home: home,
            environment: ["PS1": "outer$ ", "NS": Terminal.shell, "HISTFILE": "/dev/null"])
        try terminal.wait(forCursorLine: "outer$")
        terminal.type("\"$NS\"")
        terminal.press(.enter)
        try terminal.waitForPrompt()
        terminal.type("print kept")
        try terminal.wait(forTyped: "print kept")
        terminal.press(.controlZ)
        try terminal.wait(forCursorLine: "outer$")
        terminal.type("fg")
        terminal.press(.enter)
        try terminal.wait(forTyped: "print kept")
        terminal.press(.enter)
        try terminal.wait(forLine: "kept")
        try terminal.waitForPrompt()

        for command in ["load digits", "population size 6"] { try terminal.enter(command) }
        terminal.type("evolve 1000")
        terminal.press(.enter)
        try terminal.wait(for: "the bars") { !$0.bars.isEmpty }
        terminal.press(.controlZ)
        try terminal.wait(forCursorLine: "outer$")
        // The outer shell has its own terminal settings.
        terminal.type("echo a-$((1 + 1))-b")
        terminal.press(.enter)
        try terminal.wait(forLine: "a-2-b")
        try terminal.wait(forCursorLine: "outer$")
        terminal.type("clear; fg")
        terminal.press(.enter)
        try terminal.wait(for: "the bars again") { !$0.bars.isEmpty }
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        terminal.press(.controlD)
        try terminal.wait(forCursorLine: "outer$")
        terminal.type("exit")
        terminal.press(.enter)
        #expect(try terminal.exitStatus() == 0)
    }

    @Test("an interrupted search continues with the next generation")
    func goesOn() throws {
        let terminal = try Terminal.shell(home: try Home())
        for command in Self.search { try terminal.enter(command) }
        terminal.type("evolve 1000000000")
        terminal.press(.enter)
        try terminal.wait(for: "the bar") { !$0.bars.isEmpty }
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        #expect(terminal.screen.transcript.contains { $0.hasPrefix("stopped: ") })
        try terminal.enter("evolve 2")
        #expect(try terminal.leave() == 0)
    }
}
