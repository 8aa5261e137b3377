import COneDNN
package import Compute

/// The sizes of a convolution.
package struct ConvolutionShape: Hashable {
    package let source: Plane
    package let result: Plane
    let kernelHeight: Int
    let kernelWidth: Int
    let strideHeight: Int
    let strideWidth: Int
    let vertical: WindowPlacement
    let horizontal: WindowPlacement

    /// Creates the sizes of windows over a plane.
    ///
    /// - Parameter filters: The channels of the result.
    package init(_ shape: TensorShape, to result: TensorShape, _ kernel: Window, strides: Window, _ padding: Padding) {
        source = Plane(shape)
        self.result = Plane(result)
        // A sequence is an image of one row.
        let isSequence = kernel.sizes.count == 1
        (kernelHeight, kernelWidth) = isSequence ? (1, kernel.sizes[0]) : (kernel.height, kernel.width)
        (strideHeight, strideWidth) = isSequence ? (1, strides.sizes[0]) : (strides.height, strides.width)
        vertical = WindowPlacement(size: source.height, window: kernelHeight, step: strideHeight, padding: padding)
        horizontal = WindowPlacement(size: source.width, window: kernelWidth, step: strideWidth, padding: padding)
    }
}

/// A convolution and its gradients, compiled for a number of samples; it runs on one thread.
///
/// Images have their channels side by side, so that nothing has to be laid out anew between layers. The library's code
/// for this layout is about as fast as that for blocked ones from 16 channels on, and slower for some shapes with fewer.
package final class Convolution {
    private var convolution = onednn_convolution()

    /// The numbers of a kernel as the forward pass reads it.
    package var forwardCount: Int { convolution.forward_count }
    /// The numbers of a kernel as the gradient of the source needs it.
    package var gradientCount: Int { convolution.gradient_count }
    /// The numbers of a kernel's gradient.
    package var changeCount: Int { convolution.change_count }
    /// The bytes that it needs while it runs.
    package var scratchBytes: Int { convolution.scratch_bytes }

    /// Compiles a convolution.
    ///
    /// - Parameters:
    ///   - isTrained: True to compile the gradients.
    ///   - needsSourceGradient: True to compile the gradient of the source.
    ///   - needsBiasGradient: True to compute the gradient of the bias with that of the kernel. The library's code for
    ///     it is slow beside `add_channels`.
    ///   - other: The same convolution for another number of samples, whose layouts of the kernel are used.
    /// - Throws: `.convolution` if the library cannot compile it.
    package init(
        _ shape: ConvolutionShape, samples: Int, isTrained: Bool, needsSourceGradient: Bool,
        needsBiasGradient: Bool = false, like other: Convolution?
    ) throws(NetworksError) {
        var sizes = onednn_convolution_shape()
        sizes.samples = Int64(samples)
        (sizes.height, sizes.width) = (Int64(shape.source.height), Int64(shape.source.width))
        sizes.inputs = Int64(shape.source.channels)
        (sizes.result_height, sizes.result_width) = (Int64(shape.result.height), Int64(shape.result.width))
        sizes.filters = Int64(shape.result.channels)
        (sizes.kernel_height, sizes.kernel_width) = (Int64(shape.kernelHeight), Int64(shape.kernelWidth))
        (sizes.stride_height, sizes.stride_width) = (Int64(shape.strideHeight), Int64(shape.strideWidth))
        (sizes.top, sizes.bottom) = (Int64(shape.vertical.before), Int64(shape.vertical.after))
        (sizes.left, sizes.right) = (Int64(shape.horizontal.before), Int64(shape.horizontal.after))
        sizes.is_trained = isTrained
        sizes.needs_source_gradient = needsSourceGradient
        sizes.needs_bias_gradient = needsBiasGradient
        let isMade =
            if let other {
                withUnsafePointer(to: other.convolution) { onednn_convolution_create(&convolution, &sizes, $0) }
            } else {
                onednn_convolution_create(&convolution, &sizes, nil)
            }
        guard isMade else { throw .convolution(status: 0) }
    }

    deinit { onednn_convolution_destroy(&convolution) }

    /// result = convolution of source + bias
    package func forward(
        _ source: UnsafePointer<Float>, kernel: FloatBuffer, bias: FloatBuffer,
        into result: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutableRawPointer
    ) throws(NetworksError) {
        try check(
            onednn_convolution_forward(&convolution, source, kernel.pointer, bias.pointer, result, scratch))
    }

    /// Computes the gradient of the source.
    package func sourceGradient(
        _ gradient: UnsafePointer<Float>, kernel: FloatBuffer, into source: UnsafeMutablePointer<Float>,
        _ scratch: UnsafeMutableRawPointer
    ) throws(NetworksError) {
        try check(
            onednn_convolution_source_gradient(&convolution, gradient, kernel.pointer, source, scratch))
    }

    /// Computes the gradient of the kernel, and that of the bias if the convolution was compiled for it.
    package func kernelGradient(
        _ source: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, into kernel: UnsafeMutablePointer<Float>,
        bias: UnsafeMutablePointer<Float>?, _ scratch: UnsafeMutableRawPointer
    ) throws(NetworksError) {
        try check(
            onednn_convolution_kernel_gradient(&convolution, source, gradient, kernel, bias, scratch))
    }

    /// Lays a kernel out for the forward pass, and for the gradient of the source if there is one.
    func lay(_ plain: FloatBuffer, forward: FloatBuffer, gradient: FloatBuffer?) throws(NetworksError) {
        try check(onednn_convolution_lay_forward(&convolution, plain.pointer, forward.pointer))
        if let gradient { try check(onednn_convolution_lay_gradient(&convolution, plain.pointer, gradient.pointer)) }
    }

    /// Brings the gradient of a kernel into the order of the kernel.
    package func plain(_ gradient: FloatBuffer, into plain: FloatBuffer) throws(NetworksError) {
        try check(onednn_convolution_plain_gradient(&convolution, gradient.pointer, plain.pointer))
    }

    private func check(_ status: Int32) throws(NetworksError) {
        guard status == 0 else { throw .convolution(status: Int(status)) }
    }
}
