import CommandLanguage
import Foundation
import Memory
import Reports
import SearchPreparation
import Support
import Synchronization
import Testing

/// A small search among convolutional networks.
private let quick = "load digits limit 200; training epochs 1; network convolution 2; population size 4"

@Suite struct ConvolutionTests {
    private static func message(_ talking: Talking, _ text: String) async throws -> String {
        guard case .message(let message, _)? = try await talking.say(text).last else { return "" }
        return message
    }

    // MARK: - Settings

    @Test(arguments: [
        ([
            ("network convolution 3 dense 1", "network convolution 3 dense 1 uniform off: 28 genes"),
            ("network convolution 2", "network convolution 2 dense 1 uniform off: 23 genes"),
            ("network dense 2", "network convolution 2 dense 2 uniform off: 25 genes"),
            ("network uniform on", "network convolution 2 dense 2 uniform on: 20 genes"),
            ("network convolution 0 uniform off", "network dense 5 uniform off: 15 genes"),
        ]),
        ([
            ("network layers 2", "network dense 2 uniform off: 9 genes"),
            ("network convolution 1", "network convolution 1 dense 1 uniform off: 18 genes"),
            ("network convolution 1 layers 3", "network convolution 1 dense 3 uniform off: 22 genes"),
        ]),
    ])
    func `the shape of a network sets its default genes`(steps: [(command: String, answer: String)]) async throws {
        let talking = Talking()
        try await talking.say("load digits limit 100")
        for (command, answer) in steps { #expect(try await Self.message(talking, command) == answer) }
    }

    @Test func `dense and layers are the same setting`() async throws {
        let talking = Talking()
        #expect(
            await talking.error("network dense 2 layers 3") == "`layers` is the same as `dense`; leave one of them out")
        #expect(await talking.error("network convolution 21")?.contains("from 0 to 20") == true)
        try await talking.say("network layers 3")
        guard case .settings(let report)? = try await talking.say("network").last else {
            Issue.record("no settings")
            return
        }
        #expect(report.rows.map { "\($0.name) \($0.value)" } == ["convolution 0", "dense 3", "uniform off"])
        #expect(report.rows.map(\.isDefault) == [true, false, true])
    }

    @Test func `load names the genes of convolutions for images`() async throws {
        func notes(_ command: String) async throws -> [String] {
            guard case .loaded(let report)? = try await Talking().say(command).last else { return [] }
            return report.notes
        }
        #expect(
            try await notes("load digits limit 100") == [
                "the 15 default genes (`network convolution 3 dense 1` for convolutions)", "maximize accuracy",
            ])
        #expect(try await notes("load iris") == ["the 15 default genes", "maximize accuracy"])
        #expect(
            try await notes("network convolution 2; load digits limit 100") == [
                "the 23 default genes", "maximize accuracy",
            ])
    }

    @Test func `convolutions and changes of images are refused for tables`() async throws {
        let talking = Talking()
        try await talking.say("load iris limit 60; training epochs 1; population size 4")
        #expect(
            await talking.error("network convolution 3 dense 1")
                == "convolutions need images, and iris is a table of 4 columns; try `network dense 5`")
        try await talking.say("training shift 1")
        #expect(
            await talking.error("evolve 1")
                == "flip, shift and cutout need images, and iris is a table; try `training flip off shift 0 cutout 0`")
        try await talking.say("training shift 0; gene filters0 in 8, 16")
        #expect(
            talking.session.takeWarnings() == [
                "the gene filters0 needs images, and iris is a table; `network convolution 0` and `genes default` "
                    + "restore the genes of dense networks"
            ])
        #expect(await talking.error("evolve 1")?.hasPrefix("the gene filters0 needs images, but each sample") == true)
        try await talking.say("gene remove filters0; evolve 1")
        // A shape that was chosen before the data.
        let other = Talking()
        try await other.say("network convolution 3; load iris limit 60; training epochs 1; population size 4")
        #expect(other.session.takeWarnings().first?.hasPrefix("the gene filters0 needs images") == true)
        #expect(await other.error("evolve 1")?.hasPrefix("the gene filters0 needs images") == true)
        try await other.say("network convolution 0; evolve 1")
    }

    @Test func `settings of convolutions are saved`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say(
            "load digits limit 100; network convolution 2 dense 3; training flip on shift 2 cutout 3")
        try await talking.say("save session '\(folder.path)/a.session'")
        let opened = Talking()
        try await opened.say("open session '\(folder.path)/a.session'")
        guard case .settings(let report)? = try await opened.say("settings").last else {
            Issue.record("no settings")
            return
        }
        let values = Dictionary(uniqueKeysWithValues: report.rows.map { ($0.name, $0.value) })
        #expect(values["network convolution"] == "2" && values["network dense"] == "3")
        #expect(values["training flip"] == "on" && values["training shift"] == "2" && values["training cutout"] == "3")
        #expect(try await opened.table("genes").count == 27)
    }

    // MARK: - Reports

    private static let oneNetwork = """
        load digits limit 100; training epochs 1; genes clear; gene filters0 in 4; gene convolutions0 in 2
        gene residual in on; gene neurons0 in 8; gene dropout0 in 0.5; gene shift in 1; population size 1; evolve 1
        """

    @Test func `show network draws each layer with its shape, parameters and multiplications`() async throws {
        let talking = Talking()
        try await talking.say(Self.oneNetwork)
        guard case .table(let report)? = try await talking.say("show network").last else {
            Issue.record("no table")
            return
        }
        #expect(report.title == "806 parameters, adam, batches of 32, glorot_uniform, shift 1")
        #expect(report.table.columns.map(\.name) == ["layer", "output", "parameters", "multiplications"])
        #expect(
            report.table.rows == [
                ["input", "8 × 8 × 1", "0", "0"],
                ["residual, relu", "8 × 8 × 4", "", ""],
                ["  convolution 4, 3 × 3, relu", "8 × 8 × 4", "40", "2304"],
                ["  convolution 4, 3 × 3", "8 × 8 × 4", "148", "9216"],
                ["  shortcut: convolution 4, 1 × 1", "8 × 8 × 4", "8", "256"],
                ["max_pooling 2 × 2", "4 × 4 × 4", "0", "0"],
                ["flatten", "64", "0", "0"],
                ["dense 8, relu, dropout 0.5", "8", "520", "512"],
                ["dense 10, softmax", "10", "90", "80"],
            ])
        // The rows add up to the facts.
        try await talking.say("expect parameters = 806 and multiplications = 12368")
    }

    @Test func `show network lists the parameters and multiplications of dense layers`() async throws {
        let talking = Talking()
        try await talking.say(
            """
            load iris; training epochs 1; genes clear; gene neurons0 in 8; gene batch_normalization in on
            population size 1; evolve 1
            """)
        #expect(
            try await talking.table("show network") == [
                ["input", "4", "", "0.0", "0", "0"], ["hidden 0", "8", "relu", "0.0", "48", "32"],
                ["output", "3", "softmax", "", "27", "24"],
            ])
        try await talking.say("expect parameters = 75 and multiplications = 56")
    }

    @Test func `show fittest summarizes a network with convolutions`() async throws {
        let talking = Talking()
        try await talking.say(Self.oneNetwork)
        guard case .fittest(let report)? = try await talking.say("show fittest").last else {
            Issue.record("no report")
            return
        }
        #expect(
            report.network
                == "8 × 8 × 1 → residual (convolution 4, 3 × 3, relu; convolution 4, 3 × 3), relu → max_pooling 2 × 2 "
                + "→ flatten → 8 relu → 10 softmax: 806 parameters, 12368 multiplications per sample")
        #expect(report.scores["multiplications"] == 12368)
    }

    @Test func `multiplications are part of an objective`() async throws {
        let talking = Talking()
        try await talking.say(
            """
            load digits limit 100; training epochs 1; genes clear; gene filters0 in 4, 8; gene kernel0 in 3, 5
            minimize multiplications; population size 4; strategy grid; evolve 1; expect filters0 = 4 and kernel0 = 3
            """)
        #expect(await talking.error("gene multiplications in 1, 2")?.contains("has a meaning in expressions") == true)
    }

    // MARK: - Promises

    @Test func `the same commands give the same history for any number of workers`() async throws {
        func history(workers: Int) async throws -> [[String]] {
            let talking = Talking(workers: workers)
            try await talking.say("\(quick); evolve 3")
            return try await talking.table("show history") + talking.table("show population")
        }
        let one = try await history(workers: 1)
        #expect(one.count == 7)
        #expect(try await history(workers: 2) == one)
        #expect(try await history(workers: 5) == one)
    }

    @Test func `an interrupted search continues to the same history as an uninterrupted one`() async throws {
        let whole = Talking()
        try await whole.say("\(quick); evolve 3")
        let broken = Talking()
        try await broken.say(quick)
        for stop in [3, 9] {
            let looks = Mutex(0)
            try await broken.say("evolve 3") {
                looks.withLock { looks in
                    looks += 1
                    return looks == stop
                }
            }
        }
        let done = try await broken.table("show history").count
        if done < 3 { try await broken.say("evolve \(3 - done)") }
        let wanted = try await whole.table("show history")
        #expect(Array(try await broken.table("show history").prefix(3)) == wanted)
    }

    @Test func `a network that was trained is never trained again`() async throws {
        let talking = Talking()
        try await talking.say(
            """
            load digits limit 100; training epochs 1; genes clear; gene filters0 in 4, 0; gene filters1 in 4, 0
            population size 8; evolve 3
            """)
        // 4 0 and 0 4 are one network: three networks in all.
        try await talking.say("expect trainings = 3")
        let before = try await talking.table("show population")
        try await talking.say("undo; evolve 3; expect trainings = 3")
        #expect(try await talking.table("show population") == before)
    }

    @Test func `an opened session continues with its trained network`() async throws {
        let folder = try TemporaryFolder()
        let memory = ScoreMemory()
        let talking = Talking(memory: memory)
        try await talking.say("\(quick); evolve 2; train fittest epochs 2")
        try await talking.say("save session '\(folder.path)/a.session'")
        func scored(_ talking: Talking) async throws -> ScoredReport {
            guard case .scored(let report)? = try await talking.say("score").last else { throw NoReport() }
            return report
        }
        let wanted = try await scored(talking)
        let opened = Talking(memory: memory)
        try await opened.say("open session '\(folder.path)/a.session'")
        let found = try await scored(opened)
        #expect(found.validation == wanted.validation && found.test == wanted.test)
        try await talking.say("train network epochs 1; ensemble 2 epochs 1; evolve 1")
        try await opened.say("train network epochs 1; ensemble 2 epochs 1; evolve 1")
        #expect(try await scored(opened).validation == scored(talking).validation)
        #expect(try await opened.table("show population") == talking.table("show population"))
    }

    @Test(arguments: ["h5", "keras", "onnx", "safetensors"])
    func `a saved network opens with the same scores`(format: String) async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("\(Self.oneNetwork); train fittest epochs 1 save '\(folder.path)/a.\(format)'")
        guard case .scored(let wanted)? = try await talking.say("score").last,
            case .network(let opened)? = try await talking.say("open network '\(folder.path)/a.\(format)'").last,
            case .scored(let found)? = try await talking.say("score").last
        else { throw NoReport() }
        #expect(found.validation == wanted.validation && found.test == wanted.test)
        #expect(opened.sample == "8×8×1 pixels" && opened.parameters == 806)
        #expect(
            opened.hidden == [
                "residual (convolution 4, 3 × 3, relu; convolution 4, 3 × 3), relu", "max_pooling 2 × 2", "flatten",
                "8 relu",
            ])
    }

    @Test func `export program writes a network with convolutions`() async throws {
        let folder = try TemporaryFolder()
        let talking = Talking()
        try await talking.say("\(Self.oneNetwork); export program '\(folder.path)/a.py'")
        let program = try String(contentsOfFile: "\(folder.path)/a.py", encoding: .utf8)
        #expect(program.contains("Conv2D"))
    }

    private struct NoReport: Error {}
}
