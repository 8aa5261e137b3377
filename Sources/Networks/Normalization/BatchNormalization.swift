/// Brings the sums of each neuron to mean 0 and variance 1 over a batch, then scales and shifts them by numbers that are
/// learned (Ioffe and Szegedy, "Batch normalization", 2015). Its place is between product and activation, and its shift
/// takes the place of the biases. Where the network is used, moving means of the batches' numbers stand in for them.
/// Constants are Keras's.
public struct BatchNormalization: Codable, Hashable, Sendable {
    /// What a batch leaves of the moving means.
    public let momentum: Float
    /// What is added to each variance.
    public let epsilon: Float

    private enum CodingKeys: String, CodingKey { case momentum, epsilon }

    /// Normalisation with Keras's constants.
    public init() {
        momentum = 0.99
        epsilon = 0.001
    }

    /// Normalisation with other constants. Nil for a momentum outside 0…1 and for an epsilon that is not above 0.
    public init?(momentum: Float, epsilon: Float) {
        guard (0...1).contains(momentum), epsilon > 0, epsilon.isFinite else { return nil }
        self.momentum = momentum
        self.epsilon = epsilon
    }

    /// What a normalised layer keeps, one number a neuron each.
    public struct Weights: Codable, Hashable, Sendable {
        /// What the normalised sums are multiplied by; learned.
        public let scale: [Float]
        /// The moving mean of the sums.
        public let mean: [Float]
        /// The moving mean of their variance.
        public let variance: [Float]

        /// Numbers as they are given.
        public init(scale: [Float], mean: [Float], variance: [Float]) {
            self.scale = scale
            self.mean = mean
            self.variance = variance
        }

        /// What a layer of so many neurons starts with.
        init(neurons: Int) {
            scale = [Float](repeating: 1, count: neurons)
            mean = [Float](repeating: 0, count: neurons)
            variance = [Float](repeating: 1, count: neurons)
        }
    }
}
