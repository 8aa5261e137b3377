/// A column of a table as it was read: what it holds, the inputs that it makes, and the decisions about it.
public struct TableColumn: Codable, Hashable, Sendable {
    /// The part that a column plays.
    public enum Role: String, Codable, Sendable {
        case label
        case input
        case leftOut = "left out"
    }

    /// Its name in the table.
    public let name: String
    /// Its part.
    public internal(set) var role: Role
    /// `number`, `text` or `date`.
    public let kind: String
    /// The rows that have no value.
    public let missing: Int
    /// The number of different values; nil for numbers, of which they are not counted while a table is read.
    public let distinct: Int?
    /// The range of numbers and dates, or the most frequent texts.
    public let values: String
    /// The names of the inputs that it makes; none for a label and for what is left out.
    public internal(set) var inputs: [String]
    /// The decisions about it, with their reasons.
    public internal(set) var decisions: [String]

    /// A column with its facts.
    public init(
        name: String, role: Role, kind: String, missing: Int, distinct: Int?, values: String, inputs: [String],
        decisions: [String]
    ) {
        self.name = name
        self.role = role
        self.kind = kind
        self.missing = missing
        self.distinct = distinct
        self.values = values
        self.inputs = inputs
        self.decisions = decisions
    }
}
