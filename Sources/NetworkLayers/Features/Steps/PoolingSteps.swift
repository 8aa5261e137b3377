import Kernels

/// The greatest number of each window, or 0 if that is greater and the step also rectifies.
final class MaxPoolingStep: FeatureStep {
    private let windows: Windows
    private let rectifies: Bool
    private let source: FeatureEdge
    private let result: FeatureEdge

    init(_ windows: Windows, rectifies: Bool, from source: FeatureEdge, to result: FeatureEdge) {
        self.windows = windows
        self.rectifies = rectifies
        self.source = source
        self.result = result
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) {
        max_pool(source.values.numbers(slice), slice.count, windows, rectifies, result.values.numbers(slice))
    }

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) {
        guard let gradient = result.gradient, let sourceGradient = source.gradient else { return }
        max_pool_backward(
            gradient.numbers(slice), source.values.numbers(slice), result.values.numbers(slice), slice.count, windows,
            rectifies, sourceGradient.numbers(slice))
    }
}

/// The mean of each window.
final class AveragePoolingStep: FeatureStep {
    private let windows: Windows
    private let source: FeatureEdge
    private let result: FeatureEdge

    init(_ windows: Windows, from source: FeatureEdge, to result: FeatureEdge) {
        self.windows = windows
        self.source = source
        self.result = result
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) {
        average_pool(source.values.numbers(slice), slice.count, windows, result.values.numbers(slice))
    }

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) {
        guard let gradient = result.gradient, let sourceGradient = source.gradient else { return }
        average_pool_backward(gradient.numbers(slice), slice.count, windows, sourceGradient.numbers(slice))
    }
}
