import Foundation
import Memory
import Reports
import Support
import Testing

@Suite struct ExperimentTests: RunsExperiments {
    private static let bits = "gene x0..x19 in 0, 1; maximize sum(x0..x19); population size 10; "
    private static let elitism = """
        experiment "elitism" seeds 1..8 evolve 5
        way "none" population elitism 0%
        way "20%"
          population elitism 20%
        end
        """

    // MARK: - Runs

    @Test func `each run is the search that its seed and its way give alone`() async throws {
        let talking = Talking()
        let report = try await experiment(Self.bits + Self.elitism, in: talking)
        #expect(report.finished == 16 && report.runs == 16 && report.evaluations == 50)
        let runs = try await lines(talking, "export csv FILE of experiment").dropFirst()
        #expect(runs.count == 16)
        for run in runs {
            let cells = run.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let elitism = cells[0] == "none" ? "0%" : "20%"
            let alone = Talking()
            try await alone.say(Self.bits + "population elitism \(elitism); seed \(cells[1]); evolve 5")
            try await alone.say("expect fittest = \(cells[5]) and evaluations = \(cells[3])")
        }
    }

    @Test func `the session itself does not change`() async throws {
        let talking = Talking()
        try await talking.say(Self.bits + "seed 3; let p 10%; evolve 2")
        let before = try await talking.table("show population")
        _ = try await experiment(Self.elitism, in: talking)
        #expect(try await talking.table("show population") == before)
        try await talking.say("expect generation = 2 and seed = 3; evolve 1; expect generation = 3")
    }

    @Test(arguments: ["", "evolve 3"])
    func `results do not depend on the number of workers`(before: String) async throws {
        func rows(_ workers: Int) async throws -> [[String]] {
            let talking = Talking(workers: workers)
            let report = try await experiment("\(Self.bits)\(before)\n\(Self.elitism)", in: talking)
            return report.table.rows + [report.sentences]
                + [try await lines(talking, "export csv FILE of experiment generations")]
        }
        let one = try await rows(1)
        #expect(one.count == 4)
        for workers in [2, 3] { #expect(try await rows(workers) == one) }
    }

    @Test func `loops define ways, and a way may have several commands or none`() async throws {
        let report = try await experiment(
            Self.bits + """
                experiment e seeds 4, 7 evolve 2
                way 'as set'
                way random
                strategy random
                population litter 1
                for k in 2..3
                  way "tournament of $k" population selection tournament of $k
                end
                end
                """)
        #expect(report.ways.map(\.name) == ["as set", "random", "tournament of 2", "tournament of 3"])
        #expect(report.seeds == 2 && report.finished == 8)
    }

    // MARK: - Stopping and continuing

    private static let reals =
        "gene x0..x19 in 0.0..1.0; minimize sum(x0..x19); population size 60; strategy evolution\n"
    private static let long =
        reals + """
            experiment "long" seeds 1..4 evolve 100
            way "a" population mutation 10%
            way "b" population mutation 40%
            end
            """

    @Test func `a stopped experiment continues to the same result`() async throws {
        let whole = Talking(workers: 1)
        let wanted = try await experiment(Self.long, in: whole)
        let talking = Talking(workers: 1)
        let stopped = try await stoppedExperiment(Self.long, in: talking) { $0.finished >= 3 }
        #expect(stopped.finished > 0 && stopped.finished < 8)
        #expect(stopped.warnings.last?.contains("`resume experiment`") == true)
        // The unfinished search is saved as well.
        let folder = try TemporaryFolder()
        let other = Talking(workers: 2)
        try await talking.say("save session '\(folder.path)/half.session'")
        let report = try await experiment(
            "open session '\(folder.path)/half.session' trust; resume experiment", in: other)
        #expect(report.table == wanted.table && report.sentences == wanted.sentences)
        let table = try await lines(whole, "export csv FILE of experiment generations")
        #expect(try await lines(other, "export csv FILE of experiment generations") == table)
    }

    @Test func `stopping before the first run keeps nothing but a search to continue`() async throws {
        let talking = Talking(workers: 1)
        try await talking.say(Self.reals)
        var looks = 0
        // The block and each way look once.
        let reports = try await talking.say(String(Self.long.dropFirst(Self.reals.count))) {
            looks += 1
            return looks > 3
        }
        guard case .message(let text, _)? = reports.last else {
            Issue.record("\(reports)")
            return
        }
        #expect(text == "stopped before the first run was finished; `resume experiment` continues")
        #expect(
            await talking.error("show experiment")
                == "no run of the experiment is finished yet; try `resume experiment`")
        #expect(try await experiment("resume experiment", in: talking).finished == 8)
    }

    private static func counting(_ folder: TemporaryFolder) -> String {
        """
        gene x in 1..9999
        minimize output of 'sh -c "echo {x} >> \(folder.path)/calls; expr {x} % 97"'
        population size 4 litter 1; strategy evolution
        experiment "program" seeds 1..2 evolve 3
        way "half" population elitism 50%
        way "none" population elitism 0%
        end
        """
    }

    private func calls(_ folder: TemporaryFolder) throws -> Int {
        try String(contentsOfFile: "\(folder.path)/calls", encoding: .utf8).split(separator: "\n").count
    }

    @Test func `a program is called once for each evaluation, also after Ctrl-C`() async throws {
        let folder = try TemporaryFolder()
        let wanted = try await experiment(Self.counting(folder), in: Talking(workers: 1))
        let expected = try calls(folder)
        #expect(wanted.finished == 4 && expected <= 48)
        let other = try TemporaryFolder()
        let talking = Talking(workers: 2)
        let path = other.path
        _ = try await talking.say(Self.counting(other)) {
            // Stops within the second run.
            let text = (try? String(contentsOfFile: "\(path)/calls", encoding: .utf8)) ?? ""
            return text.count(where: { $0 == "\n" }) >= 18
        }
        #expect(try calls(other) < expected)
        let report = try await experiment("resume experiment", in: talking)
        #expect(report.table == wanted.table)
        // A birth that was under way when it was stopped may be measured again.
        #expect(try calls(other) <= expected + 2)
    }

    @Test func `networks are remembered between runs and experiments`() async throws {
        let talking = Talking(workers: 3)
        let text = """
            load iris; training epochs 1; population size 3 litter 1
            experiment "networks" seeds 1..2 evolve 1
            way "short" training patience 1
            way "more" population mutation 100%
            end
            """
        let report = try await experiment(text, in: talking)
        #expect(report.finished == 4 && report.objective == "validation accuracy")
        try await talking.say("forget experiment")
        let again = try await experiment(text.replacing("load iris; ", with: ""), in: talking)
        #expect(again.table == report.table)
        let one = try await experiment(text, in: Talking(workers: 1))
        #expect(one.table == report.table)
    }

    @Test func `more seeds and ways reuse the finished runs`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking(workers: 1)
        _ = try await experiment(Self.counting(folder), in: talking)
        let before = try calls(folder)
        _ = try await experiment(Self.counting(folder), in: talking)
        #expect(try calls(folder) == before)
        let more = Self.counting(folder).replacing("1..2", with: "1..3")
        let report = try await experiment(more, in: talking)
        #expect(report.finished == 6)
        #expect(try calls(folder) <= before + before / 2 + 12 && calls(folder) > before)
    }

    // MARK: - Keeping

    @Test func `undo restores the earlier experiment`() async throws {
        let talking = Talking()
        _ = try await experiment(Self.bits + "experiment first seeds 1..2 evolve 1; way a; end", in: talking)
        _ = try await experiment("experiment second seeds 1..2 evolve 1; way a; end", in: talking)
        #expect(try await experiment("undo; show experiment", in: talking).name == "first")
        try await talking.say("forget experiment")
        #expect(await talking.error("show experiment")?.hasPrefix("there is no experiment yet") == true)
        #expect(try await experiment("undo; show experiment", in: talking).name == "first")
    }

    @Test func `a recorded experiment is replayed`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        let text = "let p 30%\nexperiment 'it''s' seeds 1..3 evolve 2\nway \"mutation $p\" population mutation $p\nend"
            .replacing("it''s", with: "its")
        let report = try await experiment(Self.bits + text, in: talking)
        try await talking.say("record '\(folder.path)/record.ns'")
        let script = try String(contentsOfFile: "\(folder.path)/record.ns", encoding: .utf8)
        #expect(script.contains("way 'mutation 30%'\npopulation mutation 30%\nend\n"), "\(script)")
        let other = Talking()
        try await other.say("run '\(folder.path)/record.ns'")
        #expect(try await experiment("show experiment", in: other).table == report.table)
    }

    // MARK: - Errors

    @Test(arguments: [
        ("experiment e seeds 1..3 evolve 1; end", "the experiment has no ways"),
        ("experiment e seeds 1..3 evolve 1; way a; way a; end", "the way \"a\" is defined twice"),
        ("experiment e seeds 1..3 evolve 1; population size 4; end", "this setting belongs to no way"),
        ("experiment e seeds 1..3 evolve 1; way a; evolve 3; end", "`evolve` cannot be part of a way"),
        ("experiment e seeds 1..3 evolve 1; way a minimize x; end", "`minimize` cannot be part of a way"),
        ("experiment e seeds 1..3 evolve 1; way a gene x in 1..0; end", "gene x"),
        ("experiment e seeds 1..3 evolve 1; way a; gene remove x; gene y in 1..3; end", "the way \"a\": "),
        ("experiment e seeds 1..3; way a; end", "expected `evolve N`"),
        ("experiment e seeds 1, 1 evolve 2; way a; end", "different whole numbers"),
        ("experiment e seeds 0..1e9 evolve 2; way a; end", "different whole numbers"),
        ("experiment e seeds 1..2 evolve 1; experiment f evolve 1; way a; end; end", "cannot contain another one"),
        ("way a", "`way` belongs between `experiment` and `end`"),
        ("resume experiment", "there is no experiment yet"),
        ("plot experiment", "there is no experiment yet"),
    ])
    func `mistakes are explained and change nothing`(text: String, message: String) async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9; maximize x; population size 5; evolve 1")
        let error = await talking.error(text)
        #expect(error?.contains(message) == true, "\(error ?? "no error")")
        try await talking.say("expect generation = 1")
        #expect(await talking.error("show experiment")?.hasPrefix("there is no experiment yet") == true)
        #expect(try await experiment("experiment e seeds 1..2 evolve 1; way a; end", in: talking).finished == 2)
    }

    @Test func `an experiment continues only with its own objective`() async throws {
        let talking = Talking(workers: 1)
        _ = try await stoppedExperiment(Self.long, in: talking) { $0.finished >= 1 }
        try await talking.say("maximize x0")
        #expect(
            await talking.error("resume experiment")?.hasPrefix("the objective or the data have changed") == true)
    }
}
