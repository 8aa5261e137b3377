import Datasets
import Foundation
import Networks
import Testing

@Suite struct EnsembleTests {
    private static let rows = [Int32(3), 0, 2, 1, 4]

    private static func examples(_ targets: Targets) throws -> Examples {
        let dataset = try Dataset(
            name: "points", layout: .table(columns: ["x", "y"]), features: .floats([0, 0, 1, 0, 0, 1, 1, 1, 2, -1]),
            targets: targets)
        return Examples(
            dataset: dataset, split: Split(training: rows, validation: rows, test: []),
            preprocessing: Preprocessing(factors: [1, 1], shifts: [0, 0]))
    }

    private static func network(_ kernel: [Float], _ bias: [Float], _ activation: Activation) -> Network {
        Network(
            architecture: Architecture(
                inputs: 2, hidden: [], outputs: bias.count, outputActivation: activation, initializer: .glorotUniform),
            layers: [.init(kernel: kernel, bias: bias)])
    }

    private static let classes = Targets.classes(labels: [0, 1, 2, 1, 0], names: ["a", "b", "c"])

    @Test func `an ensemble predicts the mean of its networks`() throws {
        let examples = try Self.examples(.values([1, 2, 3, 4, 5], names: ["z"]))
        // The mean of x + 2 y + 1, 3 x − 4 and y is (4 x + 3 y − 3) / 3.
        let networks = [
            Self.network([1, 2], [1], .linear), Self.network([3, 0], [-4], .linear),
            Self.network([0, 1], [0], .linear),
        ]
        let found = try Ensemble(networks).predict(Self.rows, of: examples)
        let wanted: [Float] = [4.0 / 3, -1, 0, 1.0 / 3, 2.0 / 3]
        #expect(zip(found, wanted).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(found.count == 5)
    }

    @Test func `the loss and scores of an ensemble are those of its mean outputs`() throws {
        let examples = try Self.examples(Self.classes)
        let networks = [
            Self.network([1, 0, -1, 0, 2, 1], [0.5, 0, -0.5], .softmax),
            Self.network([0, 1, 0, -1, 0, 3], [0, 0, 0], .softmax),
        ]
        let ensemble = Ensemble(networks)
        let outputs = try ensemble.predict(Self.rows, of: examples)
        let labels = [1, 0, 2, 1, 0]
        let scores = try ensemble.scores(on: Self.rows, of: examples, loss: .categoricalCrossentropy)
        let loss = labels.enumerated().reduce(0.0) { $0 - log(Double(outputs[3 * $1.offset + $1.element])) } / 5
        #expect(abs((scores[.loss] ?? .nan) - loss) < 1e-5)
        let right = labels.enumerated().count { row, label in
            let row = outputs[3 * row..<3 * row + 3]
            return row.max() == row[row.startIndex + label]
        }
        #expect(scores[.accuracy] == Double(right) / 5)
        #expect(0 < right && right < 5)
    }

    @Test(arguments: [
        (Activation.softmax, Loss.categoricalCrossentropy), (.sigmoid, .binaryCrossentropy),
        (.softmax, .meanSquaredError),
    ])
    func `copies of one network have the same scores as the network`(activation: Activation, loss: Loss) throws {
        let examples = try Self.examples(Self.classes)
        let network = Self.network([1, 0, -1, 0, 2, 1], [0.5, 0, -0.5], activation)
        let alone = try network.scores(on: Self.rows, of: examples, loss: loss)
        let together = try Ensemble([network, network, network]).scores(on: Self.rows, of: examples, loss: loss)
        for metric in [Metric.loss, .accuracy, .binaryAccuracy, .precision, .recall, .f1] {
            let (one, three) = (try #require(alone[metric]), try #require(together[metric]))
            #expect(abs(one - three) < 1e-5, "\(metric)")
        }
    }
}
