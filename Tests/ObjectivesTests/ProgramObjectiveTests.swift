import Evolution
import Expressions
import Foundation
import Networks
import Objectives
import Support
import Testing
import Time

/// A program over some genes, and its genomes.
private struct Asked {
    let objective: ProgramObjective
    let genus: Genus

    init(
        _ command: String, genes: [Gene] = [Gene("x", in: .integers(first: 0, last: 100, step: 1, scale: .linear))],
        kept: Bool = false, timeout: Double? = nil, repeats: Int? = nil, seed: Int = 1, time: TimeSource = .machine
    ) throws {
        genus = try Genus(genes)
        objective = try ProgramObjective(
            ProgramSettings(
                command: try CommandTemplate(parsing: command), isKeptRunning: kept, timeout: timeout, repeats: repeats),
            direction: .maximize, genus: genus, seed: seed, time: time)
    }

    func scores(_ values: [String: GeneValue] = ["x": .integer(7)]) throws -> [String: Double] {
        let genome = try genus.genome(from: values)
        let measured = try (0..<objective.parts).map { part in
            try objective.measure(genome, part: part, cancellation: Cancellation()) { _ in }
        }
        var scores = ["output": objective.outcome(of: genome, measured: measured).fitness ?? .nan]
        scores["deviation"] = objective.deviation(of: genome, measured: measured)
        return scores
    }

    func answer(_ x: Int = 7) throws -> Double { try scores(["x": .integer(x)])["output"] ?? .nan }

    /// Returns the reason that there is no answer.
    func failure(_ x: Int = 7) -> String {
        do {
            return "answered \(try answer(x))"
        } catch {
            return "\(error)"
        }
    }
}

/// Returns a command for `sh` as a word of a command line.
private func sh(_ script: String) -> String {
    "sh -c '\(script.replacing("{", with: "{{"))'"
}

@Suite struct ProgramObjectiveTests {
    @Test(arguments: [
        ("0.5\n", 0.5), ("epoch 3\nscore: 0.93 of 1.0\n\n  \n", 1.0), ("-1e-3", -1e-3), ("loss=2.5", 2.5),
        ("a\r 10%|x\r20% done .25\n", 0.25), ("the result is 12.", 12), ("v2 3 v4", 3), ("a 5-6 7_8", 5),
        ("[1, 2]", 2), ("x: +4", 4), ("λ 8 λ9", 8), (".5", 0.5),
    ])
    func `the last number of the last line is the fitness`(text: String, wanted: Double) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(text.utf8), to: "said")
        // 5-6 and 7_8 are not separate numbers.
        if text == "a 5-6 7_8" {
            #expect(try Asked("cat \(path)").failure().contains("expected a number"))
        } else {
            #expect(try Asked("cat \(path)").answer() == wanted)
        }
    }

    @Test func `values are passed as words, never as syntax, and genes are environment variables too`() throws {
        let folder = try TemporaryFolder()
        let nasty = "a b'; touch \(folder.path)/made; echo $(id) {x} \""
        let asked = try Asked(
            "sh -c 'printf %s \"$1\" > \(folder.path)/word; printf %s \"$NS_w\" > \(folder.path)/variable; echo $#' sh {w} {x}",
            genes: [Gene("w", in: .list([.text(nasty)])), Gene("x", in: .list([.real(0.1)]))])
        #expect(try asked.scores(["w": .text(nasty), "x": .real(0.1)])["output"] == 2)
        for name in ["word", "variable"] {
            #expect(try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8) == nasty)
        }
        #expect(folder.names == ["variable", "word"])
    }

    @Test(arguments: [
        (sh("echo 3; echo oh no >&2; exit 4"), "it exited with status 4: oh no"),
        (sh("kill -9 $$"), "it was killed by signal 9"),
        ("true", "it printed nothing, expected a number"),
        ("echo no idea", "it printed \"no idea\", expected a number"),
        ("echo 1 nan", "it printed \"1 nan\", which is not a finite number"),
        ("echo -inf", "it printed \"-inf\", which is not a finite number"),
        ("sleep 1000", "it gave no answer within 90 s"),
        ("sleep 1001", "it gave no answer within 0.5 s"),
    ])
    func `a program without a number fails with the reason`(command: String, wanted: String) throws {
        let timeout: Double? = command.hasPrefix("sleep") ? command == "sleep 1000" ? 90 : 0.5 : nil
        // An hour passes with each reading of the clock, so that nothing waits.
        let time = ManualTime(step: .seconds(3_600)).source
        #expect(try Asked(command, timeout: timeout, time: time).failure() == wanted)
    }

    @Test func `output of any size and without a final newline is accepted`() throws {
        #expect(try Asked(sh("head -c 50000000 /dev/zero | tr \"\\000\" x; echo; printf 5")).answer() == 5)
        #expect(
            try Asked(sh("head -c 50000000 /dev/zero | tr \"\\000\" x >&2; head -c 9000000 /dev/zero; exit 1"))
                .failure().hasPrefix("it exited with status 1: xxxx"))
    }

    @Test func `processes left behind end with the time limit and with the evolution`() throws {
        let folder = try TemporaryFolder()
        for (start, ending, timeout) in [
            ("sleep 1000 & echo $!;", "wait", 90.0), ("sleep 1000 & echo $!;", "echo 1", nil),
            // Processes that leave the group.
            ("setsid sh -c \"echo \\$\\$; exec sleep 1000\" &", "wait", 90.0),
            ("setsid sh -c \"echo \\$\\$; exec sleep 1000\" &", "echo 1", nil),
        ] {
            let left = "\(folder.path)/left"
            // The time limit ends as soon as it has left a process behind.
            let time = ManualTime.leaping(by: .seconds(3_600)) {
                FileManager.default.contents(atPath: left)?.contains(UInt8(ascii: "\n")) == true
            }
            let asked = try Asked(
                sh(
                    "{ \(start) } > \(left); until [ -s \(left) ]; do sleep 0.01; done; sh -c \"sleep 1000\" & \(ending)"
                ),
                timeout: timeout, time: time)
            _ = asked.failure()
            let text = try String(contentsOfFile: left, encoding: .utf8)
            try FileManager.default.removeItem(atPath: left)
            let process = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
            asked.objective.close()
            try waitForEnd(of: process)
        }
    }

    @Test func `a missing program is reported before the first evaluation`() {
        #expect(throws: ObjectiveError.noProgram("zzqqxxvv", suggestion: nil)) { try Asked("zzqqxxvv {x}") }
        #expect(throws: ObjectiveError.noProgram("./nowhere", suggestion: nil)) { try Asked("./nowhere") }
        #expect(throws: ObjectiveError.noProgram("slep", suggestion: "sleep")) { try Asked("slep 1") }
    }

    @Test func `repeated calls with different seeds are averaged, and their deviation is kept`() throws {
        let scores = try Asked("echo {seed}", repeats: 3, seed: 5).scores()
        #expect(scores == ["output": 6, "deviation": 1])
        #expect(try Asked(sh("echo $NS_seed"), repeats: 2).scores()["output"] == 1.5)
        // A gene called `seed` takes precedence.
        let seeds = [Gene("seed", in: .list([.integer(40)]))]
        #expect(try Asked("echo {seed}", genes: seeds, repeats: 3).scores(["seed": .integer(40)])["output"] == 40)
    }
}

@Suite struct KeptProgramTests {
    @Test func `a program that is kept running starts once and answers line by line`() throws {
        let asked = try Asked(sh("while read -r line; do n=$((n + 1)); echo answer $n; done"), kept: true)
        defer { asked.objective.close() }
        for wanted in 1...20 { #expect(try asked.answer() == Double(wanted)) }
    }

    @Test func `it receives one JSON object per line, with the genes in order`() throws {
        let folder = try TemporaryFolder()
        let genes = [
            Gene("lr", in: .list([.real(0.001)])), Gene("name", in: .list([.text("a\"b\\c\n")])),
            Gene("depth", in: .list([.integer(3)])),
            Gene("width", in: .list([.integer(1)]), when: .compare(gene: "depth", .above, 5)),
        ]
        let script = "while read -r line; do printf \"%s\\n\" \"$line\" >> \(folder.path)/asked; echo 1; done"
        for repeats in [nil, 2] {
            let asked = try Asked(sh(script), genes: genes, kept: true, repeats: repeats)
            _ = try asked.scores([
                "lr": .real(0.001), "name": .text("a\"b\\c\n"), "depth": .integer(3),
            ])
            asked.objective.close()
        }
        let lines = try String(contentsOfFile: "\(folder.path)/asked", encoding: .utf8).split(separator: "\n")
        let genome = #""lr": 0.001, "name": "a\"b\\c\n", "depth": 3, "width": null"#
        #expect(lines == ["{\(genome)}", "{\(genome), \"seed\": 1}", "{\(genome), \"seed\": 2}"])
    }

    @Test func `a program that ends is restarted, without a failure if it had answered before`() throws {
        let asked = try Asked(sh("read -r a; echo 1; read -r b; echo 2"), kept: true)
        defer { asked.objective.close() }
        #expect(try (0..<6).map { _ in try asked.answer() } == [1, 2, 1, 2, 1, 2])
        let mute = try Asked(sh("read -r a; echo broken >&2; exit 3"), kept: true)
        #expect(mute.failure() == "it gave no answer: it exited with status 3: broken")
    }

    @Test func `unrequested lines do not become answers`() throws {
        let talkative = try Asked(sh("while read -r line; do printf \"1\\n2\\n\"; done"), kept: true)
        defer { talkative.objective.close() }
        #expect(talkative.failure() == "it answered with more than one line; expected one line for each line of input")
        let greeting = try Asked(sh("echo loading; read -r line; sleep 1000"), kept: true)
        defer { greeting.objective.close() }
        #expect(greeting.failure().contains("\"loading\""))
    }

    @Test func `a program that is too slow is ended and restarted`() throws {
        let folder = try TemporaryFolder()
        let slow = "\(folder.path)/slow"
        let asked = try Asked(
            sh("while read -r line; do case $line in *9*) touch \(slow); sleep 1000;; esac; echo 4; done"), kept: true,
            timeout: 3, time: ManualTime.leaping(by: .seconds(4)) { FileManager.default.fileExists(atPath: slow) })
        defer { asked.objective.close() }
        #expect(try asked.answer(1) == 4)
        #expect(asked.failure(9) == "it gave no answer within 3 s")
        #expect(try asked.answer(2) == 4)
    }

    @Test func `long lines are passed on, and standard error never blocks the program`() throws {
        let genes = (0..<20_000).map { Gene("gene_with_a_long_name_\($0)", in: .list([.integer(1)])) }
        let asked = try Asked(
            sh("while read -r line; do head -c 300000 /dev/zero >&2; echo ${#line}; done"), genes: genes, kept: true)
        defer { asked.objective.close() }
        let values = Dictionary(uniqueKeysWithValues: genes.map { ($0.name, GeneValue.integer(1)) })
        let first = try asked.scores(values)["output"] ?? 0
        #expect(first > 600_000)
        #expect(try asked.scores(values)["output"] == first)
    }
}
