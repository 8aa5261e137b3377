import Datasets
import Networks
import Randomness
import Testing

/// Training one network on several cores.
@Suite struct ThreadTeamTests {
    /// Layers large enough to be divided into pieces, and one that is not.
    private static func architecture(_ activation: Activation, normalized: Bool) -> Architecture {
        let dropout = DropoutRate(0.2) ?? .none
        return Architecture(
            inputs: 300, inputDropout: dropout,
            hidden: [
                DenseLayer(neurons: 600, activation: activation, dropout: dropout),
                DenseLayer(
                    neurons: 700, activation: .relu, dropout: dropout,
                    normalization: normalized ? BatchNormalization() : nil),
                DenseLayer(neurons: 20, activation: activation),
            ], outputs: 3, outputActivation: .softmax, initializer: .heNormal)
    }

    private static func examples() throws -> Examples {
        var generator = Generator(seed: 5)
        let count = 700
        let dataset = try Dataset(
            name: "noise", layout: .table(columns: (0..<300).map { "x\($0)" }),
            features: .floats((0..<count * 300).map { _ in Float(generator.normal()) }),
            targets: .classes(labels: (0..<count).map { UInt16($0 % 3) }, names: ["a", "b", "c"]))
        let split = try Split(dataset, plan: SplitPlan())
        return Examples(dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
    }

    @Test(arguments: [Activation.elu, .gelu], [false, true])
    func `the weights are the same, byte for byte, for any number of cores`(
        activation: Activation, isNormalized: Bool
    ) throws {
        let examples = try Self.examples()
        for precision in Precision.all where precision.isHere {
            func outcome(cores: Int) throws -> TrainingOutcome {
                var settings = TrainingSettings()
                settings.epochs = 2
                settings.batchSize = 300
                settings.penalty = Penalty(l1: 1e-5, l2: 1e-5)
                settings.precision = precision
                let trainer = try Trainer(
                    architecture: Self.architecture(activation, normalized: isNormalized), settings: settings,
                    examples: examples)
                return try trainer.train(cores: cores, cancellation: Cancellation()) { _ in }
            }
            let one = try outcome(cores: 1)
            for cores in [2, 3, 7] {
                let several = try outcome(cores: cores)
                #expect(several.network == one.network, "\(cores) cores, \(precision)")
                #expect(several.scores == one.scores)
            }
        }
    }

    @Test func `a team can be cancelled too`() throws {
        let trainer = try Trainer(
            architecture: Self.architecture(.relu, normalized: false), settings: TrainingSettings(),
            examples: try Self.examples())
        let cancellation = Cancellation()
        #expect(throws: NetworksError.cancelled) {
            try trainer.train(cores: 3, cancellation: cancellation) { _ in cancellation.cancel() }
        }
    }
}
