import Datasets
import Foundation
import Networks

/// The values in `Fixtures` that Keras computed; each file names the version.
enum KerasFixtures {
    /// The cases of one file.
    static func cases<Case: Decodable>(_ name: String, as type: Case.Type) throws -> [Case] {
        guard let file = Bundle.module.url(forResource: name, withExtension: "json", subdirectory: "Fixtures") else {
            throw Unknown(name: name)
        }
        return try JSONDecoder().decode(File<Case>.self, from: Data(contentsOf: file)).cases
    }

    private struct File<Case: Decodable>: Decodable { let cases: [Case] }

    /// Numbers of any depth, flat.
    struct Numbers: Decodable {
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

    /// A network of one hidden layer or more from Keras's list of kernels and biases.
    static func network(_ weights: [Numbers], hidden: String, output: String) throws -> Network {
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

    /// Numbers to learn, all of them training and validation rows, given to the network as they are.
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

/// Whether a number is another's within a relative 1e-4 or an absolute 1e-5.
func isNear(_ found: Float, _ expected: Float) -> Bool {
    abs(found - expected) <= max(1e-5, 1e-4 * abs(expected))
}

/// The first place where two lists differ, in words; nil where they agree.
func firstDifference(_ found: [Float], _ expected: [Float]) -> String? {
    guard found.count == expected.count else { return "\(found.count) numbers in place of \(expected.count)" }
    for (place, pair) in zip(found, expected).enumerated() where !isNear(pair.0, pair.1) {
        return "at \(place): \(pair.0) in place of \(pair.1)"
    }
    return nil
}
