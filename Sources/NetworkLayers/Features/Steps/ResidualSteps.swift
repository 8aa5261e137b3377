import Kernels

/// The beginning of a residual block: two steps read the same values, and their gradients are added.
final class ForkStep: FeatureStep {
    private let source: FeatureEdge
    private let first: FeatureEdge
    private let second: FeatureEdge

    init(_ source: FeatureEdge, to first: FeatureEdge, and second: FeatureEdge) {
        self.source = source
        self.first = first
        self.second = second
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) {}

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) {
        guard let gradient = source.gradient, let one = first.gradient, let other = second.gradient else { return }
        add_numbers(
            one.numbers(slice), other.numbers(slice), slice.count * gradient.width, gradient.numbers(slice))
    }
}

/// The end of a residual block: the sum of two edges, whose gradients are both that of the sum.
final class AdditionStep: FeatureStep {
    private let first: FeatureEdge
    private let second: FeatureEdge
    private let result: FeatureEdge

    init(_ first: FeatureEdge, _ second: FeatureEdge, to result: FeatureEdge) {
        self.first = first
        self.second = second
        self.result = result
    }

    func forward(_ slice: FeatureSlice, _ run: FeatureRun) {
        add_numbers(
            first.values.numbers(slice), second.values.numbers(slice), slice.count * result.values.width,
            result.values.numbers(slice))
    }

    func backward(_ slice: FeatureSlice, _ run: FeatureRun) {
        guard let gradient = result.gradient else { return }
        for edge in [first, second] {
            edge.gradient?.numbers(slice).update(
                from: gradient.numbers(slice), count: slice.count * gradient.width)
        }
    }
}
