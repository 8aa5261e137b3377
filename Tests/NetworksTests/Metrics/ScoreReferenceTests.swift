import Datasets
import Networks
import Testing

/// Values in `Fixtures/scores.json` computed by scikit-learn; `Fixtures/scores.py` writes them.
@Suite struct ScoreReferenceTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        let labels: [UInt16]?
        let targets: [Float]?
        let outputs: [Float]
        let width: Int
        let scores: [String: Double?]
        var testDescription: String { name }

        var rows: ScoredRows {
            let names = (0..<width).map { "\($0)" }
            if let labels { return ScoredRows(outputs: outputs, targets: .classes(labels: labels, names: names)) }
            return ScoredRows(outputs: outputs, targets: .values(targets ?? [], names: names))
        }
    }

    private static let cases = Result { try KerasFixtures.cases("scores", as: Case.self) }

    @Test(arguments: try cases.get())
    func `scores are the same as in scikit-learn`(example: Case) throws {
        for (name, expected) in example.scores {
            let metric = try #require(Metric(named: name))
            let found = metric.value(of: example.rows)
            guard let expected else {
                #expect(found == nil, "\(name) is undefined")
                continue
            }
            let value = try #require(found, "\(name)")
            #expect(abs(value - expected) <= 2e-6 * max(abs(expected), 1e-3), "\(name): \(value), not \(expected)")
        }
    }

    @Test(arguments: try cases.get())
    func `a network measures the same scores as rows of outputs`(example: Case) throws {
        let metrics = try example.scores.keys.map { try #require(Metric(named: $0)) }
        let scores = try example.network.scores(
            on: example.examples.split.validation, of: example.examples, loss: .meanSquaredError, metrics: metrics)
        for metric in metrics where metric != .binaryAccuracy {
            let (found, expected) = (scores[metric], metric.value(of: example.rows))
            // An always measured score of numbers differs in the last digits, because it is summed in another order.
            #expect(
                found == expected || abs((found ?? .nan) - (expected ?? .nan)) < 1e-9, "\(metric.name)")
        }
    }

    @Test(arguments: try cases.get())
    func `rows give the scores that every training measures`(example: Case) throws {
        let scores = try example.network.scores(
            on: example.examples.split.validation, of: example.examples, loss: .meanSquaredError)
        for metric in Metric.all where metric != .loss {
            let (found, expected) = (metric.value(of: example.rows), scores[metric])
            #expect(found == expected || abs((found ?? .nan) - (expected ?? .nan)) < 1e-9, "\(metric.name)")
        }
    }

    @Test func `scores of scaled targets are in the unit of the targets`() throws {
        let dataset = try Dataset(
            name: "scaled", layout: .table(columns: ["x"]), features: .floats([1, 2, 3, 4]),
            targets: .values([10, 30, 20, 60], names: ["y"]))
        let scale = TargetScale(factors: [0.1], shifts: [-2])
        let examples = Examples(
            dataset: dataset, split: Split(training: [], validation: [0, 1, 2, 3], test: []),
            preprocessing: Preprocessing(factors: [1], shifts: [0], targets: scale))
        // The outputs are x, in the unit of the targets 10 x + 20.
        let scores = try Network.identity(1).scores(
            on: [0, 1, 2, 3], of: examples, loss: .meanSquaredError,
            metrics: ["mae", "pinball 0.9"].compactMap(Metric.init(named:)))
        // The differences are 10 − 30 = −20, 30 − 40 = −10, 20 − 50 = −30 and 0.
        let error = try #require(scores.named["mae"])
        let pinball = try #require(scores.named["pinball 0.9"])
        #expect(abs(error - 15) < 1e-4)
        #expect(abs(pinball - 1.5) < 1e-4)
    }
}

extension Network {
    /// A network whose outputs are its inputs.
    fileprivate static func identity(_ width: Int) -> Network {
        Network(
            architecture: Architecture(
                inputs: width, hidden: [], outputs: width, outputActivation: .linear, initializer: .glorotUniform),
            layers: [
                .init(
                    kernel: (0..<width * width).map { $0 % (width + 1) == 0 ? 1 : 0 },
                    bias: [Float](repeating: 0, count: width))
            ])
    }
}

extension ScoreReferenceTests.Case {
    fileprivate var network: Network { .identity(width) }

    fileprivate var examples: Examples {
        get throws {
            let dataset = try Dataset(
                name: name, layout: .table(columns: (0..<width).map { "x\($0)" }), features: .floats(outputs),
                targets: rows.targets)
            return Examples(
                dataset: dataset,
                split: Split(training: [], validation: (0..<rows.count).map { Int32($0) }, test: []),
                preprocessing: Preprocessing(
                    factors: [Float](repeating: 1, count: width), shifts: [Float](repeating: 0, count: width)))
        }
    }
}
