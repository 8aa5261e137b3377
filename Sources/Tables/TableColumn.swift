/// A column of a table as it was read: its content, its inputs, and the decisions about it.
public struct TableColumn: Codable, Hashable, Sendable {
    /// The role of a column.
    public enum Role: String, Codable, Sendable {
        case label
        case input
        case leftOut = "left out"
        /// Its rows of the same value are in the same set.
        case group
        /// The sets follow one another by it.
        case time
    }

    /// The name in the table.
    public let name: String
    /// The role.
    public internal(set) var role: Role
    /// `number`, `text` or `date`.
    public let kind: String
    /// The number of rows without a value.
    public let missing: Int
    /// The number of different values; nil for numbers, which are not counted.
    public let distinct: Int?
    /// The range of numbers and dates, or the most frequent texts.
    public let values: String
    /// The names of its inputs; empty for a label and for columns that are left out.
    public internal(set) var inputs: [String]
    /// The decisions about the column, with their reasons.
    public internal(set) var decisions: [String]

    /// Creates the description of a column.
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
