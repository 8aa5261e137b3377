/// A row of a table as it was typed: columns with their values.
public struct TypedRow: Hashable, Codable, Sendable {
    /// A column and its value.
    public struct Cell: Hashable, Codable, Sendable {
        /// The column's name.
        public let column: String
        /// The value as it was typed.
        public let value: String

        /// Creates a cell.
        public init(column: String, value: String) {
            self.column = column
            self.value = value
        }
    }

    /// The cells in the order in which they were typed; no column twice.
    public let cells: [Cell]

    /// Creates a row.
    public init(_ cells: [Cell]) { self.cells = cells }
}

extension ValueReader {
    /// Reads all remaining words as alternating columns and values; a value may end with a comma.
    func row(from start: Int) throws(Mismatch) -> TypedRow {
        // A word after a path is more likely a mistyped setting than a value.
        let isRow = start + 1 < words.count && Literal(words[start + 1].value).number != nil
        var cells: [TypedRow.Cell] = []
        var index = start
        while index < words.count {
            let column = words[index].text
            guard !cells.contains(where: { $0.column == column }) else {
                throw .columnTwice(column, at: isRow ? index : start)
            }
            guard index + 1 < words.count else {
                throw .noValue(ofColumn: column, at: isRow ? index + 1 : start)
            }
            cells.append(.init(column: column, value: words[index + 1].value))
            index += 2
        }
        return TypedRow(cells)
    }
}
