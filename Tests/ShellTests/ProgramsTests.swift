import Foundation
import Support
import Testing

@Suite("Programs end with the evolution and with the shell")
struct ProgramsTests {
    /// Returns a shell whose programs have started long-running processes, and their numbers.
    private func working(home: Home, kept: Bool = false) throws -> (terminal: Terminal, processes: [Int32]) {
        let ask =
            kept
            ? "while read -r line; do sleep 1000 & echo $! >> processes; wait; done"
            : "sleep 1000 & echo $! >> processes; wait"
        try home.write("echo $$ >> processes\ntrap '' TERM\n\(ask)\n", to: "program.sh")
        let terminal = try Terminal.shell(home: home)
        for command in ["gene x in 1..100", "maximize output of 'sh program.sh'\(kept ? " kept running" : "")"] {
            try terminal.enter(command)
        }
        try terminal.enter("workers 2")
        terminal.type("evolve 10")
        terminal.press(.enter)
        try terminal.wait(for: "the running time of the oldest evaluation") { screen in
            screen.lines.contains { $0.contains("evaluations  oldest 00:0") }
        }
        let numbers = try home.read("processes").split(separator: "\n").compactMap { Int32($0) }
        #expect(numbers.count == 4)
        for number in numbers { #expect(isRunning(number)) }
        return (terminal, numbers)
    }

    @Test("Ctrl-C ends the whole process groups of programs", arguments: [false, true])
    func interrupts(kept: Bool) throws {
        let (terminal, processes) = try working(home: try Home(), kept: kept)
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        for process in processes { try waitForEnd(of: process) }
        #expect(try terminal.leave() == 0)
    }

    @Test("no process survives a killed shell", arguments: [SIGKILL, SIGTERM, SIGHUP])
    func killed(signal: Int32) throws {
        let (terminal, processes) = try working(home: try Home(), kept: signal == SIGKILL)
        terminal.signal(signal)
        _ = try terminal.exitStatus()
        for process in processes { try waitForEnd(of: process) }
    }

    @Test("failures are shown by reason, with their counts and standard error")
    func groupsFailures() throws {
        let home = try Home()
        try home.write(
            "case $1 in --bn) echo usage >&2; echo unrecognized arguments: $1 >&2; exit 2;; esac\n"
                + "[ $2 = 3 ] && { echo out of memory >&2; exit 1; }\necho $2\n", to: "train.sh")
        let search = """
            gene bn in on, off; gene x in 1..3; population size 6 litter 1; strategy grid
            maximize output of 'sh train.sh {bn?--bn:--plain} {x}'; evolve 1
            """
        let run = try FinishedProgram.shell(["-c", search], home: home)
        #expect(run.status == 0)
        #expect(
            run.output.contains(
                """
                warning: 4 evaluations failed, for these reasons:
                  3 × it exited with status 2: unrecognized arguments: --bn
                    usage
                    unrecognized arguments: --bn
                  1 × it exited with status 1: out of memory

                """))
    }

    @Test("processes that a program leaves behind end with its evaluation", arguments: ["", "setsid "])
    func endsLeftovers(how: String) throws {
        let home = try Home()
        try home.write("\(how)sleep 1000 > /dev/null 2>&1 &\necho $! >> processes\necho 1\n", to: "program.sh")
        let search = "gene x in 1..4; population size 4 litter 1; strategy grid; workers 2"
        let check =
            "!?for p in $(cat processes); do kill -0 $p 2>/dev/null && ps -o stat= -p $p | grep -vq Z && echo alive; done"
        let run = try FinishedProgram.shell(
            [try home.write("\(search); maximize output of 'sh program.sh'; evolve 1\n\(check)\n", to: "tune.ns")],
            home: home)
        #expect(try home.read("processes").split(separator: "\n").count == 4)
        #expect(!run.output.contains("alive"))
    }

    @Test("an error in the objective is shown at its position")
    func showsMistake() throws {
        let terminal = try Terminal.shell(home: try Home())
        try terminal.enter("gene x in 1..3")
        try terminal.enter("maximize x / z")
        try terminal.enter("evolve 3")
        let shown = terminal.screen.lines.joined(separator: "\n")
        #expect(shown.contains("error: unknown name \"z\"; did you mean \"x\"?\nmaximize x / z\n             ^"))
        #expect(try terminal.leave() == 0)
    }

    @Test("a script ends with status 1 if its program fails repeatedly")
    func failsScript() throws {
        let home = try Home()
        try home.write(
            "gene x in 1..9\nmaximize output of 'false'\npopulation size 20\nevolve 3\nprint never\n", to: "tune.ns")
        let run = try FinishedProgram.shell(["tune.ns"], home: home)
        #expect(run.status == 1)
        #expect(!run.output.contains("never"))
        #expect(
            run.error.contains(
                "tune.ns:4:1: error: 10 evaluations in a row failed; the last one: it exited with status 1\n"))
    }
}
