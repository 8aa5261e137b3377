import Datasets
import Foundation
import ModelFiles
import Networks
import Support
import Testing

/// Files created by Keras itself: `Fixtures/make.py`.
@Suite struct KerasMadeTests {
    private func path(_ name: String) throws -> String {
        try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil)).appending(path: name)
            .path(percentEncoded: false)
    }

    @Test(arguments: ["pictures.keras", "functional.h5"])
    func `a chain of dense layers saved by Keras predicts the same as in Keras`(name: String) throws {
        let saved = try NetworkFile.read(try path(name))
        let data = try Data(contentsOf: URL(filePath: try path("answers.json")))
        let answers = try #require(try JSONDecoder().decode([String: [[Float]]].self, from: data)[name])
        let width = saved.layout.width
        let dataset = try Dataset(
            name: "numbers", layout: saved.layout, features: .floats((0..<3 * width).map { Float($0) }),
            targets: .values(answers.flatMap { $0 }, names: saved.outputs.names))
        let examples = Examples(
            dataset: dataset, split: Split(training: [], validation: [], test: []), preprocessing: saved.preprocessing)
        let outputs = try saved.network.predict([0, 1, 2], of: examples)
        for (mine, theirs) in zip(outputs, answers.joined()) { #expect(abs(mine - theirs) < 1e-5) }
        #expect(saved.training.optimizer.rule == .adamax)
        #expect(saved.training.optimizer.learningRate == 0.02)
    }

    @Test func `layers between two dense layers belong to the first of them`() throws {
        let pictures = try NetworkFile.read(try path("pictures.keras")).network.architecture
        #expect(pictures.hidden.map(\.neurons) == [4, 3])
        #expect(pictures.hidden.map(\.activation) == [.gelu, .silu])
        #expect(pictures.hidden.map(\.dropout.value) == [0.2, 0])
        #expect(pictures.hidden[0].normalization?.epsilon == 0.01)
        #expect(pictures.outputActivation == .softmax)
        let functional = try NetworkFile.read(try path("functional.h5"))
        #expect(functional.network.architecture.hidden.map(\.activation) == [.elu])
        #expect(functional.outputs == .values(["output"]))
        #expect(functional.layout == .table(columns: ["column1", "column2", "column3"]))
    }

    @Test func `the error for an unsupported layer names it`() throws {
        let path = try path("seeing.keras")
        do {
            _ = try NetworkFile.read(path)
            Issue.record("it was read")
        } catch {
            let words = "\(path): the layer \"seeing\" is a Conv2DTranspose, which is not supported"
            #expect(error.description.hasPrefix(words))
        }
    }
}
