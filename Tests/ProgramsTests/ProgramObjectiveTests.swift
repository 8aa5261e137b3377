import Evolution
import Expressions
import Foundation
import Networks
import Objectives
import Programs
import Support
import Testing
import Time

/// A program over some genes, and its genomes.
private struct Asked {
    let objective: ProgramObjective
    let genus: Genus

    init(
        _ command: String, genes: [Gene] = [Gene("x", in: .integers(first: 0, last: 100, step: 1, scale: .linear))],
        kept: Bool = false, timeout: Double? = nil, repeats: Int? = nil, seed: Int = 1, spellings: Spellings = [:],
        time: TimeSource = .machine
    ) throws {
        genus = try Genus(genes)
        objective = try ProgramObjective(
            ProgramSettings(
                command: try CommandTemplate(parsing: command), isKeptRunning: kept, timeout: timeout, repeats: repeats),
            direction: .maximize, genus: genus, seed: seed, spellings: spellings, time: time)
    }

    func scores(_ values: [String: GeneValue] = ["x": .integer(7)]) throws -> [String: Double] {
        let genome = try genus.genome(from: values)
        let measured = try (0..<objective.parts).map { part in
            try objective.measure(objective.prepare(genome), part: part, cancellation: Cancellation()) { _ in }
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
        ("a\r 10%|x\r20% done .25\n", 0.25), ("the result is 12.", 12), ("[1, 2]", 2), ("x: +4", 4), (".5", 0.5),
        ("score:0.5", 0.5), ("val_loss=-2.5e+3", -2500), ("accuracy 93.1%", 93.1), ("accuracy 93.1 %", 93.1),
        ("(0.25)", 0.25), ("{\"loss\": 0.75}", 0.75), ("\u{1B}[1;32m0.5\u{1B}[0m\n\u{1B}[?25h\n", 0.5),
        ("\u{1B}]0;title 7\u{07}score 3\u{1B}[K", 3), ("007", 7), ("1E5", 100_000), ("5.", 5),
    ])
    func `the number at the end of the last line is the fitness`(text: String, wanted: Double) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(text.utf8), to: "said")
        #expect(try Asked("cat \(path)").answer() == wanted)
    }

    @Test(arguments: [
        "epoch 3 score None", "epoch 3 n/a", "epoch 3 -", "epoch 3 loss 1,234.5", "0x1F", "epoch 3 loss 0x1F",
        "a 5-6 7_8", "v2 3 v4", "λ 8 λ9", "0.93 (best)", "12 seconds", "12:30", "3/5", "1e", "--5", ".", "1.2.3",
        "epoch 3 score:", "epoch 3 []", "1 −1", "1_000",
    ])
    func `a last word that is not a number is a failure, whatever precedes it`(text: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(text.utf8), to: "said")
        #expect(try Asked("cat \(path)").failure() == "it printed \"\(text)\", expected a number as the last word")
    }

    @Test func `an answer with several numbers is kept for a warning`() throws {
        let one = try Asked("echo loss {x}")
        _ = try one.answer()
        #expect(one.objective.ambiguousAnswer == nil)
        let several = try Asked("echo epoch 3 loss {x}")
        _ = try several.answer(7)
        _ = try several.answer(8)
        #expect(several.objective.ambiguousAnswer == "epoch 3 loss 7")
    }

    @Test func `the error output is that of the last failure, not of a later success`() throws {
        let asked = try Asked(sh("echo warning $NS_x >&2; test $NS_x = 8 && echo 8"))
        #expect(asked.failure(6) == "it exited with status 1: warning 6")
        #expect(asked.failure(7) == "it exited with status 1: warning 7")
        #expect(try asked.answer(8) == 8)
        #expect(asked.objective.lastError == ["warning 7"])
    }

    @Test func `a flag is passed if its gene is on, and an inactive gene is left out`() throws {
        let genes = [
            Gene("bn", in: .list([.text("on"), .text("off")])),
            Gene("rate", in: .list([.integer(5)]), when: .equal(gene: "bn", .text("on"))),
        ]
        let command = "sh -c 'echo \"$*\" 1 >&2; echo $#' sh {bn?--bn:--no-bn} {bn?--x} {rate} --rate={rate}"
        let asked = try Asked(command, genes: genes)
        #expect(try asked.scores(["bn": .text("on"), "rate": .integer(5)])["output"] == 4)
        #expect(try asked.scores(["bn": .text("off")])["output"] == 2)
        let off = try asked.genus.genome(from: ["bn": .text("off")])
        #expect(asked.objective.commandLine(of: off).hasSuffix(" sh --no-bn --rate="))
    }

    @Test func `a flag that is never on is a mistake in the command`() throws {
        let genes = [Gene("act", in: .list([.text("relu"), .text("tanh")]))]
        #expect(throws: ObjectiveError.self) { try Asked("echo {act?--act}", genes: genes) }
        #expect(throws: Never.self) { try Asked("echo {x?--x} 1") }
    }

    @Test func `a command without a word left is a failure`() throws {
        let genes = [Gene("how", in: .list([.text("on"), .text("off")]))]
        #expect(throws: ObjectiveError.failed(reason: "no word of the command is left for this genome")) {
            try Asked("{how?echo}", genes: genes).scores(["how": .text("off")])
        }
    }

    @Test func `numbers arrive as they were written`() throws {
        let genes = [Gene("x", in: .list([.integer(7), .real(100_000)]))]
        let folder = try TemporaryFolder()
        let script = sh("echo $NS_x $1 >> \(folder.path)/asked; echo 1") + " sh {x}"
        let spellings = ["x": ["7": "007", "100000.0": "1E5"]]
        let asked = try Asked(script, genes: genes, spellings: spellings)
        for value in [GeneValue.integer(7), .real(100_000)] { _ = try asked.scores(["x": value]) }
        let line = sh("while read -r line; do echo $line >> \(folder.path)/asked; echo 1; done")
        let kept = try Asked(line, genes: genes, kept: true, spellings: spellings)
        defer { kept.objective.close() }
        for value in [GeneValue.integer(7), .real(100_000)] { _ = try kept.scores(["x": value]) }
        // A number in JSON has no leading zeros.
        #expect(
            try String(contentsOfFile: "\(folder.path)/asked", encoding: .utf8)
                == "007 007\n1E5 1E5\n{\"x\": 7}\n{\"x\": 1E5}\n")
    }

    @Test func `standard error is kept for each reason`() throws {
        let asked = try Asked(
            sh("echo usage {x} >&2; echo no $(({x} % 2)) memory >&2; exit $(({x} % 2 + 1))")
                .replacing("{{", with: "{"))
        let reasons = (1...4).map { asked.failure($0) }
        #expect(reasons[0] == "it exited with status 2: no 1 memory")
        #expect(asked.objective.errorOutput(for: reasons[0]) == ["usage 1", "no 1 memory"])
        #expect(asked.objective.errorOutput(for: reasons[3]) == ["usage 2", "no 0 memory"])
        #expect(asked.objective.errorOutput(for: "another reason") == [])
    }

    @Test func `a daemon, forked twice in a session of its own, ends before the evaluation does`() throws {
        let folder = try TemporaryFolder()
        let left = "\(folder.path)/left"
        // The leader of the session exits at once, and its orphan holds none of the program's files.
        let daemon = "sh -c 'echo $$ > \(left); exec sleep 1000' < /dev/null > /dev/null 2>&1 &\n"
        _ = try folder.write(Array(daemon.utf8), to: "daemon.sh")
        let asked = try Asked(
            sh("setsid sh \(folder.path)/daemon.sh; while [ ! -s \(left) ]; do sleep 0.01; done; echo 1"))
        defer { asked.objective.close() }
        #expect(try asked.answer() == 1)
        let text = try String(contentsOfFile: left, encoding: .utf8)
        let process = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        try waitForEnd(of: process)
    }

    @Test(arguments: ["sleep 1000 &", "setsid sleep 1000 &", "(trap \"\" TERM; exec setsid sleep 1000) &"])
    func `processes left behind end before the evaluation does`(start: String) throws {
        let folder = try TemporaryFolder()
        let asked = try Asked(sh("\(start) echo $! > \(folder.path)/left; echo 1"))
        defer { asked.objective.close() }
        #expect(try asked.answer() == 1)
        let text = try String(contentsOfFile: "\(folder.path)/left", encoding: .utf8)
        let process = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        try waitForEnd(of: process)
        #expect(try asked.answer() == 1)
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
        ("echo no idea", "it printed \"no idea\", expected a number as the last word"),
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
