package import Compute

/// A step of a pass through the layers before the dense ones, working on one slice of a batch at a time.
package protocol FeatureStep: AnyObject {
    /// Prepares a forward pass, before any slice.
    func begin(_ run: FeatureRun)
    /// Computes the values of a slice.
    func forward(_ slice: FeatureSlice, _ run: FeatureRun) throws(NetworksError)
    /// Computes the gradient of what the step read from that of its values, and adds up those of its weights.
    func backward(_ slice: FeatureSlice, _ run: FeatureRun) throws(NetworksError)
}

extension FeatureStep {
    func begin(_ run: FeatureRun) {}
}

/// A batch on its way through the layers.
package struct FeatureRun {
    /// The number of samples.
    package let count: Int
    /// The dropout seed; nil for prediction.
    package let seed: UInt64?

    package init(count: Int, seed: UInt64?) {
        self.count = count
        self.seed = seed
    }
}

/// A step after which all slices have to end before the next step begins, in both directions.
package protocol FeatureBarrier: FeatureStep {
    /// Combines the slices of a forward pass.
    func finishForward(_ run: FeatureRun)
    /// Combines the slices of the steps behind, before the step's own backward pass.
    func finishBackward(_ run: FeatureRun)
}

/// A step with weights.
package protocol TrainedStep: FeatureStep {
    /// The tensors that are trained, in a fixed order; none for prediction.
    var tensors: [TensorTraining] { get }

    /// Updates the weights by the gradients of the last backward pass.
    ///
    /// - Parameter chunks: The number of chunks of the batch.
    func update(_ step: OptimizerStep, chunks: Int) throws(NetworksError)
}
