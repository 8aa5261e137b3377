import Datasets
import Networks
import Objectives
import Testing

/// Returns one of 16 different fingerprints.
private func fingerprint(_ number: Int) throws -> Fingerprint {
    try #require(Fingerprint(hexadecimal: String(repeating: String(number, radix: 16), count: 64)))
}

@Suite struct CheckpointStoreTests {
    /// Returns a checkpoint after two epochs of a small training.
    private func checkpoint() throws -> TrainingCheckpoint {
        let numbers = (0..<80).map { Float($0 % 7) }
        let labels = (0..<40).map { UInt16($0 % 2) }
        let dataset = try Dataset(
            name: "tiny", layout: .table(columns: ["x", "y"]), features: .floats(numbers),
            targets: .classes(labels: labels, names: ["no", "yes"]))
        let split = try Split(dataset, plan: SplitPlan())
        let examples = Examples(
            dataset: dataset, split: split, preprocessing: .centred(dataset, training: split.training))
        let architecture = Architecture(
            inputs: 2, hidden: [DenseLayer(neurons: 4, activation: .relu)], outputs: 2, outputActivation: .softmax,
            initializer: .heUniform)
        return try #require(
            try Trainer(architecture: architecture, settings: TrainingSettings(), examples: examples)
                .train(continuing: nil, through: 2, cancellation: Cancellation()) { _ in }.checkpoint)
    }

    @Test func `checkpoints are kept up to a number of bytes, and the least recent is dropped`() throws {
        let checkpoint = try checkpoint()
        let store = CheckpointStore(limit: checkpoint.byteCount * 2)
        let keys = try (0..<3).map(fingerprint)
        for key in keys { store.keep(checkpoint, for: key) }
        #expect(store.byteCount == checkpoint.byteCount * 2)
        #expect(store.take(keys[0], through: 9) == nil)
        #expect(store.take(keys[1], through: 9)?.epochs == 2)
        // It was taken.
        #expect(store.take(keys[1], through: 9) == nil)
        store.drop(keys[2])
        #expect(store.byteCount == 0)
    }

    @Test func `a checkpoint beyond the wanted epochs stays`() throws {
        let store = CheckpointStore()
        let key = try fingerprint(7)
        store.keep(try checkpoint(), for: key)
        #expect(store.take(key, through: 1) == nil)
        #expect(store.take(key, through: 2)?.epochs == 2)
    }
}
