/// The encoding of a table column as numeric columns, sufficient to encode another table in the same way.
public enum ColumnEncoding: Codable, Hashable, Sendable {
    /// One column with the numbers themselves.
    case number(name: String)
    /// One-hot encoding: one column per value, 1 if a row has it and 0 otherwise. `values` are sorted; a missing value
    /// counts as `usual`.
    case oneHot(name: String, values: [String], usual: String)
    /// One column with the difference from `origin`, since the numbers have more digits than 32 bits hold.
    case difference(name: String, origin: Double)
    /// One column per part of the date; `origin`, in seconds since 1970, is the first date.
    case date(name: String, parts: [DatePart], origin: Double)

    /// The column's name in the table.
    public var name: String {
        switch self {
        case .number(let name), .oneHot(let name, _, _), .difference(let name, _), .date(let name, _, _): name
        }
    }

    /// The number of encoded columns.
    public var width: Int {
        switch self {
        case .number, .difference: 1
        case .oneHot(_, let values, _): values.count
        case .date(_, let parts, _): parts.count
        }
    }
}
