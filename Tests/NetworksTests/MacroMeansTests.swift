import Datasets
import Networks
import Testing

/// Macro means with classes that have no samples.
@Suite struct MacroMeansTests {
    struct Case: Sendable {
        let labels: [UInt16]
        let predictions: [Int]
        let classes: Int
        let precision: Double
        let recall: Double
        let f1: Double
    }

    /// Values computed by scikit-learn: `precision_score(labels, predictions, labels=numpy.unique(labels),
    /// average="macro", zero_division=0)`, and `recall_score` and `f1_score` likewise.
    static let cases = [
        Case(labels: [0, 0, 1, 1, 1, 3], predictions: [0, 0, 1, 1, 1, 3], classes: 4, precision: 1, recall: 1, f1: 1),
        Case(
            labels: [0, 0, 0, 1, 1, 3, 3, 3], predictions: [0, 1, 2, 1, 1, 3, 0, 3], classes: 4,
            precision: 0.722_222_222_222_222_2, recall: 0.666_666_666_666_666_6, f1: 0.666_666_666_666_666_6),
        Case(
            labels: [0, 0, 1, 1, 2, 2, 2, 4, 4], predictions: [1, 0, 1, 1, 2, 0, 2, 2, 2], classes: 5,
            precision: 0.416_666_666_666_666_63, recall: 0.541_666_666_666_666_6, f1: 0.467_857_142_857_142_86),
    ]

    @Test(arguments: cases)
    func `a class without samples does not count in macro means`(example: Case) throws {
        let width = example.classes
        // A network that passes its inputs on: the greatest one is the prediction.
        let network = Network(
            architecture: Architecture(
                inputs: width, hidden: [], outputs: width, outputActivation: .softmax, initializer: .glorotUniform),
            layers: [
                .init(
                    kernel: (0..<width * width).map { $0 % (width + 1) == 0 ? 1 : 0 },
                    bias: [Float](repeating: 0, count: width))
            ])
        let dataset = try Dataset(
            name: "classes", layout: .table(columns: (0..<width).map { "x\($0)" }),
            features: .floats(example.predictions.flatMap { label in (0..<width).map { $0 == label ? 1 : 0 } }),
            targets: .classes(labels: example.labels, names: (0..<width).map { "\($0)" }))
        let rows = example.labels.indices.map { Int32($0) }
        let examples = Examples(
            dataset: dataset, split: Split(training: [], validation: rows, test: []),
            preprocessing: Preprocessing(
                factors: [Float](repeating: 1, count: width), shifts: [Float](repeating: 0, count: width)))
        let scores = try network.scores(on: rows, of: examples, loss: .categoricalCrossentropy)
        #expect(abs((scores[.precision] ?? .nan) - example.precision) < 1e-12)
        #expect(abs((scores[.recall] ?? .nan) - example.recall) < 1e-12)
        #expect(abs((scores[.f1] ?? .nan) - example.f1) < 1e-12)
        #expect(examples.hasUnvalidatedClass)
    }
}
