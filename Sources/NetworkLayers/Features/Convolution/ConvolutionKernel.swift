import Compute

/// The kernel and the biases of a convolution, in the layouts in which the library computes with them. All passes
/// through a network share them.
package final class ConvolutionKernel {
    /// The convolution whose layouts are used.
    let compiled: Convolution
    private let plain: FeatureTensor
    let forward: FloatBuffer
    let gradient: FloatBuffer?
    let bias: FloatBuffer

    /// - Parameter bias: The biases; nil for zeros.
    init(
        _ plain: FeatureTensor, bias: FeatureTensor?, filters: Int, compiled: Convolution
    ) throws(NetworksError) {
        self.compiled = compiled
        self.plain = plain
        self.bias = bias?.values ?? FloatBuffer(count: filters)
        forward = FloatBuffer(count: compiled.forwardCount)
        gradient = compiled.gradientCount > 0 ? FloatBuffer(count: compiled.gradientCount) : nil
        try lay()
    }

    /// Lays the kernel out again, after it has changed.
    func lay() throws(NetworksError) { try compiled.lay(plain.values, forward: forward, gradient: gradient) }
}
