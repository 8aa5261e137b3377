import Foundation
import Support
import Testing

@Suite("Evaluators")
struct ClusterTests {
    /// The commands of a search, without its workers.
    private static let search = """
        load iris
        training epochs 2
        population size 6
        """

    /// Returns a history without the columns that may differ: worker, seconds and source of each result.
    private func history(
        _ commands: String, workers: String, home: Home, environment: [String: String] = [:]
    ) throws -> (rows: [String], said: String) {
        let script = try home.write(
            "workers \(workers)\n\(commands)\nexport json history.json replace\n", to: "search.ns")
        let run = try FinishedProgram.shell(
            ["--memory", "none", script], home: home, environment: environment.merging(["NS": Terminal.shell]) { $1 })
        #expect(run.status == 0, "\(run.error)")
        let rows = try JSONSerialization.jsonObject(with: Data(try home.read("history.json").utf8))
        return (Self.comparable(rows), run.output + run.error)
    }

    private static func comparable(_ value: Any) -> [String] {
        (value as? [[String: Any]] ?? []).map { row in
            let kept = row.filter { !["seconds", "worker", "from_memory"].contains($0.key) }
            let text = try? JSONSerialization.data(withJSONObject: kept, options: .sortedKeys)
            return String(decoding: text ?? Data(), as: UTF8.self)
        }
    }

    @Test(
        "evaluators give the same history as threads",
        arguments: ["evolution", "steady ahead 4", "ageing ahead 8", "random"])
    func sameHistory(strategy: String) throws {
        let commands = "\(Self.search)\nstrategy \(strategy)\nevolve 2\nevolve 1"
        let home = try Home()
        let threads = try history(commands, workers: "2", home: home)
        #expect(threads.rows.count == 18)
        #expect(try history(commands, workers: "3 on processes", home: home).rows == threads.rows)
    }

    @Test("evaluators give the same history as threads for convolutional networks")
    func sameConvolutions() throws {
        let commands = """
            load digits limit 150
            network convolution 2
            training epochs 1 shift 1
            maximize accuracy - 1e-9 * multiplications
            population size 4
            evolve 2
            """
        let home = try Home()
        let threads = try history(commands, workers: "1", home: home)
        #expect(threads.rows.count == 8)
        #expect(try history(commands, workers: "2 on processes", home: home).rows == threads.rows)
    }

    @Test("evaluators run programs, also ones kept running")
    func programs() throws {
        let home = try Home()
        try home.write("while read -r line; do echo \"$line\"; done\n", to: "kept.sh")
        for kept in ["", " kept running"] {
            let program = kept.isEmpty ? "sh -c 'echo {x}'" : "sh kept.sh"
            let commands = """
                gene x in 1..1000
                maximize output of "\(program)"\(kept) repeat 2
                population size 6
                evolve 3
                """
            let threads = try history(commands, workers: "2", home: home)
            #expect(threads.rows.count == 18)
            #expect(try history(commands, workers: "2 on processes", home: home).rows == threads.rows)
        }
    }

    @Test("lost evaluators are replaced, and others take over their work")
    func lost() throws {
        let home = try Home()
        // The program kills each genome's first evaluator.
        try home.write("mkdir lost-$1 2>&- && kill -KILL $PPID && sleep 100\necho $1\n", to: "deadly.sh")
        let commands = """
            gene x in 1..1000
            maximize output of 'sh deadly.sh {x}'
            population size 6
            evolve 2
            show workers
            """
        let run = try history(commands, workers: "3 on processes", home: home)
        #expect(run.rows.count == 12)
        #expect(run.rows.allSatisfy { $0.contains("\"failure\":null") })
        #expect(run.said.contains("killed by signal 9"))
        try home.write("echo $1\n", to: "deadly.sh")
        #expect(try history(commands, workers: "2", home: home).rows == run.rows)
    }

    @Test("a genome that costs three evaluators fails, with the reason")
    func lostThrice() throws {
        let home = try Home()
        try home.write("[ $1 = 3 ] && kill -KILL $PPID && sleep 100\necho $1\n", to: "deadly.sh")
        let commands = """
            gene x in 1..4
            maximize output of 'sh deadly.sh {x}'
            population size 4
            strategy grid
            evolve 1
            """
        let run = try history(commands, workers: "2 on processes", home: home)
        let failed = run.rows.filter { $0.contains("3 evaluators were lost while evaluating it") }
        #expect(failed.count == 1)
        #expect(failed.first?.contains("\"x\":3") == true)
    }

    /// Returns a launcher that changes a field of the evaluator's hello.
    private func changing(_ field: String, to value: String) -> String {
        "\"$1\" evaluator | sed -u '/hello/s/\"\(field)\":[^,}]*/\"\(field)\":\(value)/'\n"
    }

    @Test("evaluators with different numerics are refused, with advice")
    func otherNumbers() throws {
        let home = try Home()
        try home.write(changing("numbers", to: "999"), to: "other.sh")
        let script = try home.write("\(Self.search)\nworkers 2 through 'sh other.sh {ns}'\nevolve 1\n", to: "other.ns")
        let run = try FinishedProgram.shell(["--memory", "none", script], home: home)
        #expect(run.status == 1)
        #expect(run.error.contains("no evaluator is available: version"))
        #expect(run.error.contains("uses numerics version 999, expected"))
        #expect(run.error.contains("install the same version there"))
    }

    @Test("evaluators with other instructions need the user's consent, and their results are not reused here")
    func otherInstructions() throws {
        let home = try Home()
        // Results of another processor depend on that processor.
        try home.write(
            changing("instructions", to: "\"other\"").replacing(
                "| sed -u '", with: "| sed -u 's/\"fingerprint\":\"..../\"fingerprint\":\"ffff/;"), to: "other.sh")
        func run(_ words: String) throws -> FinishedProgram {
            let script = try home.write(
                "\(Self.search)\nworkers 2 \(words)through 'sh other.sh {ns}'\nevolve 1\nworkers 1\nreset\nevolve 1\n",
                to: "other.ns")
            return try FinishedProgram.shell(["--memory", "memory.sqlite", script], home: home)
        }
        let refused = try run("")
        #expect(refused.status == 1)
        #expect(refused.error.contains("has another instruction set (other, here"))
        let accepted = try run("mixed ")
        #expect(accepted.status == 0, "\(accepted.error)")
        #expect((accepted.output + accepted.error).contains("a rerun may differ in the last bits"))
        #expect(accepted.output.components(separatedBy: "; 30 trainings in").count == 3, "\(accepted.output)")
    }

    @Test("a greeting of the machine before the hello is ignored")
    func greeted() throws {
        let home = try Home()
        try home.write("echo 'Welcome to node 1'\necho\nexec \"$@\"\n", to: "greet.sh")
        let commands = "\(Self.search)\nevolve 1"
        let threads = try history(commands, workers: "1", home: home)
        #expect(try history(commands, workers: "2 through 'sh greet.sh'", home: home).rows == threads.rows)
    }

    @Test("launchers get their words without a shell, and nothing about the search")
    func launcherWords() throws {
        let home = try Home()
        try home.write(
            """
            for word; do printf '<%s>\\n' "$word"; done >>words
            while [ "$1" != -- ]; do shift; done
            shift
            exec "$@"

            """, to: "launch.sh")
        let launcher = #"1 through "sh launch.sh '--a=\$HOME; `x`' 'b  \"c\"' --""#
        _ = try history("\(Self.search)\nevolve 1", workers: launcher, home: home)
        #expect(
            try home.read("words") == "<--a=$HOME; `x`>\n<b  \"c\">\n<-->\n<\(Terminal.shell)>\n<evaluator>\n")
    }

    @Test("evaluators get missing data once and keep them")
    func missingData() throws {
        let home = try Home()
        let rows = (0..<60).map { "\($0 % 7),\($0 % 5),\($0 % 3 == 0 ? "yes" : "no")" }.joined(separator: "\n")
        let table = "a,b,label\n\(rows)\n"
        try home.write(table, to: "table.csv")
        let commands = """
            load csv table.csv label label
            training epochs 2
            population size 6
            evolve 2
            """
        let threads = try history(commands, workers: "2", home: home)
        // The file is deleted after loading, so that evaluators cannot find it.
        let without = commands.replacing("training epochs", with: "! rm table.csv\ntraining epochs")
        for _ in 0..<2 {
            try home.write(table, to: "table.csv")
            #expect(try history(without, workers: "3 on processes", home: home).rows == threads.rows)
            let kept = try FileManager.default.contentsOfDirectory(atPath: "\(home.path)/cache/ns/datasets/received")
            #expect(kept.filter { !$0.hasSuffix(".lock") }.count == 1)
        }
    }

    @Test("evaluators with different program files are refused if results are remembered")
    func otherFiles() throws {
        let home = try Home()
        try home.write("echo 1\n", to: "program.sh")
        try FileManager.default.createDirectory(atPath: "\(home.path)/there", withIntermediateDirectories: true)
        // The evaluator's folder has a different program.
        try home.write("echo 42\n", to: "there/program.sh")
        try home.write(
            """
            sed -u 's|"folder":"[^"]*"|"folder":"\(home.path)/there"|' | "$1" evaluator

            """, to: "launch.sh")
        let script = try home.write(
            """
            gene x in 1..9
            maximize output of 'sh program.sh {x}' remember
            population size 4
            workers 1 through 'sh launch.sh {ns}'
            evolve 1

            """, to: "search.ns")
        let run = try FinishedProgram.shell(["--memory", "none", script], home: home)
        #expect(run.status == 1)
        #expect(run.error.contains("check that it runs in the same folder with the same program files"))
    }

    @Test("evaluators end when another choice replaces them")
    func letGo() throws {
        let home = try Home()
        try home.write("echo $$ >>evaluators\nexec \"$@\"\n", to: "launch.sh")
        let run = try history(
            "\(Self.search)\nevolve 1\nworkers 2\n! for p in $(cat evaluators); do kill -0 $p && echo left; done; true",
            workers: "2 through 'sh launch.sh'", home: home)
        #expect(!run.said.contains("left\n"))
        #expect(try home.read("evaluators").split(separator: "\n").count == 2)
    }

    @Test("an unreadable file of launchers is reported when a launcher is needed")
    func brokenProfiles() throws {
        let home = try Home()
        try home.write("{", to: ".config/ns/launchers.json")
        let run = try FinishedProgram.shell(["-c", "workers 2 on gpu"], home: home)
        #expect(run.status == 1)
        #expect(run.error.contains(".config/ns/launchers.json: expected {\"NAME\""))
    }

    @Test("if no evaluator starts, the command fails with the launcher's message")
    func neverCome() throws {
        let home = try Home()
        try home.write("echo 'no queue of that name' >&2\nexit 3\n", to: "queue.sh")
        let script = try home.write("\(Self.search)\nworkers 2 through 'sh queue.sh'\nevolve 1\n", to: "queue.ns")
        let run = try FinishedProgram.shell(["--memory", "none", script], home: home)
        #expect(run.status == 1)
        #expect(run.error.contains("its launcher exited with status 3: no queue of that name"))
        let missing = try FinishedProgram.shell(["-c", "workers 2 through 'srnu -n 1'"], home: home)
        #expect(missing.status == 1)
        #expect(missing.error.contains("there is no program \"srnu\""))
    }

    @Test("evaluators end with the shell, however it ends", arguments: [nil, SIGKILL, SIGTERM])
    func leave(signal: Int32?) throws {
        let home = try Home()
        try home.write("echo $PPID >>evaluators\nsleep 1000 &\necho $! >>evaluators\nwait\n", to: "program.sh")
        let terminal = try Terminal.shell(home: home)
        for command in ["gene x in 1..9", "maximize output of 'sh program.sh'", "workers 2 on processes"] {
            try terminal.enter(command)
        }
        terminal.type("evolve 3")
        terminal.press(.enter)
        func processes() -> [Int32] {
            ((try? home.read("evaluators")) ?? "").split(separator: "\n").compactMap { Int32($0) }
        }
        try terminal.wait(for: "two evaluations") { _ in processes().count == 4 }
        if let signal {
            terminal.signal(signal)
            _ = try terminal.exitStatus()
        } else {
            terminal.press(.controlC)
            try terminal.waitForPrompt()
            #expect(try terminal.leave() == 0)
        }
        for process in processes() { try waitForEnd(of: process) }
    }

    @Test("continuing after Ctrl-C gives the same history")
    func interrupted() throws {
        let home = try Home()
        let commands = "load digits validation 15%\ntraining epochs 20\npopulation size 6"
        let expected = try history("\(commands)\nevolve 2", workers: "2", home: home).rows
        let terminal = try Terminal.shell(["--memory", "none"], home: home)
        try terminal.enter("workers 2 on processes")
        for command in commands.split(separator: "\n") { try terminal.enter(String(command)) }
        terminal.type("evolve 2")
        terminal.press(.enter)
        try terminal.wait(for: "a network") { screen in
            (1...5).contains { number in screen.lines.contains { $0.contains("\(number)/6") } }
        }
        terminal.press(.controlC)
        try terminal.waitForPrompt()
        try terminal.enter("evolve 2")
        try terminal.enter("export json history.json replace")
        let rows = try JSONSerialization.jsonObject(with: Data(try home.read("history.json").utf8))
        #expect(Self.comparable(rows).prefix(12) == expected[...])
        #expect(try terminal.leave() == 0)
    }

    @Test("`show workers` lists evaluators before and after their work")
    func show() throws {
        let home = try Home()
        let run = try history(
            "\(Self.search)\nshow workers\nevolve 1\nshow workers", workers: "2 on processes", home: home)
        #expect(run.said.contains("evaluators start when there is something to evaluate"))
        #expect(run.said.contains("2 of 2 evaluators are connected"))
        #expect(run.said.contains("idle"))
    }
}
