/// The raw result of evaluating a genome, before an expression turns it into a fitness.
public struct Evaluation: Hashable, Sendable {
    /// Scores and facts, keyed by the names that expressions read: `accuracy`, `loss`, `parameters`.
    public let scores: [String: Double]
    /// The scores of each epoch, in order; empty if nothing was trained.
    public let curve: [[String: Double]]
    /// The duration in seconds.
    public let seconds: Double
    /// The outcome of each validation row, as encoded by `RowRecord`; nil if it is not kept.
    public let rows: [UInt8]?

    /// Creates an evaluation.
    public init(
        scores: [String: Double], curve: [[String: Double]] = [], seconds: Double, rows: [UInt8]? = nil
    ) {
        self.scores = scores
        self.curve = curve
        self.seconds = seconds
        self.rows = rows
    }

    /// Returns the mean of each score over several parts and their total seconds. Curves belong to single parts and
    /// are left out.
    ///
    /// - Complexity: O(parts × scores)
    public static func mean(of parts: [Evaluation]) -> Evaluation {
        guard parts.count > 1, let first = parts.first else {
            return parts.first ?? Evaluation(scores: [:], seconds: 0)
        }
        let scores = first.scores.map { name, _ in
            (name, parts.reduce(0) { $0 + ($1.scores[name] ?? .nan) } / Double(parts.count))
        }
        return Evaluation(
            scores: Dictionary(uniqueKeysWithValues: scores), seconds: parts.reduce(0) { $0 + $1.seconds })
    }
}
