import Compute
import Kernels

/// The means and variances of the channels of a batch, from those of its slices, which are combined in their order.
final class ChannelMoments {
    let channels: Int
    let mean: FloatBuffer
    /// 1 / √(variance + epsilon)
    let inverse: FloatBuffer
    /// The scale times `inverse`.
    let factor: FloatBuffer
    private let sliceMeans: FloatBuffer
    private let sliceSquares: FloatBuffer
    private let variance: FloatBuffer

    /// The mean over the batch of the gradients, and of their products with the normalized values.
    let meanSum: FloatBuffer
    let meanProduct: FloatBuffer
    /// The sums of the same numbers.
    let sums: FloatBuffer
    let products: FloatBuffer

    init(channels: Int, slices: Int) {
        self.channels = channels
        func numbers() -> FloatBuffer { FloatBuffer(count: channels) }
        (mean, inverse, factor, variance) = (numbers(), numbers(), numbers(), numbers())
        (meanSum, meanProduct, sums, products) = (numbers(), numbers(), numbers(), numbers())
        sliceMeans = FloatBuffer(count: slices * channels)
        sliceSquares = FloatBuffer(count: slices * channels)
    }

    /// The place for the means of a slice; in the backward pass, for its sums of gradients.
    func first(_ slice: FeatureSlice) -> UnsafeMutablePointer<Float> { sliceMeans.pointer + slice.index * channels }

    /// The place for the sums of squared distances of a slice; in the backward pass, for its sums of products.
    func second(_ slice: FeatureSlice) -> UnsafeMutablePointer<Float> {
        sliceSquares.pointer + slice.index * channels
    }

    /// Combines the moments of slices (Chan, Golub and LeVeque, 1979), and moves the moving means.
    ///
    /// - Parameter rows: The number of values of a channel in each slice.
    func combine(
        rows: [Int], scale: FloatBuffer, moving: (mean: FloatBuffer, variance: FloatBuffer),
        _ settings: BatchNormalization
    ) {
        for channel in 0..<channels {
            var (count, mean, squares) = (0.0, 0.0, 0.0)
            for (slice, rows) in rows.enumerated() {
                let difference = Double(sliceMeans.pointer[slice * channels + channel]) - mean
                let added = Double(rows)
                squares +=
                    Double(sliceSquares.pointer[slice * channels + channel])
                    + difference * difference * count * added / (count + added)
                count += added
                mean += difference * added / count
            }
            self.mean.pointer[channel] = Float(mean)
            variance.pointer[channel] = Float(squares / count)
        }
        move_mean(moving.mean.pointer, mean.pointer, channels, settings.momentum)
        move_mean(moving.variance.pointer, variance.pointer, channels, settings.momentum)
        setFactors(variance, scale, settings)
    }

    /// Uses known moments.
    func use(mean known: FloatBuffer, variance: FloatBuffer, scale: FloatBuffer, _ settings: BatchNormalization) {
        mean.copy(from: known)
        setFactors(variance, scale, settings)
    }

    private func setFactors(_ variance: FloatBuffer, _ scale: FloatBuffer, _ settings: BatchNormalization) {
        for channel in 0..<channels {
            inverse.pointer[channel] = 1 / (variance.pointer[channel] + settings.epsilon).squareRoot()
            factor.pointer[channel] = scale.pointer[channel] * inverse.pointer[channel]
        }
    }

    /// Adds up the gradients of slices.
    func combineGradients(rows: [Int]) {
        let count = Double(rows.reduce(0, +))
        for channel in 0..<channels {
            var (sum, product) = (0.0, 0.0)
            for slice in rows.indices {
                sum += Double(sliceMeans.pointer[slice * channels + channel])
                product += Double(sliceSquares.pointer[slice * channels + channel])
            }
            (sums.pointer[channel], products.pointer[channel]) = (Float(sum), Float(product))
            (meanSum.pointer[channel], meanProduct.pointer[channel]) = (Float(sum / count), Float(product / count))
        }
    }
}
