/// How a column of a table became columns of numbers: what is needed to read another table in the same way.
public enum ColumnEncoding: Codable, Hashable, Sendable {
    /// One column, as it is.
    case number(name: String)
    /// A column a value, 1 where a row has it and 0 elsewhere. `values` are sorted; a row that has none counts as `usual`.
    case oneHot(name: String, values: [String], usual: String)

    /// The column's name in the table.
    public var name: String {
        switch self {
        case .number(let name), .oneHot(let name, _, _): name
        }
    }

    /// The columns of numbers that it became.
    public var width: Int {
        switch self {
        case .number: 1
        case .oneHot(_, let values, _): values.count
        }
    }
}
