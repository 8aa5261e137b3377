/// The method that keeps a population diverse, so that it covers several good regions at once.
public enum Niching: String, Codable, Hashable, Sendable {
    /// No niching.
    case none
    /// Organisms that resemble many others are selected less often.
    case sharing
    /// A child competes only with the parent that it resembles more.
    case crowding

    /// All choices.
    public static let all: [Niching] = [.none, .sharing, .crowding]

    /// The word in the command language.
    public var name: String { rawValue }

    /// A summary in one line.
    public var summary: String {
        switch self {
        case .none: "the population may converge to one region"
        case .sharing: "organisms that resemble many others are selected less often (fitness sharing)"
        case .crowding: "a child competes with the parent that it resembles more (deterministic crowding)"
        }
    }

    /// Creates the choice with this word; nil if the word is unknown.
    public init?(named name: String) { self.init(rawValue: name) }
}
