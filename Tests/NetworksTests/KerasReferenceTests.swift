// Field names are those of the reference files.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import Datasets
import Networks
import Randomness
import Testing

@Suite("KerasReference")
struct KerasReferenceTests {
    struct LossCase: Decodable, Sendable, CustomTestStringConvertible {
        let loss: String
        let hidden_activation: String
        let output_activation: String
        let weights: [KerasFixtures.Numbers]
        let x: [[Float]]
        let y: [[Float]]
        let prediction: [[Float]]
        let loss_value: Float
        let gradients: [KerasFixtures.Numbers]
        var testDescription: String { "\(loss) of \(output_activation)" }
    }

    @Test(arguments: try KerasFixtures.cases("losses", as: LossCase.self))
    func `losses, outputs and gradients are the same as in Keras`(_ reference: LossCase) throws {
        let loss = try #require(Loss(named: reference.loss))
        let network = try KerasFixtures.network(
            reference.weights, hidden: reference.hidden_activation, output: reference.output_activation)
        let examples = try KerasFixtures.examples(reference.x, reference.y)
        let rows = examples.split.training
        #expect(firstDifference(try network.predict(rows, of: examples), reference.prediction.flatMap { $0 }) == nil)
        let score = try #require(try network.scores(on: rows, of: examples, loss: loss)[.loss])
        #expect(isNear(Float(score), reference.loss_value))
        // A step of plain gradient descent with learning rate 1 moves each weight by its gradient.
        var settings = TrainingSettings()
        settings.loss = loss
        settings.optimizer = try #require(Optimizer(named: "sgd"))
        settings.optimizer.learningRate = 1
        var steps = try TrainingSteps(network, settings: settings, examples: examples, batch: rows.count)
        #expect(isNear(Float(try steps.step(rows)), reference.loss_value))
        let moved = zip(network.layers, steps.network.layers).flatMap { before, after in
            [zip(before.kernel, after.kernel).map { $0 - $1 }, zip(before.bias, after.bias).map { $0 - $1 }]
        }
        for (index, pair) in zip(moved, reference.gradients).enumerated() {
            #expect(firstDifference(pair.0, pair.1.flat) == nil, "weights \(index)")
        }
    }

    struct OptimizerCase: Decodable, Sendable, CustomTestStringConvertible {
        struct Config: Decodable, Sendable { let learning_rate: Float }
        let optimizer: String
        let config: Config
        let hidden_activation: String
        let output_activation: String
        let loss: String
        let batch_size: Int
        let epochs: Int
        let weights_before: [KerasFixtures.Numbers]
        let x: [[Float]]
        let y: [[Float]]
        let batch_losses: [Float]
        let weights_after_first_batch: [KerasFixtures.Numbers]
        let weights_after: [KerasFixtures.Numbers]
        var testDescription: String { optimizer }
    }

    @Test(
        arguments: try KerasFixtures.cases("optimizers", as: OptimizerCase.self)
            .filter { Optimizer(named: $0.optimizer) != nil })
    func `optimizers give the same weights as in Keras`(_ reference: OptimizerCase) throws {
        var settings = TrainingSettings()
        settings.loss = try #require(Loss(named: reference.loss))
        settings.optimizer = try #require(Optimizer(named: reference.optimizer))
        settings.optimizer.learningRate = reference.config.learning_rate
        let network = try KerasFixtures.network(
            reference.weights_before, hidden: reference.hidden_activation, output: reference.output_activation)
        let examples = try KerasFixtures.examples(reference.x, reference.y)
        var steps = try TrainingSteps(network, settings: settings, examples: examples, batch: reference.batch_size)
        func expectWeights(_ expected: [KerasFixtures.Numbers]) {
            let found = steps.network.layers.flatMap { [$0.kernel, $0.bias] }
            for (index, pair) in zip(found, expected).enumerated() {
                #expect(firstDifference(pair.0, pair.1.flat) == nil, "weights \(index)")
            }
        }
        var losses: [Float] = []
        for _ in 0..<reference.epochs {
            for start in stride(from: 0, to: reference.x.count, by: reference.batch_size) {
                let end = min(start + reference.batch_size, reference.x.count)
                losses.append(Float(try steps.step((start..<end).map(Int32.init))))
                if losses.count == 1 { expectWeights(reference.weights_after_first_batch) }
            }
        }
        #expect(firstDifference(losses, reference.batch_losses) == nil)
        expectWeights(reference.weights_after)
    }

    struct ActivationCase: Decodable, Sendable, CustomTestStringConvertible {
        let activation: String
        let x: KerasFixtures.Numbers
        let y: KerasFixtures.Numbers
        let dydx: KerasFixtures.Numbers?
        var testDescription: String { activation }
    }

    @Test(arguments: try KerasFixtures.cases("activations", as: ActivationCase.self))
    func `activations and their derivatives are the same as in Keras`(_ reference: ActivationCase) throws {
        let activation = try #require(Activation(named: reference.activation))
        let width = reference.x.rows[0].count
        let examples = try KerasFixtures.examples(reference.x.rows, reference.y.rows)
        let identity = Network.Layer(
            kernel: (0..<width * width).map { $0 % (width + 1) == 0 ? 1 : 0 },
            bias: [Float](repeating: 0, count: width))
        let architecture = Architecture(
            inputs: width, hidden: [], outputs: width, outputActivation: activation, initializer: .glorotUniform)
        let network = Network(architecture: architecture, layers: [identity])
        let outputs = try network.predict(examples.split.training, of: examples)
        #expect(firstDifference(outputs, reference.y.flat) == nil)
        guard let derivatives = reference.dydx else { return }
        // The outputs miss the targets by half the width: the gradient of the loss is 1 for each, and each bias moves
        // by f'(x).
        let targets = try KerasFixtures.examples(reference.x.rows, [outputs.map { $0 - Float(width) / 2 }])
        var settings = TrainingSettings()
        settings.loss = .meanSquaredError
        settings.optimizer = try #require(Optimizer(named: "sgd"))
        settings.optimizer.learningRate = 1
        var steps = try TrainingSteps(network, settings: settings, examples: targets, batch: 1)
        _ = try steps.step([0])
        // Outputs beyond e²⁰ are too large for the difference to be exact.
        for index in 0..<width where abs(outputs[index]) < 1000 {
            #expect(
                isNear(-steps.network.layers[0].bias[index], derivatives.flat[index]), "x \(reference.x.flat[index])")
        }
    }

    struct MetricCase: Decodable, Sendable, CustomTestStringConvertible {
        let classes: Int
        let y: [[Float]]
        let prediction: [[Float]]
        let binary_accuracy: Double
        let precision: Double
        let recall: Double
        let f1: Double
        let categorical_accuracy: Double?
        let f1_macro: Double?
        let f1_micro: Double?
        var testDescription: String { "\(classes) outputs" }

        private enum CodingKeys: String, CodingKey {
            case classes, y, prediction, binary_accuracy, categorical_accuracy
            case precision = "precision_at_0.5"
            case recall = "recall_at_0.5"
            case f1 = "f1_at_0.5"
            case f1_macro = "f1_macro_argmax"
            case f1_micro = "f1_micro_argmax"
        }
    }

    @Test(arguments: try KerasFixtures.cases("metrics", as: MetricCase.self))
    func `metrics are the same as in Keras`(_ reference: MetricCase) throws {
        let width = reference.classes
        // A network that passes its inputs on as predictions.
        let identity = Network.Layer(
            kernel: (0..<width * width).map { $0 % (width + 1) == 0 ? 1 : 0 },
            bias: [Float](repeating: 0, count: width))
        let network = Network(
            architecture: Architecture(
                inputs: width, hidden: [], outputs: width, outputActivation: .linear, initializer: .glorotUniform),
            layers: [identity])
        func expect(_ scores: Scores, _ expected: [Metric: Double?]) {
            for case let (metric, value?) in expected {
                #expect(isNear(Float(scores[metric] ?? .nan), Float(value)), "\(metric)")
            }
        }
        let answers = try KerasFixtures.examples(reference.prediction, reference.y)
        let rows = answers.split.training
        expect(
            try network.scores(on: rows, of: answers, loss: .meanSquaredError),
            [
                .binaryAccuracy: reference.binary_accuracy, .precision: reference.precision,
                .recall: reference.recall, .f1: reference.f1,
            ])
        guard width > 1 else { return }
        let labels = reference.y.map { row in UInt16(row.firstIndex(of: 1) ?? 0) }
        let dataset = try Dataset(
            name: "classes", layout: .table(columns: (0..<width).map { "x\($0)" }),
            features: .floats(reference.prediction.flatMap { $0 }),
            targets: .classes(labels: labels, names: (0..<width).map { "\($0)" }))
        let classes = Examples(dataset: dataset, split: answers.split, preprocessing: answers.preprocessing)
        expect(
            try network.scores(on: rows, of: classes, loss: .meanSquaredError),
            [
                .accuracy: reference.categorical_accuracy, .f1: reference.f1_macro, .f1Micro: reference.f1_micro,
                .binaryAccuracy: reference.binary_accuracy,
            ])
    }

    struct InitializerCase: Decodable, Sendable, CustomTestStringConvertible {
        let initializer: String
        let inputs: Int
        let units: Int
        let standard_deviation: Double
        let minimum: Float
        let maximum: Float
        var testDescription: String { "\(initializer) \(inputs) × \(units)" }
    }

    @Test(arguments: try KerasFixtures.cases("initializers", as: InitializerCase.self))
    func `initializers draw from the same distributions as in Keras`(_ reference: InitializerCase) throws {
        let initializer = try #require(Initializer(named: reference.initializer))
        var generator = Generator(seed: 7)
        var weights: [Float] = []
        for _ in 0..<20 {
            weights += initializer.weights(inputs: reference.inputs, outputs: reference.units, &generator)
        }
        let mean = weights.reduce(0.0) { $0 + Double($1) } / Double(weights.count)
        let variance = weights.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(weights.count)
        // Four standard errors of the mean, a hundredth of the standard deviation, and the extremes of at least
        // 160,000 draws.
        #expect(abs(mean) < 4 * reference.standard_deviation / Double(weights.count).squareRoot())
        #expect(abs(variance.squareRoot() / reference.standard_deviation - 1) < 0.01)
        let (least, greatest) = (weights.min() ?? 0, weights.max() ?? 0)
        #expect(abs(least / reference.minimum - 1) < 0.002)
        #expect(abs(greatest / reference.maximum - 1) < 0.002)
    }
}
