package import Compute

/// The weights of the layers before the dense ones, and the kernels in the layouts of the library: shared by all passes
/// through a network.
package final class FeatureWeights {
    /// The tensors of each layer.
    package let tensors: [[FeatureTensor]]
    private var kernels: [ConvolutionKernel] = []

    /// Creates the weights of layers.
    ///
    /// - Parameters:
    ///   - specifications: The tensors of each layer.
    ///   - features: Their numbers.
    package init(_ specifications: [[TensorSpecification]], _ features: [[Tensor]]) {
        tensors = zip(specifications, features).map { specifications, tensors in
            zip(specifications, tensors).map { FeatureTensor($0, $1) }
        }
    }

    /// The current weights.
    package var features: [[Tensor]] { tensors.map { $0.map(\.tensor) } }

    /// Returns a kernel by its number in the network; the first pass makes it.
    package func kernel(
        _ number: Int, _ make: () throws(NetworksError) -> ConvolutionKernel
    ) throws(NetworksError) -> ConvolutionKernel {
        if number == kernels.count { kernels.append(try make()) }
        return kernels[number]
    }
}
