import DataSources
import Datasets
import Evolution
import Expressions
import Networks
import Objectives
import Randomness
import Testing

@Suite struct ConvolutionGenesTests {
    private static let digits = TensorShape.image(height: 8, width: 8, channels: 1)

    private static func objective(
        _ genus: Genus, _ input: TensorShape = digits, _ text: String = "accuracy",
        _ settings: TrainingSettings = TrainingSettings()
    ) throws -> NetworkObjective {
        let dataset = try Catalogue.load("digits")
        let split = try Split(dataset, plan: SplitPlan(limit: 100))
        return try NetworkObjective(
            genus: genus,
            task: NetworkTask(input: input, outputs: 10, outputActivation: .softmax, settings: settings),
            examples: Examples(
                dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training)),
            expression: try ParsedExpression(parsing: text), direction: .maximize, seed: 1)
    }

    /// Returns the blueprint described by genes of one value each.
    private static func blueprint(
        _ values: [String: GeneValue], _ input: TensorShape = digits, _ settings: TrainingSettings = TrainingSettings()
    ) throws -> NetworkBlueprint {
        let genus = try Genus(values.sorted { $0.key < $1.key }.map { Gene($0.key, in: .list([$0.value])) })
        return try objective(genus, input, "accuracy", settings).blueprint(of: genus.genome(from: values))
    }

    private static func convolution(
        _ filters: Int, _ kernel: Int = 3, _ activation: Activation = .relu, hasBias: Bool = true
    ) -> AnyLayer {
        AnyLayer(
            ConvolutionLayer(
                filters: filters, kernel: .square(kernel), padding: .same, activation: activation, hasBias: hasBias))
    }

    private static let maxPooling = AnyLayer(MaxPoolingLayer(size: .square(2)))
    private static let averagePooling = AnyLayer(AveragePoolingLayer(size: .square(2)))
    private static let flatten = AnyLayer(FlattenLayer())
    private static let average = AnyLayer(GlobalAveragePoolingLayer())
    private static let normalization = AnyLayer(BatchNormalizationLayer())

    @Test func `genes build the blocks they name`() throws {
        let built = try Self.blueprint([
            "filters0": .integer(16), "kernel0": .integer(5), "convolutions0": .integer(2),
            "pooling0": .text("average"), "convolution_dropout0": .real(0.25), "filters1": .integer(0),
            "kernel1": .integer(5), "filters2": .integer(32), "pooling2": .text("none"),
            "head": .text("global_average"), "neurons0": .integer(8), "input_dropout": .real(0.1),
        ]).architecture
        let dropout = AnyLayer(DropoutLayer(rate: try #require(DropoutRate(0.25))))
        #expect(
            built.features == [
                Self.convolution(16, 5), Self.convolution(16, 5), Self.averagePooling, dropout, Self.convolution(32),
                Self.average,
            ])
        #expect(built.input == Self.digits)
        #expect(
            built.featureShapes.map(\.description) == ["8 × 8 × 1", "8 × 8 × 16", "8 × 8 × 16"]
                + ["4 × 4 × 16", "4 × 4 × 16", "4 × 4 × 32", "32"])
        #expect(built.shapes.map(\.inputs) == [32, 8])
        #expect(built.inputDropout.value == 0.1)
    }

    @Test func `without genes of its own a block has the defaults`() throws {
        let built = try Self.blueprint(["filters0": .integer(4)]).architecture
        #expect(built.features == [Self.convolution(4), Self.maxPooling, Self.flatten])
        #expect(built.hidden.isEmpty && built.shapes[0].inputs == 4 * 4 * 4)
    }

    @Test func `normalized convolutions have no bias and are activated after their normalization`() throws {
        let built = try Self.blueprint([
            "filters0": .integer(4), "batch_normalization": .text("on"), "hidden_activation": .text("elu"),
        ]).architecture
        #expect(
            built.features == [
                Self.convolution(4, 3, .linear, hasBias: false), Self.normalization, AnyLayer(ActivationLayer(.elu)),
                Self.maxPooling, Self.flatten,
            ])
    }

    @Test func `residual blocks are activated after their addition`() throws {
        let plain = try Self.blueprint([
            "filters0": .integer(4), "convolutions0": .integer(2), "residual": .text("on"),
        ]).architecture
        let block = AnyLayer(
            ResidualLayer([Self.convolution(4), Self.convolution(4, 3, .linear)], activation: .relu))
        #expect(plain.features == [block, Self.maxPooling, Self.flatten])
        let normalized = try Self.blueprint([
            "filters0": .integer(4), "residual": .text("on"), "batch_normalization": .text("on"),
        ]).architecture
        let inner = [Self.convolution(4, 3, .linear, hasBias: false), Self.normalization]
        #expect(
            normalized.features == [
                AnyLayer(ResidualLayer(inner, activation: .relu)), Self.maxPooling, Self.flatten,
            ])
    }

    @Test func `genes of all blocks apply where a block has none of its own`() throws {
        let built = try Self.blueprint([
            "blocks": .integer(2), "filters": .integer(4), "kernel": .integer(1), "kernel1": .integer(3),
            "pooling": .text("none"), "convolutions": .integer(1), "filters5": .integer(64),
        ]).architecture
        #expect(built.features == [Self.convolution(4, 1), Self.convolution(4, 3), Self.flatten])
        let numbered = try Self.blueprint([
            "filters": .integer(4), "filters1": .integer(8), "convolution_dropout": .integer(0),
        ]).architecture
        #expect(
            numbered.features == [
                Self.convolution(4), Self.maxPooling, Self.convolution(8), Self.maxPooling, Self.flatten,
            ])
        #expect(try Self.blueprint(["filters": .integer(4), "blocks": .integer(0)]).architecture.features.isEmpty)
    }

    @Test func `a network whose blocks have no filters is a dense network`() throws {
        let blocks = try Self.blueprint([
            "filters0": .integer(0), "kernel0": .integer(5), "head": .text("global_average"), "residual": .text("on"),
            "neurons0": .integer(8),
        ])
        #expect(try blocks == Self.blueprint(["neurons0": .integer(8)]))
    }

    @Test func `an image of fewer than 2 rows or columns is not pooled`() throws {
        let values = Dictionary(uniqueKeysWithValues: (0..<5).map { ("filters\($0)", GeneValue.integer(4)) })
        let digits = try Self.blueprint(values).architecture
        #expect(digits.features.count { $0 == Self.maxPooling } == 3)
        #expect(digits.shapes[0].inputs == 4)
        let line = try Self.blueprint(values, .image(height: 1, width: 16, channels: 3)).architecture
        #expect(!line.features.contains(Self.maxPooling))
        #expect(line.shapes[0].inputs == 64)
    }

    @Test func `two descriptions of one network are equal`() throws {
        func values(_ filters: [Int], _ others: [String: GeneValue] = [:]) -> [String: GeneValue] {
            let filters = filters.enumerated().map { ("filters\($0)", GeneValue.integer($1)) }
            return Dictionary(uniqueKeysWithValues: filters).merging(others) { $1 }
        }
        let first = try Self.blueprint(values([8, 16, 0]))
        #expect(try first == Self.blueprint(values([8, 0, 16])))
        #expect(try first == Self.blueprint(values([0, 8, 16])))
        #expect(try first == Self.blueprint(values([8, 16], ["flip": .text("off"), "shift": .integer(0)])))
        #expect(try first != Self.blueprint(values([16, 8, 0])))
        // Of a single pixel the mean is the pixel.
        let single = values([4, 4, 4])
        #expect(try Self.blueprint(single) == Self.blueprint(single.merging(["head": .text("global_average")]) { $1 }))
        #expect(try first != Self.blueprint(values([8, 16], ["head": .text("global_average")])))
    }

    @Test func `genes of images are refused for rows of numbers`() throws {
        for name in ["filters0", "pooling", "blocks", "residual", "head", "flip", "shift", "cutout"] {
            let gene = try #require(NetworkGenes.described(name))
            let genus = try Genus([Gene(name, in: gene.values)])
            #expect(throws: ObjectiveError.geneOfImages(name)) { try Self.objective(genus, .vector(64)) }
            #expect(throws: Never.self) { try Self.objective(genus) }
        }
        #expect(
            ObjectiveError.geneOfImages("filters0").description
                == "the gene filters0 needs images, but each sample is a row of numbers; `gene remove filters0` removes it, "
                + "`network convolution 0` and `genes default` restore the genes of dense networks")
    }

    @Test func `random changes of images are genes that override the task`() throws {
        var task = TrainingSettings()
        task.augmentation = Augmentation(flip: true, shift: 2)
        let kept = try Self.blueprint(["neurons0": .integer(8)], Self.digits, task).settings
        #expect(kept.augmentation == task.augmentation)
        let changed = try Self.blueprint(
            ["flip": .text("off"), "cutout": .integer(4)], Self.digits, task
        ).settings
        #expect(changed.augmentation == Augmentation(shift: 2, cutout: 4))
        let off = try Self.blueprint(["flip": .text("off"), "shift": .integer(0)], Self.digits, task).settings
        #expect(off.augmentation == nil)
    }

    @Test func `values up to the limits are accepted, and values beyond them are refused`() throws {
        let limits: [(gene: String, taken: [GeneValue], refused: [GeneValue])] = [
            ("filters0", [.integer(0), .integer(65_536)], [.integer(-1), .integer(65_537), .real(1.5)]),
            ("filters99", [.integer(1)], [.integer(-1)]),
            ("kernel0", [.integer(1), .integer(99)], [.integer(0), .integer(100)]),
            ("convolutions", [.integer(1), .integer(10)], [.integer(0), .integer(11)]),
            ("pooling0", ["none", "max", "average"].map(GeneValue.text), [.text("mean"), .integer(0)]),
            ("convolution_dropout1", [.integer(0), .real(0.99)], [.integer(1), .real(-0.01)]),
            ("blocks", [.integer(0), .integer(100)], [.integer(-1), .integer(101)]),
            ("head", ["flatten", "global_average"].map(GeneValue.text), [.text("average")]),
            ("residual", [.text("on"), .text("off")], [.text("yes please")]),
            ("flip", [.text("on"), .text("off")], [.integer(2)]),
            ("shift", [.integer(0), .integer(4096)], [.integer(-1), .integer(4097)]),
            ("cutout", [.integer(0), .integer(4096)], [.integer(-1), .real(0.5)]),
        ]
        for (gene, taken, refused) in limits {
            for value in taken { #expect(throws: Never.self, "\(gene) \(value)") { try Self.blueprint([gene: value]) } }
            for value in refused {
                #expect(throws: ObjectiveError.self, "\(gene) \(value)") { try Self.blueprint([gene: value]) }
            }
        }
        for name in ["filters100", "kernel01", "pooling-1", "filter0", "convolution0"] {
            #expect(throws: ObjectiveError.self, "\(name)") { try Self.blueprint([name: .integer(1)]) }
        }
    }

    @Test func `a network that is too large is an error before training`() throws {
        let image = TensorShape.image(height: 32, width: 32, channels: 3)
        let error = #expect(throws: ObjectiveError.self) { try Self.blueprint(["filters0": .integer(65_536)], image) }
        #expect(error?.description.hasPrefix("the genes describe no network: ") == true)
    }

    @Test func `each gene of images has suggested values, and networks accept them`() throws {
        let genes = NetworkGenes.described.filter { NetworkGenes.isForImages($0.name) }
        #expect(genes.count == 6 + 5 + 3 * 5)
        for described in genes {
            let gene = Gene(described.name, in: described.values)
            for code in [0, UInt32(gene.count - 1)] {
                #expect(throws: Never.self, "\(gene.name)") { try Self.blueprint([gene.name: gene.value(of: code)]) }
            }
        }
        #expect(NetworkGenes.described("pooling7")?.values.description == "none, max, average")
        #expect(
            NetworkGenes.described("kernel1")?.summary == "height and width of the kernels of convolutional block 1")
        #expect(NetworkGenes.described("filters")?.summary.contains("of each convolutional block") == true)
    }

    // MARK: - Default genes

    private static func genes(_ blocks: Int, _ layers: Int, isUniform: Bool = false) -> [Gene] {
        NetworkGenes.standard(NetworkShape(layers: layers, blocks: blocks, isUniform: isUniform))
    }

    @Test func `the default genes of blocks depend on the filters of their block`() throws {
        let genes = Self.genes(3, 1)
        #expect(genes.count == 28)
        #expect(
            genes.filter { $0.name.hasSuffix("1") }.map { "\($0.name) in \($0.domain)" } == [
                "filters1 in 0, 16, 32, 64", "kernel1 in 3, 5", "convolutions1 in 1, 2",
                "pooling1 in max, average, none", "convolution_dropout1 in 0.0..0.3 by 0.1",
            ])
        let conditions = genes.filter { $0.name.hasSuffix("2") }.map { $0.condition.map { "\($0)" } }
        #expect(conditions == [nil] + [String?](repeating: "filters2 > 0", count: 4))
        #expect(Self.genes(2, 2).count == 25)
        #expect(
            Self.genes(4, 2, isUniform: true).map { "\($0.name) in \($0.domain)" }.contains("blocks in 1..4"))
        #expect(Self.genes(4, 2, isUniform: true).contains { "\($0.name) in \($0.domain)" == "layers in 0..2" })
        #expect(Self.genes(3, 1, isUniform: true).allSatisfy { $0.condition == nil })
    }

    @Test(
        arguments: [TensorShape.image(height: 1, width: 1, channels: 1), digits]
            + [.image(height: 28, width: 28, channels: 1), .image(height: 32, width: 32, channels: 3)])
    func `every genome of the default genes is a network of moderate size`(input: TensorShape) throws {
        for (blocks, isUniform) in [(1, false), (3, false), (9, false), (5, true)] {
            let genus = try Genus(Self.genes(blocks, 1, isUniform: isUniform))
            let objective = try Self.objective(genus, input)
            var generator = Generator(seed: 5)
            for _ in 0..<200 {
                let values = genus.genes.map { gene in
                    (gene.name, gene.value(of: UInt32(generator.below(gene.count))))
                }
                let genome = try genus.genome(from: Dictionary(uniqueKeysWithValues: values))
                let architecture = try objective.blueprint(of: genome).architecture
                #expect(!architecture.features.isEmpty)
                #expect(architecture.parameterCount < 6_000_000)
            }
        }
    }

    @Test func `each of the default genes has an effect on the network`() throws {
        let genus = try Genus(Self.genes(3, 1))
        let objective = try Self.objective(genus, .image(height: 28, width: 28, channels: 1))
        var values: [String: GeneValue] = [:]
        for gene in genus.genes { values[gene.name] = gene.value(of: 0) }
        for block in 0..<3 { values["filters\(block)"] = .integer(32) }
        values["neurons0"] = .integer(64)
        let base = try objective.prepare(genus.genome(from: values)).fingerprints[0]
        for gene in genus.genes {
            let other = gene.value(of: values[gene.name] == gene.value(of: 0) ? UInt32(gene.count - 1) : 0)
            let changed = try genus.genome(from: values.merging([gene.name: other]) { $1 })
            #expect(try objective.prepare(changed).fingerprints[0] != base, "\(gene.name)")
        }
    }

    // MARK: - Cost

    @Test func `multiplications and parameters are those of the layers, and known before training`() throws {
        let genus = try Genus([
            Gene("filters0", in: .list([.integer(16)])), Gene("filters1", in: .list([.integer(0), .integer(32)])),
        ])
        let objective = try Self.objective(genus, Self.digits, "accuracy - multiplications")
        let genome = try genus.genome(from: ["filters0": .integer(16), "filters1": .integer(32)])
        let architecture = try objective.blueprint(of: genome).architecture
        // 8 × 8 pixels of 3 × 3 weights, 4 × 4 pixels of 3 × 3 × 16 weights for each filter, and 2 × 2 × 32 × 10.
        let multiplications = 64 * 9 * 16 + 16 * 9 * 16 * 32 + 128 * 10
        #expect(architecture.multiplicationsPerSample == multiplications)
        #expect(architecture.parameterCount == (9 + 1) * 16 + (9 * 16 + 1) * 32 + 129 * 10)
        // Results of older versions contain no multiplications.
        let measured = Evaluation(scores: ["accuracy": 0.5, "parameters": 6090], seconds: 1)
        #expect(
            objective.outcome(of: genome, measured: [measured]) == .fitness(0.5 - Double(multiplications), size: 6090))
        #expect(objective.facts(of: genome, measured: measured)["multiplications"] == Double(multiplications))
    }

    @Test func `the cost of a convolution follows from its multiplications`() throws {
        let genus = try Genus([Gene("filters0", in: .list([.integer(8), .integer(16)]))])
        let objective = try Self.objective(genus, .image(height: 32, width: 32, channels: 3))
        let costs = try [8, 16].map { try objective.prepare(try genus.genome(from: ["filters0": .integer($0)])).cost }
        // A forward pass and the two products of a backward pass.
        let multiplications = [8.0, 16].map { 1024 * 27 * $0 + 256 * $0 * 10 }
        for (cost, expected) in zip(costs, multiplications) { #expect(cost > 3 * expected && cost < 4 * expected) }
    }
}
