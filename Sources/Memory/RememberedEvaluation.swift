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
    /// The outcome of each row that was measured, for whoever wrote it; nil where it is not kept. Evaluations that come from a
    /// file have none: `ScoreMemory.rows` reads it.
    public internal(set) var rows: [UInt8]?

    /// What is to be kept.
    public init(result: Result, curve: [[String: Double]], seconds: Double, rows: [UInt8]? = nil) {
        self.result = result
        self.curve = curve
        self.seconds = seconds
        self.rows = rows
    }
}
