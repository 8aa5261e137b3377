import Datasets
import Networks
import Testing

/// Optimizers and metrics are values: whoever has one can use it, whether it is in the registry or not.
@Suite struct AddedKindsTests {
    @Test func `an optimizer added from outside trains a network`() throws {
        let halving = Optimizer.Rule("halving", keras: "Halving", moments: { _ in 0 }) { _, _, parameters in
            for index in 0..<parameters.count { parameters.weights[index] /= 2 }
        }
        var settings = TrainingSettings()
        settings.loss = .meanSquaredError
        settings.optimizer = Optimizer(halving)
        let network = Network(
            architecture: Architecture(
                inputs: 1, hidden: [], outputs: 1, outputActivation: .linear, initializer: .glorotUniform),
            layers: [.init(kernel: [8], bias: [0])])
        let examples = try KerasFixtures.examples([[1], [1]], [[0], [0]])
        var training = try TrainingSteps(network, settings: settings, examples: examples, batch: 2)
        for wanted: Float in [4, 2, 1] {
            _ = try training.step([0, 1])
            #expect(training.network.layers[0].kernel == [wanted])
        }
    }

    @Test func `a metric added from outside scores outputs`() throws {
        let first = MetricDefinition("first_output", "the first output", for: .numbers) { rows, _ in
            rows.outputs.first.map(Double.init)
        }
        let rows = ScoredRows(outputs: [0.25, 0.5], targets: .values([1, 1], names: ["y"]))
        #expect(Metric(first).value(of: rows) == 0.25)
        #expect(Metric(first).name == "first_output")
    }
}
