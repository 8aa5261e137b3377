// Field names are those of the reference files.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import Datasets
import Foundation
import Networks
import Support
import Testing

/// Values in `Fixtures/weighted_losses.json` computed by Keras and scikit-learn; `Fixtures/weighted_losses.py` writes them.
@Suite struct WeightedLossTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let loss: String
        let output_activation: String
        let weights: [KerasFixtures.KerasNumbers]
        let x: [[Float]]
        let y: [[Float]]?
        let labels: [UInt16]?
        let classes: Int?
        let class_weights: ClassWeights?
        let loss_value: Float
        /// The loss without class weights, as scores have it.
        let unweighted: Float
        let gradients: [KerasFixtures.KerasNumbers]
        var testDescription: String { "\(loss) of \(output_activation), \(class_weights.map { "\($0)" } ?? "equal")" }

        var examples: Examples {
            get throws {
                if let y { return try KerasFixtures.examples(x, y) }
                let rows = try KerasFixtures.examples(x, x)
                let dataset = try Dataset(
                    name: "classes", layout: rows.dataset.layout, features: rows.dataset.features,
                    targets: .classes(labels: labels ?? [], names: (0..<(classes ?? 0)).map { "\($0)" }))
                return Examples(dataset: dataset, split: rows.split, preprocessing: rows.preprocessing)
            }
        }
    }

    @Test(arguments: try KerasFixtures.cases("weighted_losses", as: Case.self))
    func `losses, class weights and gradients are the same as in Keras`(reference: Case) throws {
        let loss = try #require(Loss(named: reference.loss))
        let network = try KerasFixtures.network(
            reference.weights, hidden: "tanh", output: reference.output_activation)
        let examples = try reference.examples
        let rows = examples.split.training
        // Class weights change the training, not the score.
        let score = try #require(try network.scores(on: rows, of: examples, loss: loss)[.loss])
        #expect(isNear(Float(score), reference.unweighted))
        var settings = TrainingSettings()
        settings.loss = loss
        settings.classWeights = reference.class_weights
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

    @Test(arguments: [
        ("focal", Loss.focal(2)), ("focal 0", .focal(0)), ("focal 1.5", .focal(1.5)), ("quantile 0.9", .quantile(0.9)),
        ("huber", .huber),
    ])
    func `a loss is read by its name and coded by it`(name: String, loss: Loss) throws {
        #expect(Loss(named: name) == loss)
        #expect(loss.name == name)
        #expect(try JSONDecoder().decode(Loss.self, from: JSONEncoder().encode(loss)) == loss)
    }

    @Test(arguments: [
        "quantile", "quantile 0", "quantile 1", "quantile 0.90", "focal 2", "focal -1", "huber 1", "hubris", "",
        "focal x",
    ])
    func `another name is no loss`(name: String) { #expect(Loss(named: name) == nil) }

    @Test func `losses that are meaningless for the targets are refused`() {
        let classes = Targets.classes(labels: [0, 1], names: ["a", "b"])
        let numbers = Targets.values([0.5, 3], names: ["y"])
        #expect(Loss.focal(2).objection(to: classes) == nil)
        #expect(Loss.focal(2).objection(to: numbers)?.contains("huber") == true)
        #expect(Loss.focal(2).objection(to: .values([0, 1], names: ["y"])) == nil)
        #expect(Loss.quantile(0.9).objection(to: numbers) == nil)
        #expect(Loss.quantile(0.9).objection(to: classes)?.contains("focal") == true)
        #expect(Loss.focal(2).objection(to: Activation.linear)?.contains("softmax") == true)
    }

    @Test func `confident mistakes have a finite focal loss and a gradient`() throws {
        for output in [Activation.softmax, .sigmoid] {
            let network = Network(
                architecture: Architecture(
                    inputs: 2, hidden: [], outputs: 2, outputActivation: output, initializer: .glorotUniform),
                layers: [.init(kernel: [1, 0, 0, 1], bias: [0, 0])])
            let examples = try Case(loss: "focal", output, x: [[-200, 200], [200, -200]], labels: [0, 0]).examples
            let scores = try network.scores(on: [0, 1], of: examples, loss: .focal(2))
            #expect(try #require(scores[.loss]).isFinite)
            var settings = TrainingSettings()
            settings.loss = .focal(2)
            settings.optimizer = Optimizer(.sgd)
            var steps = try TrainingSteps(network, settings: settings, examples: examples, batch: 2)
            _ = try steps.step([0, 1])
            #expect(steps.network.layers[0].kernel.allSatisfy { $0.isFinite })
            #expect(steps.network.layers[0].bias != [0, 0])
        }
    }

    @Test func `weights of unknown classes and of numbers are refused`() {
        let classes = Targets.classes(labels: [0, 1], names: ["a", "b"])
        #expect(ClassWeights.balanced.objection(to: classes) == nil)
        #expect(ClassWeights.chosen(["a": 2]).objection(to: classes) == nil)
        #expect(ClassWeights.chosen(["c": 2]).objection(to: classes)?.contains("there is no class 'c'") == true)
        #expect(ClassWeights.balanced.objection(to: .values([1], names: ["y"]))?.contains("numbers") == true)
        #expect(ClassWeights.equal.objection(to: .values([1], names: ["y"])) == nil)
    }

    @Test func `balanced weights follow the training rows alone`() {
        let targets = Targets.classes(labels: [0, 0, 0, 1, 2, 2], names: ["a", "b", "c", "d"])
        // n / (k nᶜ) for the rows 0, 1, 2 and 3: two classes of 3 rows and 1 row.
        #expect(
            ClassWeights.balanced.factors(of: targets, rows: [0, 1, 2, 3]) == [4.0 / 6, 2, 1, 1].map { Float($0) })
    }
}

extension WeightedLossTests.Case {
    fileprivate init(loss: String, _ output: Activation, x: [[Float]], labels: [UInt16]) {
        self.init(
            loss: loss, output_activation: output.name, weights: [], x: x, y: nil, labels: labels, classes: 2,
            class_weights: nil, loss_value: 0, unweighted: 0, gradients: [])
    }
}
