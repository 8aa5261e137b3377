/// The stored result of a finished evaluation.
public struct RememberedEvaluation: Codable, Hashable, Sendable {
    /// The result.
    public enum MeasuredResult: Codable, Hashable, Sendable {
        /// Scores and facts by name, such as `accuracy` and `parameters`.
        case scores([String: Double])
        /// The reason for the lack of scores.
        case failure(String)

        private enum CodingKeys: String, CodingKey { case scores, failure }
    }

    /// The result.
    public let result: MeasuredResult
    /// The scores of each epoch, in order.
    public let curve: [[String: Double]]
    /// The duration in seconds.
    public let seconds: Double
    /// The outcome of each row, in the format of the caller; nil if it is not kept. Evaluations from a file have none;
    /// `ScoreMemory.rows` reads it.
    public internal(set) var rows: [UInt8]?

    /// Creates a result to store.
    public init(result: MeasuredResult, curve: [[String: Double]], seconds: Double, rows: [UInt8]? = nil) {
        self.result = result
        self.curve = curve
        self.seconds = seconds
        self.rows = rows
    }
}
