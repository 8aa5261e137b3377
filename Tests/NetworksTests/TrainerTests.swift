import Datasets
import Networks
import Randomness
import Support
import Testing

/// Two classes in a plane, separated by a circle, which any network with a hidden layer can learn.
private func circle(count: Int = 400) throws -> Examples {
    var generator = Generator(seed: 3)
    var numbers: [Float] = []
    var labels: [UInt16] = []
    for _ in 0..<count {
        let (x, y) = (generator.normal(), generator.normal())
        numbers += [Float(x), Float(y)]
        labels.append(x * x + y * y < 1.4 ? 1 : 0)
    }
    let dataset = try Dataset(
        name: "circle", layout: .table(columns: ["x", "y"]), features: .floats(numbers),
        targets: .classes(labels: labels, names: ["outside", "inside"]))
    let split = try Split(dataset, plan: SplitPlan())
    return Examples(dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
}

private func architecture(
    _ neurons: [Int], activation: Activation = .relu, output: Activation = .softmax, dropout: Float = 0
) -> Architecture {
    Architecture(
        inputs: 2,
        hidden: neurons.map {
            DenseLayer(neurons: $0, activation: activation, dropout: DropoutRate(dropout) ?? .none)
        }, outputs: 2, outputActivation: output, initializer: .heUniform)
}

@Suite struct TrainerTests {
    @Test func `a network learns a task that no linear model can learn`() throws {
        let examples = try circle(count: 1000)
        var settings = TrainingSettings()
        settings.epochs = 60
        settings.patience = 60
        settings.batchSize = 16
        let outcome = try Trainer(architecture: architecture([32]), settings: settings, examples: examples)
            .train(cancellation: Cancellation()) { _ in }
        #expect(outcome.scores[.accuracy] ?? 0 > 0.93)
        #expect(outcome.curve.count == 60)
    }

    @Test func `a cancelled training keeps the best weights of its completed epochs, or throws`() throws {
        let examples = try circle()
        var settings = TrainingSettings()
        settings.epochs = 3
        let trainer = try Trainer(architecture: architecture([16]), settings: settings, examples: examples)
        func train(stoppedIn epoch: Int, keepsBest: Bool) throws -> TrainingOutcome {
            let cancellation = Cancellation()
            return try trainer.train(keepsBest: keepsBest, cancellation: cancellation) {
                if $0.epoch == epoch { cancellation.cancel() }
            }
        }
        let stopped = try train(stoppedIn: 3, keepsBest: true)
        #expect(stopped.stop == .cancelled)
        #expect(stopped.curve.count == 2)
        // More scores are computed of the kept weights.
        let kept = stopped.curve[stopped.bestEpoch - 1].validation.named
        #expect(kept.allSatisfy { stopped.scores.named[$0.key] == $0.value })
        #expect(throws: NetworksError.cancelled) { try train(stoppedIn: 1, keepsBest: true) }
        #expect(throws: NetworksError.cancelled) { try train(stoppedIn: 3, keepsBest: false) }
    }

    @Test func `the outcome of each row is kept, and their mean is the score`() throws {
        let examples = try circle()
        var settings = TrainingSettings()
        settings.epochs = 3
        let outcome = try Trainer(architecture: architecture([8]), settings: settings, examples: examples)
            .train(cancellation: Cancellation()) { _ in }
        let rows = try #require(outcome.rows)
        #expect(rows.count == examples.split.validation.count && rows.areRightOrWrong)
        let mean = rows.contributions.reduce(0, +) / Float(rows.count)
        #expect(abs(Double(mean) - (outcome.scores[.accuracy] ?? 0)) < 1e-6)
        #expect(RowOutcomes(bytes: rows.bytes) == rows)
        #expect(RowOutcomes(bytes: Array(rows.bytes.dropLast())) == nil)
        #expect(RowOutcomes(bytes: []) == nil && RowOutcomes(bytes: [9, 0, 0, 0, 0]) == nil)
    }

    @Test func `the scores of the best epoch without groups of rows are kept`() throws {
        let examples = try circle()
        var settings = TrainingSettings()
        settings.epochs = 3
        settings.score = try #require(Metric(named: "auc"))
        let outcome = try Trainer(architecture: architecture([8]), settings: settings, examples: examples)
            .train(cancellation: Cancellation()) { _ in }
        let changes = try #require(outcome.record?.groups?.changes)
        #expect(
            Set(changes.keys)
                == ["accuracy", "auc", "binary_accuracy", "f1", "f1_micro", "loss", "precision", "recall"])
        // Groups have almost the same size.
        let accuracy = try #require(changes["accuracy"])
        #expect(abs(accuracy.reduce(0, +) / Double(accuracy.count)) < 1e-3)
    }

    @Test(arguments: Optimizer.all) func `the same seed gives the same weights, another seed other weights`(
        optimizer: Optimizer
    ) throws {
        let examples = try circle()
        var settings = TrainingSettings()
        settings.optimizer = optimizer
        settings.epochs = 2
        func weights(seed: UInt64) throws -> [Network.Layer] {
            settings.seed = seed
            let trainer = try Trainer(
                architecture: architecture([16, 8], dropout: 0.3), settings: settings, examples: examples)
            return try trainer.train(cancellation: Cancellation()) { _ in }.network.layers
        }
        #expect(try weights(seed: 7) == weights(seed: 7))
        #expect(try weights(seed: 7) != weights(seed: 8))
    }

    @Test func `training stops when patience runs out, and keeps the best weights`() throws {
        let examples = try circle()
        var settings = TrainingSettings()
        settings.patience = 4
        let outcome = try Trainer(architecture: architecture([16]), settings: settings, examples: examples)
            .train(cancellation: Cancellation()) { _ in }
        let scores = outcome.curve.compactMap { $0.validation[.accuracy] }
        #expect(outcome.stop == .patience(4))
        #expect(outcome.curve.count == outcome.bestEpoch + 4)
        #expect(outcome.scores[.accuracy] == scores[outcome.bestEpoch - 1])
        let again = try outcome.network.scores(
            on: examples.split.validation, of: examples, loss: .categoricalCrossentropy,
            metrics: Metric.main(for: examples.dataset.targets))
        #expect(again == outcome.scores)
    }

    @Test func `a time limit stops training and keeps the best weights`() throws {
        let examples = try circle()
        var settings = TrainingSettings()
        settings.patience = 1_000_000
        // One second passes with each batch, and one more before the training ends.
        settings.timeLimit = 3
        let trainer = try Trainer(
            architecture: architecture([8]), settings: settings, examples: examples,
            time: ManualTime(step: .seconds(1)).source)
        let outcome = try trainer.train(cancellation: Cancellation()) { _ in }
        #expect(outcome.stop == .time)
        #expect(outcome.seconds == 4)
        #expect(outcome.curve.count == 1)
        #expect(outcome.scores[.accuracy] != nil)
    }

    @Test func `training is cancelled within a batch`() throws {
        let examples = try circle()
        let cancellation = Cancellation()
        let trainer = try Trainer(
            architecture: architecture([16]), settings: TrainingSettings(), examples: examples)
        #expect(throws: NetworksError.cancelled) {
            try trainer.train(cancellation: cancellation) { _ in cancellation.cancel() }
        }
    }

    @Test(arguments: Activation.all.filter { $0 != .softmax })
    func `no activation hides a sum that is NaN`(activation: Activation) throws {
        let layers = [Network.Layer(kernel: [.nan, .nan], bias: [0]), Network.Layer(kernel: [1, 1], bias: [0, 0])]
        let architecture = architecture([1], activation: activation, output: .linear)
        let outputs = try Network(architecture: architecture, layers: layers).predict([0], of: circle(count: 40))
        #expect(outputs.count { !$0.isNaN } == 0, "\(activation)")
    }

    @Test func `a loss that is NaN or infinite stops training with an error`() throws {
        let examples = try circle()
        var settings = TrainingSettings()
        settings.optimizer = Optimizer(.sgd)
        settings.optimizer.learningRate = 1e30
        let trainer = try Trainer(
            architecture: architecture([16], activation: .linear), settings: settings, examples: examples)
        #expect(throws: NetworksError.diverged(epoch: 1)) { try trainer.train(cancellation: Cancellation()) { _ in } }
    }

    @Test func `a loss that does not fit the outputs is an error`() throws {
        let examples = try circle()
        #expect(throws: NetworksError.self) {
            try Trainer(
                architecture: architecture([4], output: .relu), settings: TrainingSettings(), examples: examples)
        }
    }

    @Test(arguments: Loss.all, [Activation.softmax, .sigmoid])
    func `gradients agree with finite differences of the loss`(loss: Loss, output: Activation) throws {
        let examples = try circle(count: 40)
        let rows = (0..<40).map(Int32.init)
        for (number, activation) in Activation.all.enumerated()
        // Softmax is for outputs only; finite differences do not suit relu's kink and the exponential's large values.
        where ![.softmax, .relu, .exponential].contains(activation) {
            var generator = Generator(seed: UInt64(number))
            let network = Network(architecture([5, 4], activation: activation, output: output), &generator)
            var settings = TrainingSettings()
            settings.optimizer = Optimizer(.sgd)
            settings.optimizer.learningRate = 1
            settings.loss = loss
            var training = try TrainingSteps(network, settings: settings, examples: examples, batch: 40)
            _ = try training.step(rows)
            let gradient = zip(network.layers, training.network.layers).map { before, after in
                zip(before.kernel + before.bias, after.kernel + after.bias).map { $0 - $1 }
            }
            let length = gradient.joined().reduce(0) { $0 + $1 * $1 }.squareRoot()
            func value(_ distance: Float) throws -> Double {
                let layers = zip(network.layers, gradient).map { layer, part in
                    let step = part.map { $0 / length * distance }
                    let count = layer.kernel.count
                    return Network.Layer(
                        kernel: zip(layer.kernel, step).map { $0 + $1 },
                        bias: zip(layer.bias, step.dropFirst(count)).map { $0 + $1 })
                }
                let moved = Network(architecture: network.architecture, layers: layers)
                return try moved.scores(on: rows, of: examples, loss: loss)[.loss] ?? .nan
            }
            let slope = (try value(0.01) - value(-0.01)) / 0.02
            #expect(abs(slope - Double(length)) < 0.03 * Double(length) + 1e-3, "\(activation) \(slope) \(length)")
        }
    }
}
