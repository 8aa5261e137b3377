/// The settings common to all steps of one pass, and the counters that number them.
package final class FeatureContext {
    let weights: FeatureWeights
    let slices: FeatureSlices
    /// Nil for prediction.
    let training: FeatureTraining?
    /// The maximum number of slices of a batch.
    package let maximumSlices: Int
    /// One per thread.
    package let scratch: [FeatureScratch]
    private var kernels = 0
    private var dropouts = 0

    package init(
        _ weights: FeatureWeights, _ slices: FeatureSlices, training: FeatureTraining?, maximumSlices: Int, members: Int
    ) {
        self.maximumSlices = maximumSlices
        self.weights = weights
        self.slices = slices
        self.training = training
        scratch = (0..<members).map { _ in FeatureScratch() }
    }

    /// The number of the next convolution.
    func nextKernel() -> Int {
        defer { kernels += 1 }
        return kernels
    }

    /// The number of the next dropout layer.
    func nextDropout() -> Int {
        defer { dropouts += 1 }
        return dropouts
    }
}
