import Datasets
import Networks
import Randomness
import Testing

/// Inverted dropout (Srivastava et al., 2014): of n numbers, rate · n are dropped and the others divided by 1 − rate.
///
/// A last layer whose weights are 0 shows which inputs were dropped. With one row, an output of 0 instead of 1, the
/// mean squared error and a learning rate of ½, one step of sgd sets the weights of this layer to its inputs.
@Suite struct DropoutTests {
    private static let rates: [Float] = [0.1, 0.25, 0.5, 0.9]
    private static let width = 16_384

    /// One row of ones, and the target 1.
    private static func examples(inputs: Int) throws -> Examples {
        let dataset = try Dataset(
            name: "ones", layout: .table(columns: (0..<inputs).map { "x\($0)" }),
            features: .floats([Float](repeating: 1, count: inputs)), targets: .values([1], names: ["y"]))
        return Examples(
            dataset: dataset, split: Split(training: [0], validation: [0], test: []),
            preprocessing: Preprocessing(
                factors: [Float](repeating: 1, count: inputs), shifts: [Float](repeating: 0, count: inputs)))
    }

    private static var settings: TrainingSettings {
        var settings = TrainingSettings()
        settings.optimizer = Optimizer(.sgd)
        settings.optimizer.learningRate = 0.5
        settings.loss = .meanSquaredError
        return settings
    }

    private static func rate(_ rate: Float) throws -> DropoutRate { try #require(DropoutRate(rate)) }

    /// A linear network without hidden layers.
    private static func inputNetwork(dropout: Float, weight: Float) throws -> Network {
        Network(
            architecture: Architecture(
                inputs: width, inputDropout: try rate(dropout), hidden: [], outputs: 1, outputActivation: .linear,
                initializer: .heUniform),
            layers: [.init(kernel: [Float](repeating: weight, count: width), bias: [0])])
    }

    /// One input, one hidden layer whose sums are all 1, and an output with equal weights.
    private static func hiddenNetwork(
        dropout: Float, activation: Activation = .linear, weight: Float
    ) throws -> Network {
        Network(
            architecture: Architecture(
                inputs: 1, hidden: [DenseLayer(neurons: width, activation: activation, dropout: try rate(dropout))],
                outputs: 1, outputActivation: .linear, initializer: .heUniform),
            layers: [
                .init(kernel: [Float](repeating: 1, count: width), bias: [Float](repeating: 0, count: width)),
                .init(kernel: [Float](repeating: weight, count: width), bias: [0]),
            ])
    }

    /// Returns the inputs of the last layer, whose weights are 0, in the first step.
    private static func given(_ network: Network) throws -> [Float] {
        let examples = try examples(inputs: network.architecture.inputs)
        var training = try TrainingSteps(network, settings: settings, examples: examples, batch: 1)
        #expect(try training.step([0]) == 1)
        let last = training.network.layers[network.layers.count - 1]
        #expect(last.bias == [1])
        return last.kernel
    }

    /// Expects the given fraction of zeros, 1 / (1 − rate) times `value` for all other numbers, and the mean `value`.
    private func check(_ numbers: [Float], rate: Float, value: Float = 1) {
        let count = Double(numbers.count)
        let dropped = Double(numbers.count { $0 == 0 })
        let rate = Double(rate)
        // Five standard deviations: once in 1.7 million draws.
        #expect(abs(dropped - rate * count) < 5 * (count * rate * (1 - rate)).squareRoot(), "\(dropped) dropped")
        let kept = Double(value) / (1 - rate)
        #expect(numbers.allSatisfy { $0 == 0 || abs(Double($0) - kept) < 1e-5 * abs(kept) })
        let mean = numbers.reduce(0) { $0 + Double($1) } / count
        #expect(abs(mean - Double(value)) < 5 * abs(kept) * (rate * (1 - rate) / count).squareRoot(), "mean \(mean)")
    }

    @Test(arguments: rates)
    func `training drops inputs at the given rate and scales the others to keep the mean`(rate: Float) throws {
        check(try Self.given(Self.inputNetwork(dropout: rate, weight: 0)), rate: rate)
    }

    @Test(arguments: rates, [(Activation.linear, Float(1)), (.relu, 1), (.sigmoid, 0.731_058_6), (.gelu, 0.841_344_7)])
    func `training drops outputs of a hidden layer at the given rate and scales the others to keep the mean`(
        rate: Float, activation: (kind: Activation, ofOne: Float)
    ) throws {
        let network = try Self.hiddenNetwork(dropout: rate, activation: activation.kind, weight: 0)
        check(try Self.given(network), rate: rate, value: activation.ofOne)
    }

    @Test func `neighbouring elements and different batches are dropped independently`() throws {
        let network = try Self.inputNetwork(dropout: 0.5, weight: 0)
        let first = try Self.given(network).map { $0 == 0 }
        var training = try TrainingSteps(
            network, settings: Self.settings, examples: try Self.examples(inputs: Self.width), batch: 1)
        _ = try training.step([0])
        let before = training.network.layers[0].kernel
        _ = try training.step([0])
        let second = zip(training.network.layers[0].kernel, before).map { $0 == $1 }
        let count = Double(Self.width)
        // Two fair coins agree in half of the draws.
        let limit = 5 * (count / 4).squareRoot()
        #expect(abs(Double(zip(first, second).count { $0 == $1 }) - count / 2) < limit)
        #expect(abs(Double(zip(first, first.dropFirst()).count { $0 == $1 }) - count / 2) < limit)
    }

    @Test(arguments: [Activation.linear, .relu, .tanh, .gelu])
    func `no gradient passes through a dropped neuron, and those of the others are scaled`(
        activation: Activation
    ) throws {
        let rate: Float = 0.25
        let network = try Self.hiddenNetwork(dropout: rate, activation: activation, weight: 1e-4)
        var training = try TrainingSteps(
            network, settings: Self.settings, examples: try Self.examples(inputs: 1), batch: 1)
        _ = try training.step([0])
        let (hidden, output) = (training.network.layers[0], training.network.layers[1])
        let forward = output.kernel.map { $0 - 1e-4 }
        let backward = hidden.kernel.map { $0 - 1 }
        #expect(zip(forward, backward).allSatisfy { ($0 == 0) == ($1 == 0) })
        // The gradient with respect to the sum is that of the output times the weight, 1 / (1 − rate) and the
        // derivative at 1.
        let derivative: [Activation: Float] = [.linear: 1, .relu: 1, .tanh: 0.419_974_3, .gelu: 1.083_315_5]
        let wanted = output.bias[0] * 1e-4 / (1 - rate) * (derivative[activation] ?? .nan)
        #expect(backward.allSatisfy { $0 == 0 || abs($0 - wanted) < 0.02 * abs(wanted) + 2e-7 })
        check(forward.map { $0 / output.bias[0] }.map { abs($0) < 1e-9 ? 0 : 1 / (1 - rate) }, rate: rate)
    }

    @Test(arguments: rates)
    func `prediction neither drops nor scales anything`(rate: Float) throws {
        let width = Float(Self.width)
        let examples = try Self.examples(inputs: Self.width)
        let input = try Self.inputNetwork(dropout: rate, weight: 1 / width)
        #expect(try input.predict([0, 0], of: examples).allSatisfy { abs($0 - 1) < 1e-4 })
        #expect(try input.scores(on: [0], of: examples, loss: .meanSquaredError)[.loss] ?? 1 < 1e-7)
        let hidden = try Self.hiddenNetwork(dropout: rate, weight: 1 / width)
        #expect(try hidden.predict([0], of: try Self.examples(inputs: 1)).allSatisfy { abs($0 - 1) < 1e-4 })
    }

    @Test func `training with a rate of 0 drops nothing`() throws {
        #expect(try Self.given(Self.inputNetwork(dropout: 0, weight: 0)).allSatisfy { $0 == 1 })
        #expect(try Self.given(Self.hiddenNetwork(dropout: 0, weight: 0)).allSatisfy { $0 == 1 })
    }

    /// The mean loss of 50 pictures of 8 × 8 equal pixels in training, before any step. The greatest number of a picture
    /// reaches the output.
    private static func loss(_ dropout: [AnyLayer], pixel: UInt8) throws -> Double {
        let count = 50
        let dataset = try Dataset(
            name: "grey", layout: .image(height: 8, width: 8, channels: 1),
            features: .bytes([UInt8](repeating: pixel, count: count * 64)),
            targets: .values([Float](repeating: 1, count: count), names: ["y"]))
        let rows = (0..<count).map(Int32.init)
        let examples = Examples(
            dataset: dataset, split: Split(training: rows, validation: rows, test: []),
            preprocessing: Preprocessing(
                factors: [Float](repeating: 1, count: 64), shifts: [Float](repeating: 0, count: 64)))
        let architecture = try Architecture(
            input: .image(height: 8, width: 8, channels: 1), features: dropout + [AnyLayer(GlobalMaxPoolingLayer())],
            hidden: [], outputs: 1, outputActivation: .linear, initializer: .heUniform)
        var generator = Generator(seed: 4)
        var steps = try TrainingSteps(
            Network(architecture, &generator), settings: settings, examples: examples, batch: count)
        return try steps.step(rows)
    }

    /// With the rate 0.5, kept numbers are doubled. At least one of 64 numbers is kept, unless they go together.
    @Test func `dropout drops single numbers, spatial dropout whole channels`() throws {
        let rate = try Self.rate(0.5)
        let (kept, dropped) = (try Self.loss([], pixel: 2), try Self.loss([], pixel: 0))
        #expect(try abs(Self.loss([AnyLayer(DropoutLayer(rate: rate))], pixel: 1) - kept) < 1e-6)
        let spatial = try Self.loss([AnyLayer(SpatialDropoutLayer(rate: rate))], pixel: 1)
        let share = (spatial - kept) / (dropped - kept) * 50
        #expect(abs(share - share.rounded()) < 1e-3)
        // 25 of 50 with a standard deviation of 3.5.
        #expect((11...39).contains(share.rounded()))
    }
}
