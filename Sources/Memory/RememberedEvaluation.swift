/// What is kept of one finished evaluation.
public struct RememberedEvaluation: Codable, Hashable, Sendable {
    /// What came of it.
    public enum Result: Codable, Hashable, Sendable {
        /// Scores and facts by name, such as `accuracy` and `parameters`.
        case scores([String: Double])
        /// Why there are none.
        case failure(String)

        private enum CodingKeys: String, CodingKey { case scores, failure }
    }

    /// What came of it.
    public let result: Result
    /// The scores of each epoch, the first one first.
    public let curve: [[String: Double]]
    /// How long it took, in seconds.
    public let seconds: Double

    /// What is to be kept.
    public init(result: Result, curve: [[String: Double]], seconds: Double) {
        self.result = result
        self.curve = curve
        self.seconds = seconds
    }
}
