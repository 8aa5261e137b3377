import Datasets
import Networks
import Randomness
import Testing

@Suite struct BatchNormalizationTests {
    private static func examples(rows: Int) throws -> Examples {
        var generator = Generator(seed: 8)
        let x = (0..<rows).map { _ in (0..<4).map { _ in Float(3 + 2 * generator.normal()) } }
        let y = x.map { [$0[0] * $0[1] / 9, $0[2] - $0[3]] }
        return try KerasFixtures.examples(x, y)
    }

    private static func network(_ activation: Activation, seed: UInt64 = 2) -> Network {
        var generator = Generator(seed: seed)
        return Network(
            Architecture(
                inputs: 4,
                hidden: [
                    DenseLayer(neurons: 6, activation: activation, normalization: BatchNormalization()),
                    DenseLayer(neurons: 5, activation: .linear, normalization: BatchNormalization()),
                ], outputs: 2, outputActivation: .linear, initializer: .glorotUniform), &generator)
    }

    private static func descent(_ rate: Float) -> TrainingSettings {
        var settings = TrainingSettings()
        settings.loss = .meanSquaredError
        settings.optimizer = Optimizer(.sgd)
        settings.optimizer.learningRate = rate
        return settings
    }

    @Test(arguments: [Activation.tanh, .sigmoid, .gelu, .elu])
    func `gradients agree with differences of the loss of the same batch`(activation: Activation) throws {
        let examples = try Self.examples(rows: 24)
        let rows = examples.split.training
        let network = Self.network(activation)
        var steps = try TrainingSteps(network, settings: Self.descent(1), examples: examples, batch: rows.count)
        _ = try steps.step(rows)
        let slopes = zip(network.layers, steps.network.layers).map { before, after in
            Network.Layer(
                kernel: zip(before.kernel, after.kernel).map { $0 - $1 },
                bias: zip(before.bias, after.bias).map { $0 - $1 },
                normalization: before.normalization.map { weights in
                    BatchNormalization.Weights(
                        scale: zip(weights.scale, after.normalization?.scale ?? []).map { $0 - $1 },
                        mean: weights.mean, variance: weights.variance)
                })
        }
        let square = slopes.reduce(0.0) { sum, layer in
            (layer.kernel + layer.bias + (layer.normalization?.scale ?? [])).reduce(sum) {
                $0 + Double($1) * Double($1)
            }
        }
        // A step returns the loss of the batch before the step, with the batch's own mean and variance.
        func loss(movedBy step: Float) throws -> Double {
            let layers = zip(network.layers, slopes).map { layer, slope in
                Network.Layer(
                    kernel: zip(layer.kernel, slope.kernel).map { $0 + step * $1 },
                    bias: zip(layer.bias, slope.bias).map { $0 + step * $1 },
                    normalization: layer.normalization.map { weights in
                        BatchNormalization.Weights(
                            scale: zip(weights.scale, slope.normalization?.scale ?? []).map { $0 + step * $1 },
                            mean: weights.mean, variance: weights.variance)
                    })
            }
            var moved = try TrainingSteps(
                Network(architecture: network.architecture, layers: layers), settings: Self.descent(1),
                examples: examples, batch: rows.count)
            return try moved.step(rows)
        }
        let step = Float(1e-2 / square.squareRoot())
        let slope = (try loss(movedBy: step) - loss(movedBy: -step)) / (2 * Double(step))
        #expect(abs(slope - square) <= 0.01 * square + 1e-3, "\(slope) \(square)")
    }

    @Test func `prediction uses the moving means, which follow the batches`() throws {
        let examples = try Self.examples(rows: 64)
        let rows = examples.split.training
        let network = Self.network(.tanh)
        // With a tiny learning rate nothing is learned, but the means move: a hundredth of the way each step.
        var steps = try TrainingSteps(network, settings: Self.descent(1e-12), examples: examples, batch: rows.count)
        let training = try steps.step(rows)
        let once = try #require(steps.network.layers[0].normalization)
        for _ in 0..<2000 { _ = try steps.step(rows) }
        let often = try #require(steps.network.layers[0].normalization)
        for neuron in once.mean.indices {
            #expect(isNear(once.mean[neuron], 0.01 * often.mean[neuron]))
            #expect(isNear(once.variance[neuron] - 0.99, 0.01 * often.variance[neuron]))
        }
        let used = try #require(
            try steps.network.scores(on: rows, of: examples, loss: .meanSquaredError)[.loss])
        #expect(isNear(Float(used), Float(training)))
        // Single rows give the same results as all rows together.
        let alone = try rows.flatMap { try steps.network.predict([$0], of: examples) }
        #expect(firstDifference(alone, try steps.network.predict(rows, of: examples)) == nil)
    }

    @Test func `the number of parameters includes scales and shifts instead of biases`() {
        #expect(Self.network(.relu).architecture.parameterCount == 4 * 6 + 12 + 6 * 5 + 10 + 5 * 2 + 2)
    }
}
