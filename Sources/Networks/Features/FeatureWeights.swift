/// The weights of the layers before the dense ones, and the kernels in the layouts of the library: shared by all passes
/// through a network.
final class FeatureWeights {
    /// The tensors of each layer.
    let tensors: [[FeatureTensor]]
    private var kernels: [ConvolutionKernel] = []

    init(_ network: Network) {
        tensors = zip(network.architecture.featureTensors, network.features).map { specifications, tensors in
            zip(specifications, tensors).map { FeatureTensor($0, $1) }
        }
    }

    /// The current weights.
    var features: [[Tensor]] { tensors.map { $0.map(\.tensor) } }

    /// Returns a kernel by its number in the network; the first pass makes it.
    func kernel(
        _ number: Int, _ make: () throws(NetworksError) -> ConvolutionKernel
    ) throws(NetworksError) -> ConvolutionKernel {
        if number == kernels.count { kernels.append(try make()) }
        return kernels[number]
    }
}
