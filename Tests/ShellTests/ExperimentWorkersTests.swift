import Foundation
import Support
import Testing

/// Experiments of the real binary: on evaluators, and killed in the middle.
@Suite("Experiments on evaluators")
struct ExperimentWorkersTests {
    /// Runs an experiment and returns its table of generations and what was printed.
    private func generations(
        _ setup: String, workers: String, ways: String, home: Home
    ) throws -> (table: [String], said: String) {
        let script = try home.write(
            """
            workers \(workers)
            \(setup)
            experiment "workers" seeds 1..3 evolve 3
            \(ways)
            end
            export csv steps.csv of experiment generations replace
            """, to: "experiment.ns")
        let run = try FinishedProgram.shell(
            ["--memory", "none", script], home: home, environment: ["NS": Terminal.shell])
        #expect(run.status == 0, "\(run.error)")
        let table = try home.read("steps.csv").split(whereSeparator: \.isNewline).map(String.init)
        return (table, run.output + run.error)
    }

    @Test(
        "evaluators give the same experiment as threads",
        arguments: ["2 on processes", "3 through 'nice -n 1'", "2 mixed losses 3 on processes"])
    func networks(workers: String) throws {
        let home = try Home()
        let setup = "load iris limit 60; training epochs 1..3; population size 4 litter 1"
        let ways = "way 'rungs'; way 'whole' training epochs 3; way 'random' strategy random"
        let threads = try generations(setup, workers: "2", ways: ways, home: home)
        #expect(threads.table.count == 28)
        #expect(try generations(setup, workers: workers, ways: ways, home: home).table == threads.table)
    }

    @Test("evaluators run the programs of an experiment, and a killed one is replaced")
    func programs() throws {
        let home = try Home()
        try home.write("expr $1 % 97\n", to: "sound.sh")
        // Kills the evaluator that measures a genome first.
        try home.write("mkdir lost-$1 2>&- && kill -KILL $PPID && sleep 100\nexpr $1 % 97\n", to: "deadly.sh")
        func setup(_ program: String) -> String {
            "gene x in 1..9999; minimize output of 'sh \(program).sh {x}'; population size 3 litter 1; strategy evolution"
        }
        let ways = "way 'half' population elitism 50%; way 'none' population elitism 0%"
        let threads = try generations(setup("sound"), workers: "2", ways: ways, home: home)
        #expect(threads.table.count == 19)
        let evaluators = try generations(setup("deadly"), workers: "2 on processes", ways: ways, home: home)
        #expect(evaluators.table == threads.table)
        // Each genome killed one evaluator.
        let files = try FileManager.default.contentsOfDirectory(atPath: home.path)
        #expect(files.contains { $0.hasPrefix("lost-") })
    }

    @Test("functions of genes run here, whatever the workers are")
    func functions() throws {
        let home = try Home()
        let setup = "gene x0..x9 in 0, 1; maximize sum(x0..x9); population size 4"
        let ways = "way 'a'; way 'b' population mutation 50%"
        let threads = try generations(setup, workers: "1", ways: ways, home: home)
        #expect(try generations(setup, workers: "2 on processes", ways: ways, home: home).table == threads.table)
    }

    @Test("a shell that is killed in the middle of an experiment continues to the same result")
    func killed() throws {
        // The program kills the shell at the fortieth call.
        let program = """
            echo $1 >> calls
            [ "$(wc -l < calls)" = "$LAST" ] && kill -KILL $PPID && sleep 100
            expr $1 % 97

            """
        let script = """
            gene x in 1..9999
            minimize output of 'sh program.sh {x}'
            population size 4 litter 1; strategy evolution
            experiment "program" seeds 1..4 evolve 3
            way "half" population elitism 50%
            way "none" population elitism 0%
            end

            """
        let export = "export csv steps.csv of experiment generations replace"
        func table(_ home: Home) throws -> String { try home.read("steps.csv") }
        let whole = try Home()
        try whole.write(program, to: "program.sh")
        let undisturbed = try whole.write(script + export, to: "a.ns")
        #expect(try FinishedProgram.shell(["--workers", "1", undisturbed], home: whole).status == 0)
        let home = try Home()
        try home.write(program, to: "program.sh")
        let path = try home.write(script, to: "a.ns")
        let killed = try FinishedProgram.shell(["--workers", "1", path], home: home, environment: ["LAST": "40"])
        #expect(killed.status == 128 + 9)
        let before = try home.calls()
        // What the shell had saved, at most once a second and after each run, is not repeated.
        let looked = try FinishedProgram.shell(
            ["--workers", "1", "-c", "resume; export csv runs.csv of experiment"], home: home)
        #expect(looked.status == 0, "\(looked.error)")
        let finished = try home.read("runs.csv").split(whereSeparator: \.isNewline).count - 1
        // Three runs of 12 calls ended before the kill; the third may still have been on its way to the file.
        #expect(finished >= 2)
        // A script that only looks leaves the interrupted session to the next one.
        let continued = try FinishedProgram.shell(
            ["--workers", "1", "-c", "resume; resume experiment; \(export)"], home: home)
        #expect(continued.status == 0, "\(continued.error)")
        #expect(try table(home) == table(whole))
        #expect(try home.calls() - before <= 96 - 12 * finished)
        // So does one that continued it, with what it reached.
        let again = try FinishedProgram.shell(
            ["--workers", "1", "-c", "resume; export csv steps.csv of experiment generations replace"], home: home)
        #expect(again.status == 0, "\(again.error)")
        #expect(try table(home) == table(whole))
    }
}

extension Home {
    /// The number of times that the program was called.
    fileprivate func calls() throws -> Int { try read("calls").count(where: { $0 == "\n" }) }
}
