import Compute
import Kernels

extension Windows {
    /// Creates the windows of a layer over a shape.
    init(_ shape: TensorShape, to result: TensorShape, _ window: Window, steps: Window, _ padding: Padding) {
        self.init(ConvolutionShape(shape, to: result, window, strides: steps, padding))
    }

    /// Creates one window over all positions.
    init(whole shape: TensorShape) {
        let plane = Plane(shape)
        self.init(
            height: plane.height, width: plane.width, channels: plane.channels, result_height: 1, result_width: 1,
            window_height: plane.height, window_width: plane.width, step_height: plane.height,
            step_width: plane.width, top: 0, left: 0)
    }

    private init(_ shape: ConvolutionShape) {
        self.init(
            height: shape.source.height, width: shape.source.width, channels: shape.source.channels,
            result_height: shape.result.height, result_width: shape.result.width, window_height: shape.kernelHeight,
            window_width: shape.kernelWidth, step_height: shape.strideHeight, step_width: shape.strideWidth,
            top: shape.vertical.before, left: shape.horizontal.before)
    }
}
