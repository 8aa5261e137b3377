/// Why a genome has no fitness, or why nothing could be sought.
public enum ObjectiveError: Error, Equatable, Sendable {
    /// This genome has no fitness; the search goes on.
    case failed(reason: String)
    /// The evaluation was abandoned.
    case cancelled
    /// A gene that nothing reads.
    case unreadableGene(name: String, suggestion: String?)
    /// A gene whose value is none of its hyperparameter's.
    case unusableValue(gene: String, value: String, expected: String)
    /// A mistake in the expression that is sought.
    case expression(message: String, suggestion: String?)
}

extension ObjectiveError: CustomStringConvertible {
    /// The message a person reads.
    public var description: String {
        switch self {
        case .failed(let reason): reason
        case .cancelled: "the evaluation was abandoned"
        case .unreadableGene(let name, let suggestion):
            "a network does not read the gene \"\(name)\""
                + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "; `help gene` lists those that it reads")
        case .unusableValue(let gene, let value, let expected):
            "the gene \(gene) has the value \"\(value)\", expected \(expected)"
        case .expression(let message, let suggestion):
            message + (suggestion.map { "; did you mean \"\($0)\"?" } ?? "")
        }
    }
}
