import DataSources
import Datasets
import Evolution
import Expressions
import Networks
import Objectives
import Testing

@Suite struct NetworkBlueprintTests {
    /// Returns the blueprint described by genes of one value each.
    private static func blueprint(
        _ values: [String: GeneValue], _ settings: TrainingSettings = TrainingSettings()
    ) throws -> NetworkBlueprint {
        let dataset = try Catalogue.load("iris")
        let split = try Split(dataset, plan: SplitPlan())
        let genus = try Genus(values.sorted { $0.key < $1.key }.map { Gene($0.key, in: .list([$0.value])) })
        let objective = try NetworkObjective(
            genus: genus,
            task: NetworkTask(inputs: 4, outputs: 3, outputActivation: .softmax, settings: settings),
            examples: Examples(
                dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training)),
            expression: try ParsedExpression(parsing: "accuracy"), direction: .maximize, seed: 1)
        return try objective.blueprint(of: genus.genome(from: values))
    }

    @Test func `genes build the network they name`() throws {
        let built = try Self.blueprint([
            "neurons0": .integer(8), "neurons1": .integer(0), "neurons2": .integer(16), "dropout0": .real(0.25),
            "dropout1": .real(0.5), "hidden_activation": .text("elu"), "initializer": .text("he_normal"),
            "input_dropout": .real(0.1), "batch_normalization": .text("on"),
        ]).architecture
        #expect(built.inputs == 4 && built.outputs == 3)
        #expect(built.hidden.map(\.neurons) == [8, 16])
        #expect(built.hidden.map(\.dropout.value) == [0.25, 0])
        #expect(built.hidden.allSatisfy { $0.activation == .elu && $0.normalization != nil })
        #expect(built.initializer == .heNormal)
        #expect(built.inputDropout.value == 0.1)
        #expect(built.outputActivation == .softmax)
    }

    @Test func `genes set the training of the network`() throws {
        let trained = try Self.blueprint([
            "neurons0": .integer(8), "optimizer": .text("sgd"), "momentum": .real(0.5), "nesterov": .text("yes"),
            "learning_rate": .real(0.25), "batch_size": .integer(7), "weight_decay": .real(0.125),
            "label_smoothing": .real(0.25), "schedule": .text("cosine"), "l1": .real(0.5), "l2": .real(0.75),
        ]).settings
        #expect(trained.optimizer.rule == .sgd)
        #expect(trained.optimizer.momentum == Optimizer.Momentum(share: 0.5, isNesterov: true))
        #expect(trained.optimizer.learningRate == 0.25)
        #expect(trained.optimizer.weightDecay == 0.125)
        #expect(trained.batchSize == 7)
        #expect(trained.labelSmoothing == 0.25)
        #expect(trained.schedule == .cosine)
        #expect(trained.penalty == Penalty(l1: 0.5, l2: 0.75))
    }

    @Test func `without genes a network has the defaults`() throws {
        let plain = try Self.blueprint(["neurons0": .integer(8)])
        #expect(plain.settings.optimizer == .adam)
        #expect(plain.settings.batchSize == 32)
        #expect(plain.settings.penalty == nil && plain.settings.schedule == nil && plain.settings.labelSmoothing == nil)
        #expect(plain.architecture.initializer == .glorotUniform)
        #expect(plain.architecture.hidden.map(\.activation) == [.relu])
        #expect(plain.architecture.hidden.map(\.dropout.value) == [0])
        #expect(plain.architecture.hidden.allSatisfy { $0.normalization == nil })
        #expect(plain.architecture.inputDropout.value == 0)
    }

    @Test func `a gene that turns a setting off overrides the task`() throws {
        var task = TrainingSettings()
        task.labelSmoothing = 0.5
        task.schedule = .step
        task.optimizer.weightDecay = 0.25
        task.penalty = Penalty(l1: 1, l2: 0)
        let kept = try Self.blueprint(["neurons0": .integer(8)], task).settings
        #expect(kept.labelSmoothing == 0.5 && kept.schedule == .step && kept.penalty == Penalty(l1: 1, l2: 0))
        #expect(kept.optimizer.weightDecay == 0.25)
        let off = try Self.blueprint(
            [
                "neurons0": .integer(8), "label_smoothing": .real(0), "schedule": .text("constant"),
                "weight_decay": .real(0), "momentum": .real(0.5), "l2": .real(2),
            ], task
        ).settings
        #expect(off.labelSmoothing == nil && off.schedule == nil && off.optimizer.weightDecay == nil)
        #expect(off.penalty == Penalty(l1: 0, l2: 2))
        // Only sgd uses momentum.
        #expect(off.optimizer.momentum == nil)
    }

    @Test(arguments: [
        ([("layers", 3), ("neurons", 16)], [16, 16, 16]),
        ([("layers", 2), ("neurons", 16), ("neurons1", 8)], [16, 8]),
        ([("neurons", 16)], [16]), ([("neurons", 16), ("neurons2", 4)], [16, 16, 4]),
        ([("layers", 2), ("neurons0", 8), ("neurons3", 4)], [8]), ([("layers", 0), ("neurons", 16)], []),
    ])
    func `identical and numbered layers can be combined`(
        genes: [(String, Int)], neurons: [Int]
    ) throws {
        let values = Dictionary(uniqueKeysWithValues: genes.map { ($0.0, GeneValue.integer($0.1)) })
        #expect(try Self.blueprint(values).architecture.hidden.map(\.neurons) == neurons)
    }

    @Test func `values up to the limits are accepted, and values beyond them are refused`() throws {
        let limits: [(gene: String, taken: [GeneValue], refused: [GeneValue])] = [
            ("batch_size", [.integer(1), .integer(1_000_000)], [.integer(0), .integer(1_000_001), .real(1.5)]),
            ("layers", [.integer(0), .integer(100)], [.integer(-1), .integer(101)]),
            ("neurons", [.integer(0), .integer(1_000_000)], [.integer(-1), .integer(1_000_001)]),
            ("neurons99", [.integer(0), .integer(1_000_000)], [.integer(-1), .integer(1_000_001)]),
            ("dropout", [.integer(0), .real(0.99)], [.integer(1), .real(-0.01)]),
            ("dropout7", [.integer(0), .real(0.99)], [.integer(1), .real(-0.01)]),
            ("momentum", [.integer(0), .real(0.99)], [.integer(1), .real(-0.01)]),
            ("label_smoothing", [.integer(0), .real(0.99)], [.integer(1), .real(-0.01)]),
            ("l1", [.integer(0), .real(1e9)], [.real(-1e-9)]), ("l2", [.integer(0), .real(1e9)], [.real(-1e-9)]),
            ("weight_decay", [.integer(0), .real(1e9)], [.real(-1e-9)]),
            ("learning_rate", [.real(1e-9), .integer(9)], [.integer(0), .integer(-1)]),
            (
                "nesterov", ["on", "yes", "true", "off", "no", "false"].map(GeneValue.text),
                [.text("maybe"), .integer(2)]
            ),
            ("optimizer", Optimizer.all.map { .text($0.name) }, [.text("adan"), .integer(1)]),
        ]
        for (gene, taken, refused) in limits {
            for value in taken { #expect(throws: Never.self, "\(gene) \(value)") { try Self.blueprint([gene: value]) } }
            for value in refused {
                #expect(throws: ObjectiveError.self, "\(gene) \(value)") { try Self.blueprint([gene: value]) }
            }
        }
        for name in ["neurons100", "neurons01", "neurons-1", "neuron0"] {
            #expect(throws: ObjectiveError.self, "\(name)") { try Self.blueprint([name: .integer(0)]) }
        }
    }

    @Test func `each gene has suggested values, and networks accept them`() throws {
        let ranges = [
            "batch_size": "16, 32, 64, 128", "input_dropout": "0.0..0.5 by 0.1", "learning_rate": "0.0001..0.1 log",
            "momentum": "0.0..0.99", "nesterov": "on, off", "weight_decay": "1e-05..0.01 log",
            "label_smoothing": "0.0..0.2 by 0.05", "batch_normalization": "on, off", "l1": "1e-06..0.001 log",
            "l2": "1e-06..0.001 log", "layers": "1..5", "neurons": "16, 32, 64, 128, 256, 512, 1024",
            "dropout": "0.0..0.5 by 0.1", "neurons0": "0, 16, 32, 64, 128, 256, 512, 1024",
            "dropout4": "0.0..0.5 by 0.1",
            "schedule": "constant, cosine, step, warm_up",
            "optimizer": Optimizer.all.map(\.name).joined(separator: ", "),
        ]
        let described = Dictionary(uniqueKeysWithValues: NetworkGenes.described.map { ($0.name, $0.values) })
        for (name, values) in ranges { #expect(described[name]?.description == values, "\(name)") }
        // 18 genes of the whole network, and two for each of five layers.
        let ofRows = described.filter { !NetworkGenes.isForImages($0.key) }
        #expect(ofRows.count == 28)
        for (name, values) in ofRows {
            let gene = Gene(name, in: values)
            for code in [0, UInt32(gene.count - 1)] {
                #expect(throws: Never.self, "\(name)") { try Self.blueprint([name: gene.value(of: code)]) }
            }
        }
        #expect(described["hidden_activation"]?.description.contains("softmax") == false)
        #expect(NetworkGenes.described("neurons7")?.name == "neurons7")
        #expect(NetworkGenes.described("depth") == nil)
    }
}
