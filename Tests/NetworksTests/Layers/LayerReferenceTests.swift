// Field names are those of the reference file.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import Datasets
import Networks
import Testing

/// Compares layers, gradients and trained networks with Keras.
@Suite struct LayerReferenceTests {
    @Test(arguments: try LayerFixtures.layers())
    func `outputs, weights and their shapes are those of Keras`(_ reference: LayerFixtures.LayerCase) throws {
        let layer = reference.layer.layer
        #expect(try layer.output(of: reference.input) == reference.output)
        let tensors = try layer.tensors(of: reference.input)
        #expect(tensors.map(\.name) == reference.weights.map(\.name))
        #expect(tensors.map(\.shape) == reference.weights.map(\.shape))
        #expect(tensors.filter(\.isTrained).map(\.name) == reference.gradients.map(\.name))
        let bench = try bench(reference)
        let outputs = try bench.network.predict(bench.examples.split.training, of: bench.examples)
        #expect(firstDifference(outputs, reference.prediction ?? reference.y) == nil)
    }

    @Test(arguments: try LayerFixtures.layers())
    func `gradients of inputs and weights, and moving means, are those of Keras`(
        _ reference: LayerFixtures.LayerCase
    ) throws {
        let (inputGradient, gradients, after) = try bench(reference).step()
        #expect(firstDifference(inputGradient, reference.dx) == nil, "inputs")
        for expected in reference.gradients {
            let found = try #require(gradients.first { $0.name == expected.name })
            #expect(firstDifference(found.values, expected.values) == nil, "\(expected.name)")
        }
        for expected in reference.moved {
            let found = try #require(after.first { $0.name == expected.name })
            #expect(firstDifference(found.values, expected.values) == nil, "\(expected.name)")
        }
    }

    @Test(arguments: try LayerFixtures.networks())
    func `Adam gives the same losses, weights and predictions as in Keras`(
        _ reference: LayerFixtures.NetworkCase
    ) throws {
        let architecture = try Architecture(
            input: reference.input, features: reference.features,
            hidden: [DenseLayer(neurons: reference.hidden, activation: .tanh)], outputs: 3, outputActivation: .softmax,
            initializer: .glorotUniform)
        let network = Network(
            architecture: architecture, layers: layers(reference.before), features: reference.before.features)
        let width = reference.input.count
        let examples = try KerasFixtures.examples(
            (0..<reference.samples).map { Array(reference.x[$0 * width..<($0 + 1) * width]) },
            (0..<reference.samples).map { Array(reference.y[$0 * 3..<($0 + 1) * 3]) })
        let rows = examples.split.training
        #expect(firstDifference(try network.predict(rows, of: examples), reference.prediction) == nil)
        var settings = TrainingSettings()
        settings.loss = .categoricalCrossentropy
        settings.optimizer = .adam
        var steps = try TrainingSteps(network, settings: settings, examples: examples, batch: rows.count)
        var losses: [Float] = []
        for step in 1...3 {
            losses.append(Float(try steps.step(rows)))
            if step == 1 { expect(steps.network, reference.after_one) }
        }
        #expect(firstDifference(losses, reference.losses) == nil)
        expect(steps.network, reference.after_three)
        #expect(firstDifference(try steps.network.predict(rows, of: examples), reference.prediction_after) == nil)
    }

    private func bench(_ reference: LayerFixtures.LayerCase) throws -> LayerBench {
        try LayerBench(
            reference.layer, input: reference.input, samples: reference.samples, x: reference.x,
            weights: reference.weights, y: reference.y, outputGradient: reference.dy)
    }

    private func layers(_ weights: LayerFixtures.NetworkCase.Weights) -> [Network.Layer] {
        stride(from: 0, to: weights.dense.count, by: 2).map {
            Network.Layer(kernel: weights.dense[$0], bias: weights.dense[$0 + 1])
        }
    }

    private func expect(_ network: Network, _ expected: LayerFixtures.NetworkCase.Weights) {
        for (found, expected) in zip(network.features.joined(), expected.features.joined()) {
            #expect(found.name == expected.name)
            #expect(firstDifference(found.values, expected.values) == nil, "\(found.name)")
        }
        for (index, pair) in zip(network.layers.flatMap { [$0.kernel, $0.bias] }, expected.dense).enumerated() {
            #expect(firstDifference(pair.0, pair.1) == nil, "dense weights \(index)")
        }
    }
}
