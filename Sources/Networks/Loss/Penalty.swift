/// What the weights of all layers, but for biases, add to the loss that is minimised: l1·Σ|w| + l2·Σw² (Tibshirani, 1996;
/// Krogh and Hertz, 1992), as Keras's `kernel_regularizer`. Losses are told without it.
public struct Penalty: Codable, Hashable, Sendable {
    /// The cost of a weight's size, 0 or more.
    public let l1: Float
    /// The cost of a weight's square, 0 or more.
    public let l2: Float

    private enum CodingKeys: String, CodingKey { case l1, l2 }

    /// Nil for numbers below 0 and where both are 0.
    public init?(l1: Float, l2: Float) {
        guard l1 >= 0, l2 >= 0, l1 + l2 > 0, l1.isFinite, l2.isFinite else { return nil }
        self.l1 = l1
        self.l2 = l2
    }
}
