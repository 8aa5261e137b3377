import Evolution
import Expressions
import Foundation
import Networks
import Objectives
import Programs
import Support
import Testing

/// A program with a budget over one gene `x`, and its genomes.
private struct Budgeted {
    let objective: ProgramObjective
    let genus: Genus
    let folder: TemporaryFolder

    init(
        _ command: String, _ form: ProgramBudget.Form, highest: Int = 9, kept: Bool = false, repeats: Int? = nil,
        isRemembered: Bool = false, genes: [String] = ["x"]
    ) throws {
        folder = try TemporaryFolder()
        genus = try Genus(genes.map { Gene($0, in: .integers(first: 0, last: 100, step: 1, scale: .linear)) })
        let rungs = try #require(Rungs(lowest: 1, highest: highest))
        objective = try ProgramObjective(
            ProgramSettings(
                command: try CommandTemplate(parsing: command), isKeptRunning: kept, repeats: repeats,
                isRemembered: isRemembered, budget: ProgramBudget(rungs, form: form)),
            direction: .maximize, genus: genus, seed: 1,
            checkpoints: CheckpointFolders(in: "\(folder.path)/checkpoints"))
    }

    func prepared(_ x: Int = 7) throws -> PreparedGenome {
        objective.prepare(try genus.genome(from: ["x": .integer(x)]))
    }

    /// Measures one rung of a genome.
    func measure(_ x: Int = 7, rung: Int, part: Int = 0, progress: Progress? = nil) throws -> Evaluation {
        let span = try #require(objective.rungs?.spans[rung])
        return try objective.measure(try prepared(x), part: part, span: span, cancellation: Cancellation()) {
            progress?.add($0)
        }
    }

    func failure(rung: Int = 0) -> String {
        do { return "measured \(try measure(rung: rung).scores)" } catch { return "\(error)" }
    }

    /// The folders of genomes that exist now.
    var checkpoints: Int {
        let names = FileManager.default.subpaths(atPath: "\(folder.path)/checkpoints") ?? []
        return names.count { $0.split(separator: "/").count == 2 }
    }
}

private final class Progress: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [EvaluationProgress] = []
    func add(_ progress: EvaluationProgress) { lock.withLock { values.append(progress) } }
    var all: [EvaluationProgress] { lock.withLock { values } }
}

private func sh(_ script: String) -> String { "sh -c '\(script.replacing("{", with: "{{"))'" }

@Suite struct ContinuedProgramTests {
    /// Adds one line to its checkpoint for each epoch, and prints how many epochs it began with and has now.
    private let counting = """
        sh -c 'c=$NS_checkpoint/epochs; touch $c; b=$(wc -l < $c); n=$b; \
        while [ $n -lt $NS_epochs ]; do echo $NS_x >> $c; n=$((n + 1)); done; echo $b.$n' {epochs}
        """

    @Test func `each rung receives its epochs and continues from the checkpoint`() throws {
        let program = try Budgeted(counting, .continued)
        #expect(try program.measure(rung: 0).scores == ["output": 0.1, "epochs": 1])
        #expect(try program.measure(8, rung: 0).scores["output"] == 0.1)
        #expect(try program.measure(rung: 1).scores == ["output": 1.3, "epochs": 3])
        #expect(program.checkpoints == 2)
        #expect(try program.measure(rung: 2).scores == ["output": 3.9, "epochs": 9])
        #expect(program.checkpoints == 1)
        program.objective.release(try program.prepared(8))
        #expect(program.checkpoints == 0)
    }

    @Test func `without its checkpoint a rung begins at the start, and gives the same epochs`() throws {
        let program = try Budgeted(counting, .continued)
        #expect(try program.measure(rung: 2).scores == ["output": 0.9, "epochs": 9])
        #expect(try program.measure(rung: 0).scores["output"] == 0.1)
        // The same genome again, from the start.
        #expect(try program.measure(rung: 0).scores["output"] == 0.1)
    }

    @Test func `without rungs a program works for the highest number of epochs`() throws {
        let program = try Budgeted(counting, .continued)
        let whole = try program.objective.measure(
            try program.prepared(), part: 0, span: nil, cancellation: Cancellation()
        ) { _ in }
        #expect(whole.scores == ["output": 0.9, "epochs": 9])
        #expect(program.checkpoints == 0)
    }

    @Test func `epochs and checkpoint are words of the command too, and each seed has its own folder`() throws {
        let program = try Budgeted(
            sh("echo $1 >> $2/seen; wc -l < $2/seen").dropLast() + "' sh {epochs} {checkpoint}", .continued, repeats: 2)
        for rung in 0..<3 {
            for part in 0..<2 {
                #expect(try program.measure(rung: rung, part: part).scores["output"] == Double(rung + 1))
            }
        }
        #expect(program.checkpoints == 0)
    }

    @Test func `a failure ends the evaluation and removes its folder`() throws {
        let program = try Budgeted("sh -c 'echo no >&2; exit 3' {epochs}", .continued)
        #expect(program.failure() == "it exited with status 3: no")
        #expect(program.checkpoints == 0)
    }

    @Test func `a rung has a key of its own, whatever the last rung is`() throws {
        let short = try Budgeted("echo {epochs}", .continued, highest: 9, isRemembered: true).prepared()
        let long = try Budgeted("echo {epochs}", .continued, highest: 27, isRemembered: true).prepared()
        let spans = try #require(Rungs(lowest: 1, highest: 27)).spans
        #expect(short.fingerprint(part: 0, span: spans[1]) == long.fingerprint(part: 0, span: spans[1]))
        #expect(short.fingerprints == [try #require(long.fingerprint(part: 0, span: spans[2]))])
        #expect(Set((0..<4).map { long.fingerprint(part: 0, span: spans[$0]) }).count == 4)
    }

    @Test func `no gene may hide the epochs`() throws {
        #expect(throws: ObjectiveError.geneOfBudget("epochs")) {
            try Budgeted("echo {epochs}", .continued, genes: ["x", "epochs"])
        }
    }

    @Test func `a program that cannot know its epochs reports values`() throws {
        let rungs = try #require(Rungs(lowest: 1, highest: 9))
        for (command, kept, reports, form) in [
            ("echo {epochs}", false, false, ProgramBudget.Form.continued), ("echo {epochs}", false, true, .reported),
            ("sh -c \"echo $NS_epochs\"", false, false, .continued), ("echo {x}", false, false, .reported),
            ("cat", true, false, .continued), ("cat", true, true, .reported),
        ] {
            let template = try CommandTemplate(parsing: command)
            #expect(ProgramBudget(rungs, of: template, isKeptRunning: kept, reports: reports).form == form)
        }
    }

    @Test func `a program that is kept running receives epochs and checkpoint with each genome`() throws {
        let program = try Budgeted(
            sh("while read -r line; do echo report 1 0.5; printf \"%s\\n\" \"$line\" >> lines; echo 0.25; done")
                .replacing("lines;", with: "\(try TemporaryFolder().path)-lines;"), .continued, kept: true)
        defer { program.objective.close() }
        #expect(try program.measure(rung: 0).scores == ["output": 0.25, "epochs": 1])
        #expect(try program.measure(rung: 1).scores == ["output": 0.25, "epochs": 3])
    }

    @Test func `folders of a killed process are removed by the next one, those of a running one are not`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/12-left/1", withIntermediateDirectories: true)
        try folder.write([], to: "12-left.lock")
        try folder.write([1], to: "12-left/1/weights")
        CheckpointFolders(in: folder.path).removeAbandoned()
        #expect(folder.names == [])
        let program = try Budgeted(counting, .continued)
        _ = try program.measure(rung: 0)
        CheckpointFolders(in: "\(program.folder.path)/checkpoints").removeAbandoned()
        #expect(program.checkpoints == 1)
        program.objective.removeCheckpoints()
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(program.folder.path)/checkpoints") == [])
    }
}

@Suite struct ReportingProgramTests {
    /// Reports x/100 + the epoch, waits for a file at epoch 3 if there is one to wait for, and logs what it did.
    private func reporting(_ folder: TemporaryFolder, last: Int = 9, end: String = "") -> String {
        sh(
            "for n in $(seq 1 \(last)); do echo report $n $n.$NS_x; echo $n >> \(folder.path)/$NS_x; done; \(end)")
    }

    @Test func `a program is started once and pauses at each rung`() throws {
        let folder = try TemporaryFolder()
        let program = try Budgeted(reporting(folder), .reported)
        #expect(try program.measure(rung: 0).scores == ["output": 1.7, "epochs": 1])
        #expect(try program.measure(5, rung: 0).scores == ["output": 1.5, "epochs": 1])
        #expect(try program.measure(rung: 1).scores == ["output": 3.7, "epochs": 3])
        #expect(try program.measure(rung: 2).scores == ["output": 9.7, "epochs": 9])
        #expect(try String(contentsOfFile: "\(folder.path)/7", encoding: .utf8).split(separator: "\n").count == 9)
        #expect(program.checkpoints == 1)
        program.objective.release(try program.prepared(5))
        program.objective.close()
        #expect(program.checkpoints == 0)
    }

    @Test func `a hopeless program is ended with all that it started`() throws {
        let folder = try TemporaryFolder()
        let program = try Budgeted(sh("echo $$ > \(folder.path)/id; echo report 1 0.5; sleep 1000"), .reported)
        #expect(try program.measure(rung: 0).scores["output"] == 0.5)
        let text = try String(contentsOfFile: "\(folder.path)/id", encoding: .utf8)
        let process = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(kill(process, 0) == 0)
        program.objective.release(try program.prepared())
        try waitForEnd(of: process)
    }

    @Test func `paused programs end with the search`() throws {
        let folder = try TemporaryFolder()
        let program = try Budgeted(sh("echo $$ > \(folder.path)/id; echo report 1 0.5; sleep 1000"), .reported)
        _ = try program.measure(rung: 0)
        let text = try String(contentsOfFile: "\(folder.path)/id", encoding: .utf8)
        program.objective.close()
        try waitForEnd(of: try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))))
    }

    @Test func `a program that ends by itself keeps its last value, and more epochs change nothing`() throws {
        let folder = try TemporaryFolder()
        let program = try Budgeted(reporting(folder, last: 2, end: "echo done"), .reported)
        let first = try program.measure(rung: 0)
        #expect(!program.objective.isOver(first, after: 1))
        let second = try program.measure(rung: 1)
        #expect(second.scores == ["output": 2.7, "epochs": 2, "ended": 1])
        #expect(program.objective.isOver(second, after: 3))
        #expect(program.checkpoints == 0)
        let silent = try Budgeted(sh("echo loss 0.5"), .reported)
        let whole = try silent.measure(rung: 0)
        #expect(whole.scores == ["output": 0.5, "ended": 1])
        #expect(silent.objective.isOver(whole, after: 1))
        #expect(silent.objective.lacksReports)
        #expect(!program.objective.lacksReports)
    }

    @Test func `a program that goes on after its last epoch is ended`() throws {
        let program = try Budgeted(sh("n=0; while true; do n=$((n + 4)); echo report $n 0.$n; done"), .reported)
        #expect(try program.measure(rung: 0).scores == ["output": 0.4, "epochs": 4])
        #expect(try program.measure(rung: 1).scores == ["output": 0.4, "epochs": 4])
        #expect(try program.measure(rung: 2).scores == ["output": 0.12, "epochs": 12])
    }

    @Test func `reports are progress and a curve, which answers lower rungs`() throws {
        let folder = try TemporaryFolder()
        let program = try Budgeted(reporting(folder), .reported)
        let progress = Progress()
        let whole = try program.measure(rung: 2, progress: progress)
        #expect(progress.all.last?.epoch == 9)
        #expect(progress.all.last?.best == 9.7)
        #expect(whole.curve.map { $0["output"] } == (1...9).map { Double("\($0).7") })
        #expect(program.objective.evaluation(whole, after: 3)?.scores == ["output": 3.7, "epochs": 3])
        #expect(program.objective.evaluation(whole, after: 27) == nil)
        let many = try Budgeted(
            "awk 'BEGIN {{ for (n = 1; n <= 100000; n++) print \"report\", n, 2 * n }'", .reported, highest: 100_000)
        let long = try many.measure(rung: 10)
        #expect(long.curve.count < 600)
        for budget in try #require(many.objective.rungs).budgets {
            #expect(many.objective.evaluation(long, after: budget)?.scores["output"] == Double(2 * budget))
        }
    }

    @Test(arguments: [
        ("echo report 1 nan", "it reported nan at epoch 1, which is not a finite number"),
        ("echo report 1 None", "it reported \"report 1 None\"; expected an epoch and a value, such as `report 7 0.81`"),
        ("echo report -1 0.5", "it reported \"report -1 0.5\"; expected an epoch and a value, such as `report 7 0.81`"),
        ("echo report written to file", "it printed \"report written to file\", expected a number as the last word"),
        ("echo report 0 0.5; exit 2", "it exited with status 2"),
        ("true", "it printed nothing, expected a number"),
    ])
    func `a report without a number is a failure, and so is a program that fails`(script: String, wanted: String) throws
    {
        #expect(try Budgeted(sh(script), .reported).failure() == wanted)
    }

    @Test func `reports are JSON as well`() throws {
        let lines = """
            {"report": 1, "value": 0.5}
            {"value": 0.75, "report": 3, "lr": 1}
            {"report": 9, "value": NaN}

            """
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(lines.utf8), to: "said")
        let program = try Budgeted("cat \(path)", .reported)
        #expect(try program.measure(rung: 0).scores["output"] == 0.5)
        #expect(try program.measure(rung: 1).scores["output"] == 0.75)
        #expect(program.failure(rung: 2) == "it reported nan at epoch 9, which is not a finite number")
    }

    @Test func `a program that is kept running is asked to stop and works on the next genome`() throws {
        let folder = try TemporaryFolder()
        let script = """
            import json, select, sys
            print(open('\(folder.path)/starts', 'a').write('1'), file=sys.stderr)
            for line in sys.stdin:
                genome = json.loads(line)
                for epoch in range(1, genome['epochs'] + 1):
                    print(json.dumps({'report': epoch, 'value': epoch + genome['x'] / 10}), flush=True)
                    if epoch == 1 and genome['x'] == 5 and 'stop' in json.loads(sys.stdin.readline()): break
                print(genome['x'], flush=True)
            """
        let path = try folder.write(Array(script.utf8), to: "kept.py")
        let program = try Budgeted("python3 \(path)", .reported, kept: true)
        defer { program.objective.close() }
        #expect(try program.measure(5, rung: 0).scores == ["output": 1.5, "epochs": 1])
        program.objective.release(try program.prepared(5))
        #expect(try program.measure(7, rung: 0).scores == ["output": 1.7, "epochs": 1])
        #expect(try program.measure(7, rung: 1).scores["output"] == 3.7)
        #expect(try program.measure(7, rung: 2).scores["output"] == 9.7)
        program.objective.close()
        #expect(program.checkpoints == 0)
        #expect(try String(contentsOfFile: "\(folder.path)/starts", encoding: .utf8) == "1")
    }

    @Test func `the error output of a hopeless program is not that of a failure`() throws {
        let program = try Budgeted(
            sh("echo loss $NS_x >&2; test $NS_x = 5 || exit 3; echo report 1 0.5; sleep 1000"), .reported)
        #expect(throws: ObjectiveError.failed(reason: "it exited with status 3: loss 7")) {
            try program.measure(7, rung: 0)
        }
        #expect(try program.measure(5, rung: 0).scores["output"] == 0.5)
        program.objective.release(try program.prepared(5))
        program.objective.close()
        #expect(program.objective.lastError == ["loss 7"])
    }

    @Test func `a kept program that exits keeps its last report, or its answer without a newline`() throws {
        let silent = try Budgeted(
            sh("read -r line; echo report 1 0.5; echo report 2 0.75"), .reported, kept: true)
        #expect(try silent.measure(rung: 1).scores == ["output": 0.75, "epochs": 2, "ended": 1])
        let answering = try Budgeted(sh("read -r line; printf 0.25"), .reported, kept: true)
        #expect(try answering.measure(rung: 1).scores == ["output": 0.25, "ended": 1])
        let failing = try Budgeted(sh("read -r line; echo report 1 0.5; exit 3"), .reported, kept: true)
        #expect(failing.failure(rung: 1) == "it gave no answer: it exited with status 3")
        let mute = try Budgeted(sh("read -r line"), .reported, kept: true)
        #expect(mute.failure(rung: 1) == "it gave no answer: it exited with status 0")
    }

    @Test(arguments: [79, 80, 81])
    func `a line without a request is shown up to 80 characters`(length: Int) throws {
        let folder = try TemporaryFolder()
        let (go, done) = ("\(folder.path)/go", "\(folder.path)/done")
        #expect(mkfifo(go, 0o600) == 0 && mkfifo(done, 0o600) == 0)
        let line = String(repeating: "λ", count: length)
        let program = try Budgeted(
            sh("read -r a; echo 0.5; read -r b < \(go); echo \(line); echo > \(done); read -r c"), .continued,
            kept: true)
        defer { program.objective.close() }
        #expect(try program.measure(rung: 0).scores["output"] == 0.5)
        try #require(FileHandle(forWritingAtPath: go)).write(contentsOf: Data("\n".utf8))
        _ = try #require(FileHandle(forReadingAtPath: done)).readToEnd()
        let shown = length > 80 ? line.dropLast() + "…" : line
        #expect(
            program.failure(rung: 1)
                == "it wrote \"\(shown)\" without a request; expected one line of output for each line of input")
    }

    @Test func `a program that is kept running and does not react is ended`() throws {
        let program = try Budgeted(
            sh("while read -r line; do for n in 1 2 3; do echo report $n 0.$n; done; exec sleep 1000; done"), .reported,
            kept: true)
        defer { program.objective.close() }
        #expect(try program.measure(rung: 1).scores == ["output": 0.3, "epochs": 3])
        program.objective.release(try program.prepared())
        #expect(try program.measure(8, rung: 0).scores == ["output": 0.1, "epochs": 1])
    }
}
