import Foundation
import Memory
import Randomness
import Support
import Testing

/// Searches with rungs in the real shell: on evaluators, and killed while trainings pause.
@Suite struct RungShellTests {
    private static let networks =
        "load digits limit 300; genes clear; gene neurons0 in 4, 8, 16, 32; gene learning_rate in 1e-4..0.1 log; "
        + "training epochs 1..9 patience 9; population size 8 litter 1"

    /// Returns a history without the columns that may differ: worker, seconds and source of each result.
    private static func rows(_ commands: String, workers: String, home: Home) throws -> [String] {
        let script = try home.write(
            "workers \(workers)\n\(commands)\nexport json history.json replace\n", to: "search.ns")
        let run = try FinishedProgram.shell(
            ["--memory", "none", script], home: home, environment: ["NS": Terminal.shell])
        #expect(run.status == 0, "\(run.error)")
        let rows = try JSONSerialization.jsonObject(with: Data(try home.read("history.json").utf8))
        return (rows as? [[String: Any]] ?? []).map { row in
            let kept = row.filter { !["seconds", "worker", "from_memory"].contains($0.key) }
            let text = try? JSONSerialization.data(withJSONObject: kept, options: .sortedKeys)
            return String(decoding: text ?? Data(), as: UTF8.self)
        }
    }

    @Test(arguments: ["strategy evolution", "strategy steady ahead 4"], ["halving", "surrogate"])
    func
        `evaluators give the same history as threads`(_ strategy: String, _ rule: String) throws
    {
        let home = try Home()
        let commands = "\(Self.networks)\n\(strategy)\ntraining stopping \(rule)\nevolve 2"
        let threads = try Self.rows(commands, workers: "2", home: home)
        #expect(threads.count == 16)
        #expect(threads.contains { $0.contains("\"stopping\":\"\(rule)\"") })
        for workers in ["1 on processes", "3 on processes", "2 through 'sh -c \"exec \\\"\\$NS\\\" evaluator\"'"] {
            #expect(try Self.rows(commands, workers: workers, home: home) == threads, "\(workers)")
        }
    }

    @Test func `programs that continue give the same history on evaluators`() throws {
        let home = try Home()
        // The folder is another one on another evaluator: the program begins again there.
        try home.write(
            """
            done=$(cat "$3/epochs" 2>/dev/null || echo 0)
            [ "$done" -le "$2" ] || exit 1
            echo "$2" > "$3/epochs"
            echo $(($1 * $2 % 97))
            """, to: "train.sh")
        let commands = """
            gene x in 1..1000; population size 9 litter 1
            maximize output of 'sh train.sh {x} {epochs} {checkpoint}' epochs 1..27 remember
            evolve 3
            """
        let threads = try Self.rows(commands, workers: "2", home: home)
        #expect(threads.count == 27)
        #expect(try Self.rows(commands, workers: "3 on processes", home: home) == threads)
    }

    private static let whole = Result { () throws -> (history: [String], evaluations: Int) in
        let home = try Home()
        let result = try FinishedProgram.shell(
            ["-c", "\(networks); evolve 3; export csv out.csv"], home: home)
        try #require(result.status == 0, "\(result.error)")
        return (try home.history(), home.memory.facts.evaluations)
    }

    @Test(arguments: 0..<3) func `a shell killed while trainings pause continues, and trains nothing that was finished`(
        seed: Int
    ) throws {
        let whole = try Self.whole.get()
        let home = try Home()
        var generator = Generator(seed: UInt64(seed))
        let shell = try WatchedProgram(
            ["-c", "\(Self.networks); print 'begun'; evolve 3; print 'done'"], home: home)
        #expect(shell.wait(forLine: "begun"))
        let wanted = 1 + generator.below(whole.evaluations)
        while shell.isRunning, home.memory.facts.evaluations < wanted { sched_yield() }
        _ = shell.kill()
        _ = try RandomKills.startAgain(home)
        _ = try home.continueKilled(Self.networks, generations: 3)
        #expect(try home.history() == whole.history)
        let facts = home.memory.facts
        #expect(facts.evaluations == whole.evaluations)
        // Each rung of each network was measured once: a paused training begins again, but no result is replaced.
        #expect(facts.measurements == facts.evaluations)
    }
}
