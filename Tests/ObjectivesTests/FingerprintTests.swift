import Datasets
import Evolution
import Expressions
import Foundation
import Networks
import Objectives
import Programs
import Support
import Testing

/// The keys that identify results in the memory must not change: a changed line means that every user's memory is
/// lost.
///
/// `Fixtures/fingerprints.txt` was written by the version whose keys were the JSON of synthesised `Codable` types.
/// The line of a class without a validation row comes from the version whose macro means ignore absent classes.
@Suite struct FingerprintTests {
    private static let golden = GoldenLines("fingerprints.txt")

    @Test(arguments: KeyedNetwork.all)
    func `the key of a network has not changed`(network: KeyedNetwork) throws {
        let key = try network.fingerprint().hexadecimal
        #expect(try Self.golden.difference(key, named: network.name) == nil)
    }

    @Test(arguments: KeyedNetwork.Way.all)
    func `data, folds, repeats, seeds and time limits are part of the key`(way: KeyedNetwork.Way)
        throws
    {
        let key = try KeyedNetwork("", [:]).fingerprint(way).hexadecimal
        #expect(try Self.golden.difference(key, named: way.name) == nil)
    }

    @Test(arguments: KeyedProgram.all)
    func `the key of a program's answer has not changed`(program: KeyedProgram) throws {
        let key = try program.fingerprint().hexadecimal
        #expect(try Self.golden.difference(key, named: program.name) == nil)
    }

    @Test(arguments: KeyedNetwork.convolutional)
    func `the key of a network with convolutions has not changed`(network: KeyedNetwork) throws {
        let key = try network.fingerprint(.pictures).hexadecimal
        #expect(try Self.golden.difference(key, named: network.name) == nil)
    }

    @Test func `all networks with convolutions have different keys, whatever their spelling`() throws {
        let keys = try KeyedNetwork.convolutional.map { try $0.fingerprint(.pictures) }
        #expect(Set(keys).count == keys.count)
        let other = KeyedNetwork("", ["filters": .integer(8), "blocks": .integer(1), "kernel": .integer(3)])
        #expect(try other.fingerprint(.pictures) == keys[0])
    }

    @Test func `all networks and programs have different keys`() throws {
        let usual = try KeyedNetwork("", [:]).fingerprint()
        let networks = try KeyedNetwork.all.map { try $0.fingerprint() }
        // One layer; adam, relu, glorot_uniform, constant, softmax, categorical_crossentropy and accuracy are the defaults.
        #expect(networks.count { $0 == usual } == 8)
        let ways = try KeyedNetwork.Way.all.dropFirst().map {
            try KeyedNetwork("", [:]).fingerprint($0)
        }
        let programs = try KeyedProgram.all.map { try $0.fingerprint() }
        // A schedule is the same whether it is a gene or a setting.
        let gene = try #require(KeyedNetwork.all.first { $0.name == "schedule cosine" }).fingerprint()
        #expect(networks.count { $0 == gene } == 2)
        let others = networks.filter { $0 != usual && $0 != gene } + ways + programs
        #expect(Set(others).count == others.count)
    }
}

/// A network whose key is compared: genes and settings over a small network.
struct KeyedNetwork: CustomTestStringConvertible, Sendable {
    let name: String
    let genes: [String: GeneValue]
    let settings: TrainingSettings
    let output: Activation
    var testDescription: String { name }

    init(
        _ name: String, _ genes: KeyValuePairs<String, GeneValue>, output: Activation = .softmax,
        _ change: (inout TrainingSettings) -> Void = { _ in }
    ) {
        self.name = name
        self.genes = ["neurons0": .integer(8)].merging(genes.map { ($0.key, $0.value) }) { $1 }
        self.output = output
        var settings = TrainingSettings()
        settings.epochs = 3
        change(&settings)
        self.settings = settings
    }

    static let all: [KeyedNetwork] = plain + words + numbers + settings + augmentations

    /// Networks with convolutions, on images of 8 × 8 × 3.
    static let convolutional: [KeyedNetwork] = [
        KeyedNetwork("one block", ["filters0": .integer(8)]),
        KeyedNetwork(
            "two blocks",
            [
                "filters0": .integer(8), "kernel0": .integer(5), "convolutions0": .integer(2),
                "convolution_dropout0": .real(0.3), "filters1": .integer(16), "pooling1": .text("average"),
            ]),
        KeyedNetwork("average pooling", ["filters0": .integer(8), "pooling0": .text("average")]),
        KeyedNetwork("no pooling", ["filters0": .integer(8), "pooling0": .text("none")]),
        KeyedNetwork("the mean of each filter", ["filters0": .integer(8), "head": .text("global_average")]),
        KeyedNetwork("normalized convolutions", ["filters0": .integer(8), "batch_normalization": .text("on")]),
        KeyedNetwork(
            "residual block",
            ["filters0": .integer(8), "convolutions0": .integer(2), "residual": .text("on")]),
        KeyedNetwork(
            "normalized residual block",
            ["filters0": .integer(8), "residual": .text("on"), "batch_normalization": .text("on")]),
        KeyedNetwork(
            "random changes of images",
            ["filters0": .integer(8), "flip": .text("on"), "shift": .integer(2), "cutout": .integer(3)]),
    ]

    private static let augmentations = [
        KeyedNetwork("flip for all", [:]) { $0.augmentation = Augmentation(flip: true) },
        KeyedNetwork("shift for all", [:]) { $0.augmentation = Augmentation(shift: 2) },
    ]

    private static let plain = [
        KeyedNetwork("network of one layer", [:]),
        KeyedNetwork("network without hidden layers", ["neurons0": .integer(0)]),
        KeyedNetwork(
            "network of three layers", ["neurons1": .integer(1024), "neurons2": .integer(16)]),
        KeyedNetwork("network of equal layers", ["layers": .integer(4), "neurons": .integer(12)]),
        KeyedNetwork("normalized", ["batch_normalization": .text("on")]),
    ]

    private static func each(_ gene: String, _ words: [String]) -> [KeyedNetwork] {
        words.map { KeyedNetwork("\(gene) \($0)", [gene: .text($0)]) }
    }

    private static let words: [KeyedNetwork] = {
        var networks = each("optimizer", Optimizer.all.map(\.name))
        networks += each("hidden_activation", Activation.all.map(\.name))
        networks += each("initializer", Initializer.all.map(\.name))
        networks += each("schedule", Schedule.all.map(\.name))
        for output in Activation.all {
            networks.append(KeyedNetwork("output \(output.name)", [:], output: output))
        }
        for loss in Loss.all {
            networks.append(KeyedNetwork("loss \(loss.name)", [:]) { $0.loss = loss })
        }
        for score in Metric.all {
            networks.append(KeyedNetwork("score \(score.name)", [:]) { $0.score = score })
        }
        for precision in Precision.all {
            networks.append(KeyedNetwork("precision \(precision.name)", [:]) { $0.precision = precision })
        }
        return networks
    }()

    private static let numbers = [
        KeyedNetwork("learning_rate 1e-05", ["learning_rate": .real(1e-5)]),
        KeyedNetwork("learning_rate 1", ["learning_rate": .integer(1)]),
        KeyedNetwork("learning_rate 1/3", ["learning_rate": .real(1.0 / 3)]),
        KeyedNetwork("learning_rate 3e+20", ["learning_rate": .real(3e20)]),
        KeyedNetwork("learning_rate 2e-42", ["learning_rate": .real(2e-42)]),
        KeyedNetwork("batch_size 64", ["batch_size": .integer(64)]),
        KeyedNetwork("input_dropout 0.2", ["input_dropout": .real(0.2)]),
        KeyedNetwork("dropout0 0.3", ["dropout0": .real(0.3)]),
        KeyedNetwork("dropout 0.5", ["dropout": .real(0.5), "neurons1": .integer(8)]),
        KeyedNetwork("momentum 0.9", ["optimizer": .text("sgd"), "momentum": .real(0.9)]),
        KeyedNetwork(
            "nesterov", ["optimizer": .text("sgd"), "momentum": .real(0.9), "nesterov": .text("on")]),
        KeyedNetwork("weight_decay 0.05", ["weight_decay": .real(0.05)]),
        KeyedNetwork("label_smoothing 0.1", ["label_smoothing": .real(0.1)]),
        KeyedNetwork("l1 0.001", ["l1": .real(0.001)]),
        KeyedNetwork("l1 and l2", ["l1": .real(0.001), "l2": .real(1e-6)]),
    ]

    private static let settings = [
        KeyedNetwork("no limit of epochs", [:]) { $0.epochs = nil },
        KeyedNetwork("time limit 1.5", [:]) { $0.timeLimit = 1.5 },
        KeyedNetwork("time limit 90", [:]) { $0.timeLimit = 90 },
        KeyedNetwork("patience 10", [:]) { $0.patience = 10 },
        KeyedNetwork("minimum change 0", [:]) { $0.minimumChange = 0 },
        KeyedNetwork("minimum change 1e-300", [:]) { $0.minimumChange = 1e-300 },
        KeyedNetwork("decay for all", [:]) { $0.optimizer.weightDecay = 0.25 },
        KeyedNetwork("smoothing for all", [:]) { $0.labelSmoothing = 0.125 },
        KeyedNetwork("schedule for all", [:]) { $0.schedule = .cosine },
        KeyedNetwork("penalty for all", [:]) { $0.penalty = Penalty(l1: 0, l2: 1e-4) },
    ]

    /// The inputs of a key besides the network.
    struct Way: CustomTestStringConvertible, Sendable {
        let name: String
        var dataset = "table"
        var folds = 0
        var repeats = 1
        var part = 0
        var seed: UInt64 = 1
        var centring: Centring?
        var machine = "machine-id host"
        var time: Double?
        var isWhole = false
        var attempt = 0
        var lacksClass = false
        var testDescription: String { name }

        static let all = [
            Way(name: "table of classes"),
            Way(name: "table of numbers", dataset: "numbers"),
            Way(name: "images", dataset: "images"),
            Way(name: "images centred by channel", dataset: "images", centring: .channel),
            Way(name: "second fold", folds: 3, part: 1),
            Way(name: "second repeat", repeats: 3, part: 1),
            Way(name: "second repeat of the third fold", folds: 3, repeats: 2, part: 5),
            Way(name: "training seed 2", seed: 2),
            Way(name: "training seed 2^64 - 1", seed: .max),
            Way(name: "time limit on this machine", time: 2),
            Way(name: "time limit on another machine", machine: "other", time: 2),
            Way(name: "whole examples, attempt 2", isWhole: true, attempt: 2),
            Way(name: "a class without a validation row", lacksClass: true),
        ]

        /// Images that are large enough for convolutions.
        static let pictures = Way(name: "pictures", dataset: "pictures")
    }

    /// Returns the key of the network.
    func fingerprint(_ way: Way = Way.all[0]) throws -> Fingerprint {
        let genus = try genus()
        let objective = try objective(way, genus)
        let genome = Genome(codes: genus.genes.map { _ in 0 })
        guard !way.isWhole else {
            return try objective.fingerprint(of: objective.blueprint(of: genome), attempt: way.attempt)
        }
        return try objective.prepare(genome).fingerprints[way.part]
    }

    func genus() throws -> Genus {
        try Genus(genes.sorted { $0.key < $1.key }.map { Gene($0.key, in: .list([$0.value])) })
    }

    /// Returns examples with a different split for each fold, which begins at the given row.
    func examples(_ way: Way, _ first: Int32) throws -> Examples {
        let dataset = try Self.dataset(way.dataset)
        // Three consecutive rows cover all classes. If a class is absent, the scores are means over fewer classes.
        let validation = way.lacksClass ? [first] : [first, first + 1, first + 2]
        let split = Split(
            training: (0..<7).filter { !validation.contains($0) }, validation: validation, test: [7])
        return Examples(
            dataset: dataset, split: split,
            preprocessing: .centred(dataset, training: split.training, by: way.centring ?? .pixel))
    }

    func objective(_ way: Way, _ genus: Genus) throws -> NetworkObjective {
        var settings = settings
        if let time = way.time { settings.timeLimit = time }
        let whole = try examples(way, 0)
        return try NetworkObjective(
            genus: genus,
            task: NetworkTask(
                input: whole.dataset.layout.shape, outputs: whole.dataset.targets.outputs, outputActivation: output,
                settings: settings),
            examples: whole, folds: try (0..<way.folds).map { try examples(way, Int32($0)) }, repeats: way.repeats,
            expression: try ParsedExpression(parsing: "accuracy"), direction: .maximize, seed: way.seed,
            machine: way.machine, instructionSet: "avx2")
    }

    private static func dataset(_ kind: String) throws -> Dataset {
        switch kind {
        case "images":
            try Dataset(
                name: "spots", layout: .image(height: 2, width: 2, channels: 3),
                features: .bytes(Array(0..<96)),
                targets: .classes(labels: [0, 1, 1, 0, 0, 1, 1, 0], names: ["a", "ß \"quoted\""]))
        case "pictures":
            try Dataset(
                name: "larger spots", layout: .image(height: 8, width: 8, channels: 3),
                features: .bytes((0..<1536).map { UInt8($0 % 251) }),
                targets: .classes(labels: [0, 1, 1, 0, 0, 1, 1, 0], names: ["a", "b"]))
        case "numbers":
            try Dataset(
                name: "prices", layout: .table(columns: ["area", "colour=red"]),
                features: .floats((0..<16).map { Float($0) / 3 }),
                targets: .values((0..<8).map { Float($0) * 1.5 }, names: ["price"]))
        default:
            try Dataset(
                name: "flowers", layout: .table(columns: ["area", "a \"b\", c"]),
                features: .floats((0..<16).map { Float($0) / 7 }),
                targets: .classes(labels: [0, 1, 2, 0, 1, 2, 0, 1], names: ["x", "y", "z"]))
        }
    }
}

extension SampleLayout {
    /// The shape of a sample as networks take it.
    fileprivate var shape: TensorShape {
        switch self {
        case .image(let height, let width, let channels): .image(height: height, width: width, channels: channels)
        case .table(let columns): .vector(columns.count)
        }
    }
}

/// A program whose key is compared.
struct KeyedProgram: CustomTestStringConvertible, Sendable {
    let name: String
    var command = "sh {x} plain {word}"
    var isKept = false
    var repeats: Int?
    var timeout: Double?
    var seed = 1
    var part = 0
    /// The content of the file `tool.sh` beside the script; nil if there is no such file.
    var file: String?
    var values: [String: GeneValue] = ["x": .real(0.1), "word": .text("two words")]
    var hasInactiveGene = false
    var testDescription: String { name }

    static let all = [
        KeyedProgram(name: "program"),
        KeyedProgram(name: "program with an inactive gene", hasInactiveGene: true),
        KeyedProgram(name: "program of whole numbers", values: ["x": .integer(-3), "word": .text("")]),
        KeyedProgram(
            name: "program of large numbers", values: ["x": .real(1e300), "word": .text("ß")]),
        KeyedProgram(name: "program that is kept", command: "sh", isKept: true),
        KeyedProgram(name: "program, second of two calls", repeats: 2, part: 1),
        KeyedProgram(name: "program with another seed", repeats: 2, seed: 5),
        KeyedProgram(name: "program with a file", command: "sh tool.sh {x} {word}", file: "echo 1\n"),
        KeyedProgram(
            name: "program with another file", command: "sh tool.sh {x} {word}", file: "echo 2\n"),
    ]

    /// Returns the key of the answer as if the program ran in the folder `/`.
    func fingerprint() throws -> Fingerprint {
        let folder = try TemporaryFolder()
        if let file { try folder.write(Array(file.utf8), to: "tool.sh") }
        var genes = values.sorted { $0.key < $1.key }.map { Gene($0.key, in: .list([$0.value])) }
        var codes: [UInt32] = genes.map { _ in 0 }
        if hasInactiveGene {
            genes.append(Gene("rare", in: .list([.integer(1)]), when: .compare(gene: "x", .above, 1e308)))
            codes.append(Genome.inactive)
        }
        let genus = try Genus(genes)
        let objective = try ProgramObjective(
            ProgramSettings(
                command: try CommandTemplate(parsing: command), isKeptRunning: isKept, timeout: timeout,
                repeats: repeats, isRemembered: true, folder: folder.path),
            direction: .maximize, genus: genus, seed: seed, workingFolder: "/")
        return objective.prepare(Genome(codes: codes)).fingerprints[part]
    }
}
