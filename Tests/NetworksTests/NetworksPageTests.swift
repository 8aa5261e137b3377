import DataSources
import Datasets
import Networks
import Support
import Testing

@Suite struct NetworksPageTests {
    @Test func `the example on the page of Networks is this one, and works`() throws {
        // The example.
        let dataset = try Catalogue.load("digits")
        let split = try Split(dataset, plan: SplitPlan())
        let preprocessing = Preprocessing.centred(dataset, training: split.training)
        let examples = Examples(dataset: dataset, split: split, preprocessing: preprocessing)
        let architecture = Architecture(
            inputs: 64, hidden: [DenseLayer(neurons: 64, activation: .relu)], outputs: 10, outputActivation: .softmax,
            initializer: .heUniform)
        let trainer = try Trainer(architecture: architecture, settings: TrainingSettings(), examples: examples)
        let outcome = try trainer.train(cancellation: Cancellation()) { _ in }
        // The end of the example.
        #expect(outcome.scores[.accuracy] ?? 0 > 0.9)
        #expect(try DocumentedExample.test() == DocumentedExample.page(of: "Networks"))
    }
}
