/// What evaluating a genome gave, before it is weighed as fitness.
public struct Evaluation: Hashable, Sendable {
    /// Scores and facts by the names that expressions read: `accuracy`, `loss`, `parameters`.
    public let scores: [String: Double]
    /// The scores of each epoch, the first one first; empty where nothing was trained.
    public let curve: [[String: Double]]
    /// How long it took, in seconds.
    public let seconds: Double
    /// The outcome of each validation row, as `RowOutcomes` writes it; nil where it is not kept.
    public let rows: [UInt8]?

    /// What was measured.
    public init(
        scores: [String: Double], curve: [[String: Double]] = [], seconds: Double, rows: [UInt8]? = nil
    ) {
        self.scores = scores
        self.curve = curve
        self.seconds = seconds
        self.rows = rows
    }

    /// The mean of each score over some parts; the seconds of all. Curves are each part's own, and left out.
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
