/// What evaluating a genome gave, before it is weighed as fitness.
public struct Evaluation: Hashable, Sendable {
    /// Scores and facts by the names that expressions read: `accuracy`, `loss`, `parameters`.
    public let scores: [String: Double]
    /// The scores of each epoch, the first one first; empty where nothing was trained.
    public let curve: [[String: Double]]
    /// How long it took, in seconds.
    public let seconds: Double

    /// What was measured.
    public init(scores: [String: Double], curve: [[String: Double]] = [], seconds: Double) {
        self.scores = scores
        self.curve = curve
        self.seconds = seconds
    }
}
