/// Batch normalization (Ioffe and Szegedy, "Batch normalization", 2015): brings the sums of each neuron to mean 0 and
/// variance 1 over a batch, then applies a learned scale and shift. It is applied between product and activation, and
/// its shift replaces the biases. Prediction uses moving means instead of the batch's statistics. Constants are
/// Keras's.
public struct BatchNormalization: Codable, Hashable, Sendable {
    /// The fraction of the moving means that remains after each batch.
    public let momentum: Float
    /// The constant added to each variance.
    public let epsilon: Float

    private enum CodingKeys: String, CodingKey { case momentum, epsilon }

    /// Creates batch normalization with Keras's constants.
    public init() {
        momentum = 0.99
        epsilon = 0.001
    }

    /// Creates batch normalization with other constants; nil for a momentum outside 0…1 or an epsilon that is not
    /// above 0.
    public init?(momentum: Float, epsilon: Float) {
        guard (0...1).contains(momentum), epsilon > 0, epsilon.isFinite else { return nil }
        self.momentum = momentum
        self.epsilon = epsilon
    }

    /// The weights of a normalized layer, one number per neuron each.
    public struct Weights: Codable, Hashable, Sendable {
        /// The learned scale.
        public let scale: [Float]
        /// The moving mean of the sums.
        public let mean: [Float]
        /// The moving mean of their variance.
        public let variance: [Float]

        /// Creates the given weights.
        public init(scale: [Float], mean: [Float], variance: [Float]) {
            self.scale = scale
            self.mean = mean
            self.variance = variance
        }

        /// Creates the initial weights of a layer.
        package init(neurons: Int) {
            scale = [Float](repeating: 1, count: neurons)
            mean = [Float](repeating: 0, count: neurons)
            variance = [Float](repeating: 1, count: neurons)
        }
    }
}
