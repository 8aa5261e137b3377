/// The encoding of a table's column as columns of numbers: enough to encode another table in the same way.
public enum ColumnEncoding: Codable, Hashable, Sendable {
    /// One column, as it is.
    case number(name: String)
    /// A column a value, 1 where a row has it and 0 elsewhere. `values` are sorted; a row that has none counts as `usual`.
    case oneHot(name: String, values: [String], usual: String)
    /// One column: the difference from `origin`, as the numbers themselves have more digits than 32 bits hold.
    case difference(name: String, origin: Double)
    /// A column a part of the date; `origin`, in seconds since 1970, is the first date.
    case date(name: String, parts: [DatePart], origin: Double)

    /// The column's name in the table.
    public var name: String {
        switch self {
        case .number(let name), .oneHot(let name, _, _), .difference(let name, _), .date(let name, _, _): name
        }
    }

    /// The number of columns that it becomes.
    public var width: Int {
        switch self {
        case .number, .difference: 1
        case .oneHot(_, let values, _): values.count
        case .date(_, let parts, _): parts.count
        }
    }
}
