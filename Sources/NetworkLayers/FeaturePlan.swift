import Arithmetic
package import Compute

/// Shapes, weights and cost of the layers before the dense ones, computed once when an architecture is made.
package struct FeaturePlan: Hashable {
    /// The shape before each layer, and the shape after the last.
    package let shapes: [TensorShape]
    /// The weights of each layer.
    package let tensors: [[TensorSpecification]]
    /// The number of trained weights.
    package let parameterCount: Int
    /// The number of multiplications of one sample.
    package let multiplications: Int

    /// The maximum number of weights: they still have an address.
    private static let maximumParameters = 1 << 40

    /// Creates the plan of a network without such layers.
    package init(denseInputs: Int) {
        shapes = [.vector(denseInputs)]
        tensors = []
        parameterCount = 0
        multiplications = 0
    }

    /// Creates the plan, checking that every layer suits its inputs.
    package init(_ layers: [AnyLayer], input: TensorShape) throws(NetworksError) {
        var shapes = [input]
        var tensors: [[TensorSpecification]] = []
        var multiplications = 0
        for layer in layers {
            let shape = shapes[shapes.count - 1]
            shapes.append(try layer.layer.output(of: shape))
            tensors.append(try layer.layer.tensors(of: shape))
            multiplications = multiplications.addingSaturated(try layer.layer.multiplications(of: shape))
        }
        let parameterCount = tensors.joined().reduce(0) { $0.addingSaturated($1.isTrained ? $1.count : 0) }
        guard parameterCount <= Self.maximumParameters else {
            throw .layer(
                layers.map(\.text).joined(separator: "; "), reason: "\(parameterCount) parameters are too many")
        }
        self.shapes = shapes
        self.tensors = tensors
        self.parameterCount = parameterCount
        self.multiplications = multiplications
    }

    /// The number of inputs of the first dense layer.
    package var outputs: Int { shapes[shapes.count - 1].count }
}
