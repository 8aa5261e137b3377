import Datasets
import Foundation
import Networks

/// Values in `Fixtures` computed by Keras; each file contains the version.
enum KerasFixtures {
    /// Returns the cases of one file.
    static func cases<Case: Decodable>(_ name: String, as type: Case.Type) throws -> [Case] {
        guard let file = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures") else {
            throw Unknown(name: name)
        }
        return try JSONDecoder().decode(File<Case>.self, from: Data(contentsOf: file)).cases
    }

    private struct File<Case: Decodable>: Decodable { let cases: [Case] }

    /// Nested numbers, flattened.
    struct KerasNumbers: Decodable {
        let rows: [[Float]]
        var flat: [Float] { rows.flatMap { $0 } }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let rows = try? container.decode([[Float]].self) {
                self.rows = rows
            } else {
                rows = [try container.decode([Float].self)]
            }
        }
    }

    /// Creates a network with hidden layers from Keras's list of kernels and biases.
    static func network(_ weights: [KerasNumbers], hidden: String, output: String) throws -> Network {
        let layers = stride(from: 0, to: weights.count, by: 2).map {
            Network.Layer(kernel: weights[$0].flat, bias: weights[$0 + 1].flat)
        }
        guard let activation = Activation(named: hidden), let last = Activation(named: output) else {
            throw Unknown(name: hidden + ", " + output)
        }
        let architecture = Architecture(
            inputs: weights[0].rows.count,
            hidden: layers.dropLast().map { DenseLayer(neurons: $0.bias.count, activation: activation) },
            outputs: layers[layers.count - 1].bias.count, outputActivation: last, initializer: .glorotUniform)
        return Network(architecture: architecture, layers: layers)
    }

    /// Creates regression examples whose rows are all in the training and in the validation set, without scaling.
    static func examples(_ x: [[Float]], _ y: [[Float]]) throws -> Examples {
        let width = x[0].count
        let dataset = try Dataset(
            name: "reference", layout: .table(columns: (0..<width).map { "x\($0)" }),
            features: .floats(x.flatMap { $0 }),
            targets: .values(y.flatMap { $0 }, names: (0..<y[0].count).map { "y\($0)" }))
        let rows = x.indices.map(Int32.init)
        return Examples(
            dataset: dataset, split: Split(training: rows, validation: rows, test: []),
            preprocessing: Preprocessing(
                factors: [Float](repeating: 1, count: width), shifts: [Float](repeating: 0, count: width)))
    }

    struct Unknown: Error { let name: String }
}

/// Returns true if a number is within a relative 1e-4 or an absolute 1e-5 of another.
func isNear(_ found: Float, _ expected: Float) -> Bool {
    abs(found - expected) <= max(1e-5, 1e-4 * abs(expected))
}

/// Returns the first difference between two lists in words; nil for none.
func firstDifference(_ found: [Float], _ expected: [Float]) -> String? {
    guard found.count == expected.count else { return "\(found.count) numbers instead of \(expected.count)" }
    for (index, pair) in zip(found, expected).enumerated() where !isNear(pair.0, pair.1) {
        return "at \(index): \(pair.0) instead of \(pair.1)"
    }
    return nil
}
