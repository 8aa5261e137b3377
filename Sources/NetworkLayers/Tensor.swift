import Arithmetic
package import Compute
package import Randomness

/// A named tensor of weights.
public struct Tensor: Codable, Hashable, Sendable {
    /// The name, as in `kernel`.
    public let name: String
    /// The shape, in Keras's order.
    public let shape: [Int]
    /// The values, row by row.
    public let values: [Float]

    private enum CodingKeys: String, CodingKey { case name, shape, values }

    /// Creates a tensor; the shape has as many positions as there are values.
    public init(_ name: String, _ shape: [Int], _ values: [Float]) {
        precondition(shape.checkedProduct == values.count, "one value a position")
        self.name = name
        self.shape = shape
        self.values = values
    }

    /// Decodes a tensor.
    ///
    /// - Throws: `DecodingError.dataCorrupted` if the shape has another number of positions than there are values.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        shape = try container.decode([Int].self, forKey: .shape)
        values = try container.decode([Float].self, forKey: .values)
        guard shape.checkedProduct == values.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .values, in: container,
                debugDescription: "a tensor of shape \(shape) does not have \(values.count) values")
        }
    }

    /// Creates a tensor with initial values.
    package init(_ specification: TensorSpecification, _ initializer: Initializer, _ generator: inout Generator) {
        let values: [Float]
        switch specification.start {
        case .zeros: values = [Float](repeating: 0, count: specification.count)
        case .ones: values = [Float](repeating: 1, count: specification.count)
        case .drawn(let inputs, let outputs):
            values = initializer.weights(
                columns: specification.shape.last ?? 1, count: specification.count, inputs: inputs, outputs: outputs,
                &generator)
        }
        self.init(specification.name, specification.shape, values)
    }

    /// True if the tensor has the specified name and shape.
    package func suits(_ specification: TensorSpecification) -> Bool {
        name == specification.name && shape == specification.shape
    }
}
