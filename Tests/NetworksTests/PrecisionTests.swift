import Datasets
import Networks
import Randomness
import Testing

@Suite(.enabled(if: Precision.bfloat16.isHere, "this processor does not support bfloat16")) struct PrecisionTests {
    private static func examples() throws -> Examples {
        var generator = Generator(seed: 4)
        let x = (0..<200).map { _ in (0..<20).map { _ in Float(generator.normal()) } }
        return try KerasFixtures.examples(x, x.map { [$0[0] * $0[1], $0[2]] })
    }

    private static func settings(_ precision: Precision?) -> TrainingSettings {
        var settings = TrainingSettings()
        settings.loss = .meanSquaredError
        settings.score = .r2
        settings.epochs = 3
        settings.patience = 3
        settings.precision = precision
        return settings
    }

    private static let architecture = Architecture(
        inputs: 20, hidden: [DenseLayer(neurons: 48, activation: .tanh), DenseLayer(neurons: 33, activation: .relu)],
        outputs: 2, outputActivation: .linear, initializer: .glorotUniform)

    @Test func `a step with 16 bits agrees with one with 32 bits to two digits`() throws {
        let examples = try Self.examples()
        let rows = Array(examples.split.training.prefix(64))
        var generator = Generator(seed: 6)
        let network = Network(Self.architecture, &generator)
        func moved(_ precision: Precision?) throws -> (loss: Double, layers: [Network.Layer]) {
            var settings = Self.settings(precision)
            settings.optimizer = Optimizer(.sgd)
            settings.optimizer.learningRate = 1
            var steps = try TrainingSteps(network, settings: settings, examples: examples, batch: rows.count)
            return (try steps.step(rows), steps.network.layers)
        }
        let (whole, half) = (try moved(nil), try moved(.bfloat16))
        #expect(abs(whole.loss - half.loss) < 0.01 * whole.loss)
        #expect(whole.layers != half.layers)
        func length(_ values: [Float]) -> Float { values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
        for (index, layer) in network.layers.enumerated() {
            let slopes = zip(layer.kernel, whole.layers[index].kernel).map { $0 - $1 }
            let misses = zip(whole.layers[index].kernel, half.layers[index].kernel).map { $0 - $1 }
            #expect(length(misses) < 0.02 * length(slopes), "layer \(index)")
        }
    }

    @Test func `the same seed gives the same weights, and the scores belong to the kept weights`() throws {
        let examples = try Self.examples()
        let trainer = try Trainer(
            architecture: Self.architecture, settings: Self.settings(.bfloat16), examples: examples)
        let first = try trainer.train(cancellation: Cancellation()) { _ in }
        let second = try trainer.train(cancellation: Cancellation()) { _ in }
        #expect(first.network == second.network)
        let scores = try first.network.scores(
            on: examples.split.validation, of: examples, loss: .meanSquaredError,
            metrics: Metric.main(for: examples.dataset.targets))
        #expect(scores == first.scores)
    }
}
