import CommandLanguage
import Foundation
import Reports
import Session
import Support
import Testing

/// Searches whose programs end early.
@Suite struct ProgramRungsTests {
    private static let genes = "gene x in 1..100; population size 9 litter 1; strategy evolution"

    /// Writes one line to its checkpoint for each epoch; its value is 100 for each of them, and the gene.
    private static let continued = """
        f=$2/epochs; touch $f; while [ $(wc -l < $f) -lt $1 ]; do echo $NS_x >> $f; echo $1 >> $3; done
        echo $((100 * $(wc -l < $f) + $NS_x))
        """
    /// Reports the same values.
    private static let reporting = """
        for n in 1 2 3 4 5 6 7 8 9; do echo report $n $((100 * n + NS_x)); done
        """
    /// Gives the same values while it is kept running.
    private static let kept = """
        import json, sys
        for line in sys.stdin:
            genome = json.loads(line)
            if "stop" not in genome: print(100 * genome["epochs"] + genome["x"], flush=True)
        """
    /// Reports the same values while it is kept running.
    private static let keptReporting = """
        import json, sys
        for line in sys.stdin:
            genome = json.loads(line)
            if "stop" in genome: continue
            for n in range(1, genome["epochs"] + 1):
                print(json.dumps({"report": n, "value": 100 * n + genome["x"]}), flush=True)
            print(0, flush=True)
        """

    /// A folder with the programs and their folders of checkpoints.
    private struct Programs {
        let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
            try folder.write(Array("\(ProgramRungsTests.continued)\n".utf8), to: "continued.sh")
            // A file that the command names would be part of the key, and the log changes.
            let remembered = ProgramRungsTests.continued.replacing("$3", with: "\(folder.path)/log")
            try folder.write(Array("\(remembered)\n".utf8), to: "remembered.sh")
            try folder.write(Array("\(ProgramRungsTests.reporting)\n".utf8), to: "reporting.sh")
            try folder.write(Array("\(ProgramRungsTests.kept)\n".utf8), to: "kept.py")
            try folder.write(Array("\(ProgramRungsTests.keptReporting)\n".utf8), to: "reporting.py")
        }

        var checkpoints: String { "\(folder.path)/checkpoints" }

        func talking(workers: Int = 2) -> Talking { Talking(workers: workers, checkpoints: checkpoints) }

        var continued: String {
            "maximize output of 'sh \(folder.path)/continued.sh {epochs} {checkpoint} \(folder.path)/log' epochs 1..9"
        }
        var remembered: String {
            "maximize output of 'sh \(folder.path)/remembered.sh {epochs} {checkpoint}' epochs 1..9 remember"
        }
        var reporting: String { "maximize output of 'sh \(folder.path)/reporting.sh' epochs 1..9" }
        var kept: String { "maximize output of 'python3 \(folder.path)/kept.py' kept running epochs 1..9" }
        var keptReporting: String {
            "maximize output of 'python3 \(folder.path)/reporting.py' kept running epochs 1..9 reports"
        }

        /// The folders of genomes that are left.
        var left: [String] {
            (FileManager.default.subpaths(atPath: checkpoints) ?? []).filter { $0.split(separator: "/").count == 2 }
        }

        /// The number of epochs that were worked, by all programs.
        var epochs: Int {
            let text = (try? String(contentsOfFile: "\(folder.path)/log", encoding: .utf8)) ?? ""
            return text.split(separator: "\n").count
        }
    }

    @Test func `the history is the same for each kind of program and any number of workers`() async throws {
        let programs = try Programs()
        var histories: [[[String]]] = []
        for (command, workers) in [
            (programs.continued, 1), (programs.continued, 3), (programs.reporting, 1), (programs.reporting, 4),
            (programs.kept, 2), (programs.keptReporting, 3),
        ] {
            let talking = programs.talking(workers: workers)
            try await talking.say("\(Self.genes); \(command); evolve 3")
            histories.append(try await talking.table("show population"))
        }
        for history in histories { #expect(history == histories[0]) }
        #expect(histories[0].contains { $0.contains("1 of 9") })
        #expect(histories[0].contains { $0.contains("9 of 9") })
        #expect(programs.left == [])
    }

    @Test func `hopeless genomes save epochs, and each epoch is worked once`() async throws {
        let programs = try Programs()
        let talking = programs.talking()
        let first = try await talking.say("\(Self.genes); \(programs.continued); evolve 2").last?.evolved
        let evaluations = try #require(first?.evaluations)
        let epochs = programs.epochs
        #expect(epochs < evaluations * 9)
        let second = try await talking.say("training stopping none; reset; evolve 2").last?.evolved
        #expect(programs.epochs - epochs == 9 * (try #require(second?.evaluations)))
    }

    @Test func `why names the rung that ended a program`() async throws {
        let programs = try Programs()
        let talking = programs.talking(workers: 1)
        try await talking.say("\(Self.genes); \(programs.reporting); evolve 2")
        let rows = try await talking.table("show population")
        let stopped = try #require(rows.first { $0[3] == "1 of 9" })
        guard case .story(let story)? = try await talking.say("why \(stopped[0])").last else {
            Issue.record("no story")
            return
        }
        #expect(story.lines.contains { $0.contains("epochs 1 of 9: stopped by halving") }, "\(story.lines)")
    }

    @Test func `a stopped search continues to the same history`() async throws {
        let (whole, broken) = (try Programs(), try Programs())
        let one = whole.talking(workers: 1)
        try await one.say("\(Self.genes); \(whole.continued); evolve 2")
        let two = broken.talking(workers: 1)
        try await two.say("\(Self.genes); \(broken.continued)")
        try await two.say("evolve 2") { broken.epochs >= 12 }
        #expect(broken.epochs < whole.epochs)
        try await two.say("evolve 2")
        #expect(try await two.table("show population") == one.table("show population"))
        two.session.close()
        #expect(broken.left == [])
    }

    @Test func `rungs are remembered on request`() async throws {
        let programs = try Programs()
        let talking = programs.talking()
        try await talking.say("\(Self.genes); \(programs.remembered); evolve 1")
        let epochs = programs.epochs
        try await talking.say("reset; evolve 1")
        #expect(programs.epochs == epochs)
    }

    @Test func `a program that reports nothing causes one warning`() async throws {
        let talking = Talking()
        let search = "gene x in 1..9; population size 3 litter 1; strategy grid; maximize output of 'echo {x}'"
        let first = try #require(try await talking.say("\(search) epochs 1..9; evolve 1").last?.evolved)
        #expect(
            first.warnings == [
                "the program printed no line such as `report 7 0.81` while it worked, so ns could not end it early; "
                    + "print such lines, or add {epochs} to the command"
            ])
        let second = try #require(try await talking.say("evolve 1").last?.evolved)
        #expect(second.warnings == [])
    }

    @Test(arguments: [
        (
            "maximize output of 'echo {x}' epochs 5",
            "expected a range of epochs, such as 1..5: the first number is for all genomes, the last one for the best"
        ),
        ("maximize output of 'echo {x}' factor 3", "`factor` needs a range of epochs, such as `epochs 1..81`"),
        ("maximize output of 'echo {x}' reports", "`reports` needs a range of epochs, such as `epochs 1..81`"),
        (
            "gene epochs in 1..9; maximize output of 'echo {epochs}' epochs 1..9; evolve 1",
            "with `epochs`, {epochs} is what ns gives to the program, but a gene has the same name; rename the gene: "
                + "remove it with `gene remove epochs` and define it under another name"
        ),
    ])
    func `mistakes about epochs are explained`(command: String, wanted: String) async throws {
        let talking = Talking()
        try await talking.say("gene x in 1..9")
        #expect(await talking.error(command) == wanted)
    }

    @Test func `a saved session keeps the epochs`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        let command = "maximize output of 'echo {epochs}' epochs 2..64 factor 4"
        try await talking.say("gene x in 1..9; \(command); save session '\(folder.path)/a.session'")
        let opened = Talking()
        try await opened.say("open session '\(folder.path)/a.session'", answer: "yes")
        let settings = "\(try await opened.say("settings"))".replacing("\\'", with: "'")
        #expect(settings.contains(command), "\(settings)")
    }
}
