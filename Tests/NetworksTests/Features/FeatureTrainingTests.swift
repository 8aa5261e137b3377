import Datasets
import Networks
import Randomness
import Testing

/// Training of convolutional networks.
@Suite struct FeatureTrainingTests {
    /// Pictures of a horizontal or a vertical bar at a random position: no pixel alone tells which.
    private static func bars(count: Int, size: Int = 12) throws -> Examples {
        var generator = Generator(seed: 8)
        var pixels: [UInt8] = []
        var labels: [UInt16] = []
        for _ in 0..<count {
            var picture = (0..<size * size).map { _ in UInt8(generator.below(100)) }
            let isVertical = generator.below(2) == 1
            let (row, column) = (generator.below(size - 3), generator.below(size - 3))
            for step in 0..<4 {
                picture[(row + (isVertical ? step : 0)) * size + column + (isVertical ? 0 : step)] = 255
            }
            pixels += picture
            labels.append(isVertical ? 1 : 0)
        }
        let dataset = try Dataset(
            name: "bars", layout: .image(height: size, width: size, channels: 1), features: .bytes(pixels),
            targets: .classes(labels: labels, names: ["horizontal", "vertical"]))
        let split = try Split(dataset, plan: SplitPlan())
        return Examples(dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
    }

    private static func architecture(_ features: [AnyLayer], size: Int = 12) throws -> Architecture {
        try Architecture(
            input: .image(height: size, width: size, channels: 1), features: features,
            hidden: [DenseLayer(neurons: 16, activation: .relu)], outputs: 2, outputActivation: .softmax,
            initializer: .heNormal)
    }

    private static func convolution(_ filters: Int, _ activation: Activation = .relu) -> AnyLayer {
        AnyLayer(ConvolutionLayer(filters: filters, kernel: .square(3), activation: activation))
    }

    private static let pooling = AnyLayer(MaxPoolingLayer(size: .square(2)))

    /// Layers of every kind that has sums over samples, draws of its own, or steps for the whole batch.
    private static func mixture() -> [AnyLayer] {
        [
            convolution(8, .linear), AnyLayer(BatchNormalizationLayer()), AnyLayer(ActivationLayer(.relu)), pooling,
            AnyLayer(SpatialDropoutLayer(rate: DropoutRate(0.2) ?? .none)),
            AnyLayer(
                ResidualLayer(
                    [convolution(12, .gelu), AnyLayer(BatchNormalizationLayer())], activation: .relu)),
            AnyLayer(SeparableConvolutionLayer(filters: 12, kernel: .square(3), activation: .elu)),
            AnyLayer(LayerNormalizationLayer()), AnyLayer(DropoutLayer(rate: DropoutRate(0.3) ?? .none)),
            AnyLayer(AveragePoolingLayer(size: .square(2))),
            AnyLayer(PositionwiseLayer(neurons: 10, activation: .tanh)),
        ]
    }

    @Test func `a network for images of another shape with as many pixels is refused`() throws {
        let architecture = try Architecture(
            input: .image(height: 9, width: 16, channels: 1), features: [Self.convolution(4)], hidden: [], outputs: 2,
            outputActivation: .softmax, initializer: .heNormal)
        #expect(throws: NetworksError.imageShape(expected: [9, 16, 1], found: [12, 12, 1])) {
            _ = try Trainer(
                architecture: architecture, settings: Self.settings(epochs: 1, batch: 32),
                examples: Self.bars(count: 40))
        }
    }

    private static func settings(epochs: Int, batch: Int) -> TrainingSettings {
        var settings = TrainingSettings()
        settings.epochs = epochs
        settings.patience = epochs
        settings.batchSize = batch
        return settings
    }

    @Test func `a convolutional network learns what a dense network cannot`() throws {
        let examples = try Self.bars(count: 1200)
        func accuracy(_ architecture: Architecture) throws -> Double {
            let trainer = try Trainer(
                architecture: architecture, settings: Self.settings(epochs: 12, batch: 32), examples: examples)
            return try trainer.train(cancellation: Cancellation()) { _ in }.scores[.accuracy] ?? 0
        }
        let features = [
            Self.convolution(8), Self.pooling, Self.convolution(8), AnyLayer(GlobalMaxPoolingLayer()),
        ]
        let dense = Architecture(
            inputs: 144, hidden: [DenseLayer(neurons: 32, activation: .relu)], outputs: 2, outputActivation: .softmax,
            initializer: .heNormal)
        #expect(try accuracy(Self.architecture(features)) > 0.97)
        #expect(try accuracy(dense) < 0.9)
    }

    @Test(arguments: [7, 100, 300])
    func `the weights are the same, byte for byte, for any number of cores`(batch: Int) throws {
        let examples = try Self.bars(count: 500)
        let architecture = try Self.architecture(Self.mixture())
        func outcome(cores: Int) throws -> TrainingOutcome {
            var settings = Self.settings(epochs: 2, batch: batch)
            settings.penalty = Penalty(l1: 1e-5, l2: 1e-5)
            settings.augmentation = Augmentation(flip: true, shift: 1, cutout: 2)
            let trainer = try Trainer(architecture: architecture, settings: settings, examples: examples)
            return try trainer.train(cores: cores, cancellation: Cancellation()) { _ in }
        }
        let one = try outcome(cores: 1)
        for cores in [2, 3, 7] {
            let several = try outcome(cores: cores)
            #expect(several.network == one.network, "\(cores) cores")
            #expect(several.scores == one.scores)
        }
        let again = try one.network.scores(
            on: examples.split.validation, of: examples, loss: .categoricalCrossentropy,
            metrics: Metric.main(for: examples.dataset.targets))
        #expect(again == one.scores)
    }

    @Test(arguments: [1, 31, 33, 256, 257, 288]) func `a smaller last batch gives what it gives alone`(
        count: Int
    ) throws {
        let examples = try Self.bars(count: 300)
        var generator = Generator(seed: 4)
        let network = Network(try Self.architecture([Self.convolution(4), Self.pooling]), &generator)
        func stepped(batch: Int) throws -> Network {
            var steps = try TrainingSteps(network, settings: TrainingSettings(), examples: examples, batch: batch)
            _ = try steps.step((0..<count).map(Int32.init))
            return steps.network
        }
        #expect(try stepped(batch: 300) == stepped(batch: count))
    }

    @Test func `training continues from a network, and another seed gives other weights`() throws {
        let examples = try Self.bars(count: 200)
        let architecture = try Self.architecture(Self.mixture())
        var settings = Self.settings(epochs: 1, batch: 16)
        func train(from network: Network?) throws -> Network {
            try Trainer(architecture: architecture, settings: settings, examples: examples)
                .train(from: network, cancellation: Cancellation()) { _ in }.network
        }
        let first = try train(from: nil)
        settings.score = .loss
        settings.seed = 2
        #expect(try train(from: nil) != first)
        #expect(try train(from: first).architecture == architecture)
    }

    @Test func `gradients agree with finite differences of the loss`() throws {
        let examples = try Self.bars(count: 40)
        let rows = (0..<40).map(Int32.init)
        // Without dropout, and without the kinks of greatest numbers.
        let features = [
            Self.convolution(6, .tanh), AnyLayer(AveragePoolingLayer(size: .square(2))),
            AnyLayer(ResidualLayer([Self.convolution(8, .gelu), Self.convolution(8, .linear)], activation: .softplus)),
            AnyLayer(SeparableConvolutionLayer(filters: 8, kernel: .square(3), activation: .silu)),
            AnyLayer(LayerNormalizationLayer()), AnyLayer(GlobalAveragePoolingLayer()),
        ]
        let architecture = try Architecture(
            input: .image(height: 12, width: 12, channels: 1), features: features, hidden: [], outputs: 2,
            outputActivation: .softmax, initializer: .glorotNormal)
        var generator = Generator(seed: 4)
        let network = Network(architecture, &generator)
        var settings = TrainingSettings()
        settings.optimizer = Optimizer(.sgd)
        settings.optimizer.learningRate = 1
        var steps = try TrainingSteps(network, settings: settings, examples: examples, batch: 40)
        _ = try steps.step(rows)
        let gradient = zip(network.features, steps.network.features).map { before, after in
            zip(before, after).map { zip($0.values, $1.values).map { $0 - $1 } }
        }
        let length = gradient.joined().joined().reduce(0) { $0 + $1 * $1 }.squareRoot()
        func loss(_ distance: Float) throws -> Double {
            let features = zip(network.features, gradient).map { tensors, parts in
                zip(tensors, parts).map { tensor, part in
                    Tensor(
                        tensor.name, tensor.shape, zip(tensor.values, part).map { $0 + $1 / length * distance })
                }
            }
            let moved = Network(architecture: architecture, layers: network.layers, features: features)
            return try moved.scores(on: rows, of: examples, loss: .categoricalCrossentropy)[.loss] ?? .nan
        }
        let slope = (try loss(0.01) - loss(-0.01)) / 0.02
        #expect(length > 0.01)
        #expect(abs(slope - Double(length)) < 0.02 * Double(length), "\(slope) \(length)")
    }

    @Test func `dropout and augmentation change training, and predictions are exact`() throws {
        let examples = try Self.bars(count: 100)
        func loss(_ features: [AnyLayer], _ augmentation: Augmentation?) throws -> Double {
            var generator = Generator(seed: 4)
            var settings = TrainingSettings()
            settings.augmentation = augmentation
            let network = Network(try Self.architecture(features), &generator)
            #expect(try network.predict([0, 1], of: examples) == network.predict([0, 1], of: examples))
            var steps = try TrainingSteps(network, settings: settings, examples: examples, batch: 50)
            return try steps.step((0..<50).map(Int32.init))
        }
        let plain = try loss([Self.convolution(4), Self.pooling], nil)
        let rate = DropoutRate(0.5) ?? .none
        let single = try loss([Self.convolution(4), Self.pooling, AnyLayer(DropoutLayer(rate: rate))], nil)
        let whole = try loss([Self.convolution(4), Self.pooling, AnyLayer(SpatialDropoutLayer(rate: rate))], nil)
        let shifted = try loss([Self.convolution(4), Self.pooling], Augmentation(shift: 2))
        #expect(Set([plain, single, whole, shifted]).count == 4)
    }

    @Test func `a convolutional network whose loss becomes infinite stops with an error`() throws {
        let examples = try Self.bars(count: 100)
        var settings = Self.settings(epochs: 3, batch: 10)
        settings.optimizer = Optimizer(.sgd)
        settings.optimizer.learningRate = 1e30
        for features in [[Self.convolution(4)], [Self.convolution(4), Self.pooling], Self.mixture()] {
            let trainer = try Trainer(
                architecture: try Self.architecture(features), settings: settings, examples: examples)
            #expect(throws: NetworksError.diverged(epoch: 1)) {
                try trainer.train(cancellation: Cancellation()) { _ in }
            }
        }
    }

    @Test func `a convolutional network is cancelled within a batch, and an ensemble can hold it`() throws {
        let examples = try Self.bars(count: 100)
        let architecture = try Self.architecture([Self.convolution(4), Self.pooling])
        let trainer = try Trainer(
            architecture: architecture, settings: Self.settings(epochs: 3, batch: 10), examples: examples)
        let cancellation = Cancellation()
        #expect(throws: NetworksError.cancelled) {
            try trainer.train(cores: 2, cancellation: cancellation) { _ in cancellation.cancel() }
        }
        var generator = Generator(seed: 4)
        let networks = [Network(architecture, &generator), Network(architecture, &generator)]
        let mean = try Ensemble(networks).predict([0], of: examples)
        let single = try networks.map { try $0.predict([0], of: examples) }
        #expect(abs(mean[0] - (single[0][0] + single[1][0]) / 2) < 1e-6)
    }
}
