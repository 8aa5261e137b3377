/// Finished evaluations by fingerprint: what was computed once is never computed again.
///
/// It knows nothing of what a fingerprint means: to it they are bytes.
public struct ScoreMemory: Codable, Hashable, Sendable {
    private var evaluations: [[UInt8]: RememberedEvaluation] = [:]
    /// How often a look-up found something.
    public private(set) var answered = 0
    /// The seconds that those look-ups saved.
    public private(set) var savedSeconds = 0.0

    /// An empty memory.
    public init() {}

    /// How many evaluations are remembered.
    public var count: Int { evaluations.count }

    /// The evaluation with that fingerprint, where it is remembered, without counting it as an answer. O(1).
    public func evaluation(_ fingerprint: [UInt8]) -> RememberedEvaluation? { evaluations[fingerprint] }

    /// Keeps an evaluation. O(1).
    public mutating func remember(_ evaluation: RememberedEvaluation, as fingerprint: [UInt8]) {
        evaluations[fingerprint] = evaluation
    }

    /// Counts an answer that saved an evaluation.
    public mutating func countAnswer(saving seconds: Double) {
        answered += 1
        savedSeconds += seconds
    }
}
