/// A weight penalty, added to the loss for the weights of all layers but not for biases: l1·Σ|w| + l2·Σw² (Tibshirani,
/// 1996; Krogh and Hertz, 1992), as in Keras's `kernel_regularizer`. Reported losses do not include it.
public struct Penalty: Codable, Hashable, Sendable {
    /// The factor of the absolute weights, 0 or more.
    public let l1: Float
    /// The factor of the squared weights, 0 or more.
    public let l2: Float

    private enum CodingKeys: String, CodingKey { case l1, l2 }

    /// Creates a penalty; nil if a number is negative, or if both are 0.
    public init?(l1: Float, l2: Float) {
        guard l1 >= 0, l2 >= 0, l1 + l2 > 0, l1.isFinite, l2.isFinite else { return nil }
        self.l1 = l1
        self.l2 = l2
    }
}
