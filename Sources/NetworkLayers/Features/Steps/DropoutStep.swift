import Compute
import Kernels

/// Dropout of single numbers or of whole channels. The same draws, by position in the batch, drop the gradients.
final class DropoutStep: FeatureStep {
    private let rate: DropoutRate
    private let dropsChannels: Bool
    private let number: UInt64
    private let source: FeatureEdge
    private let result: FeatureEdge
    private let plane: Plane

    /// - Parameter number: The number of the dropout layer in the network, for draws of its own.
    init(_ rate: DropoutRate, dropsChannels: Bool, number: Int, from source: FeatureEdge, to result: FeatureEdge) {
        self.rate = rate
        self.dropsChannels = dropsChannels
        self.number = UInt64(number)
        self.source = source
        self.result = result
        plane = source.plane
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) {
        drop(source.values.numbers(slice), slice, run, into: result.values.numbers(slice))
    }

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) {
        guard let gradient = result.gradient, let sourceGradient = source.gradient else { return }
        drop(gradient.numbers(slice), slice, run, into: sourceGradient.numbers(slice))
    }

    /// The seeds of dense layers are the first multiples of the same constant.
    private static let firstNumber: UInt64 = 1 << 32

    private func drop(
        _ values: UnsafePointer<Float>, _ slice: FeatureSlice, _ run: FeatureRun,
        into result: UnsafeMutablePointer<Float>
    ) {
        let seed = (run.seed ?? 0) &+ (Self.firstNumber &+ number) &* 0x9E37_79B9_7F4A_7C15
        let dropout = run.seed == nil ? DropoutRate.off : rate.kernel(seed: seed)
        if dropsChannels {
            drop_channels(values, slice.count, plane.positions, plane.channels, slice.start, dropout, result)
        } else {
            Kernels.drop(values, slice.count * plane.count, slice.start * plane.count, dropout, result)
        }
    }
}
