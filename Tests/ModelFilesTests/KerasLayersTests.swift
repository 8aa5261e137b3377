import Datasets
import Foundation
import ModelFiles
import Networks
import Support
import Testing

/// Networks of convolutions and other layers that Keras itself saved: `Fixtures/make_layers.py` and, by Keras 2,
/// `Fixtures/make_keras2.py`.
@Suite struct KerasLayersTests {
    private func path(_ name: String) throws -> String {
        try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil)).appending(path: name)
            .path(percentEncoded: false)
    }

    private func answers(_ name: String) throws -> [[Float]] {
        for file in ["layers.json", "keras2.json"] {
            let data = try Data(contentsOf: URL(filePath: try path(file)))
            if let answers = try JSONDecoder().decode([String: [[Float]]].self, from: data)[name] { return answers }
        }
        return try #require(nil, "no answers for \(name)")
    }

    @Test(arguments: [
        "convolutions.keras", "residual.h5", "sequences.keras", "keras2.h5", "keras2.keras", "keras2_residual.h5",
        "keras2_residual.keras",
    ])
    func `a small network saved by Keras predicts the same as in Keras`(name: String) throws {
        let saved = try NetworkFile.read(try path(name))
        let answers = try answers(name)
        let width = saved.layout.width
        let dataset = try Dataset(
            name: "numbers", layout: saved.layout, features: .floats((0..<3 * width).map { Float($0 % 23) }),
            targets: .values(answers.flatMap { $0 }, names: saved.outputs.names))
        let examples = Examples(
            dataset: dataset, split: Split(training: [], validation: [], test: []), preprocessing: saved.preprocessing)
        let outputs = try saved.network.predict([0, 1, 2], of: examples)
        for (mine, theirs) in zip(outputs, answers.joined()) { #expect(abs(mine - theirs) < 1e-5) }
    }

    @Test func `layers of Keras become layers of the same kind`() throws {
        let saved = try NetworkFile.read(try path("convolutions.keras"))
        let architecture = saved.network.architecture
        #expect(architecture.input.description == "7 × 6 × 2")
        #expect(
            architecture.features.map(\.text) == [
                "convolution 4, 3 × 3", "batch_normalization", "relu", "max_pooling 2 × 2", "spatial_dropout 0.1",
                "depthwise_separable 3, 3 × 3, strides 2 × 2, gelu", "average_pooling 2 × 2, same",
                "layer_normalization", "flatten", "dropout 0.2",
            ])
        #expect(architecture.hidden.map(\.activation) == [.elu])
        #expect(architecture.outputActivation == .softmax)
        #expect(saved.outputs.names == ["0", "1", "2"])
    }

    @Test func `residual blocks of Keras are found, with and without a convolution beside them`() throws {
        let architecture = try NetworkFile.read(try path("residual.h5")).network.architecture
        #expect(
            architecture.features.map(\.name) == [
                "convolution", "residual", "residual", "global_average_pooling",
            ])
        let tensors = architecture.featureTensors.map { $0.map(\.name) }
        #expect(!tensors[1].contains { $0.hasPrefix("shortcut") })
        #expect(tensors[2].contains("shortcut/kernel"))
        let second = try #require(architecture.features[2].layer as? ResidualLayer)
        #expect(second.activation == .relu && second.layers.count == 4)
    }

    @Test(arguments: ["keras2.h5", "keras2.keras"])
    func `the hard_sigmoid of Keras 2 is brought to that of Keras 3 by the weights before it`(name: String) throws {
        let network = try NetworkFile.read(try path(name)).network
        #expect(network.architecture.hidden.map(\.activation) == [.hardSigmoid])
        #expect(network.architecture.features.map(\.text).contains("hard_sigmoid"))
    }
}
