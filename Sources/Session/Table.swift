/// The rows and columns of a report; a renderer lays them out.
public struct Table: Codable, Hashable, Sendable {
    /// The alignment of a column.
    public enum Alignment: String, Codable, Sendable { case left, right }

    /// The name and alignment of a column.
    public struct Column: Codable, Hashable, Sendable {
        /// The heading.
        public let name: String
        /// The alignment of the cells; numbers are aligned right.
        public let alignment: Alignment

        /// Creates a column; numbers are aligned right.
        public init(_ name: String, _ alignment: Alignment = .left) {
            self.name = name
            self.alignment = alignment
        }
    }

    /// The columns, from the left.
    public let columns: [Column]
    /// The cells of each row, one per column.
    public let rows: [[String]]
    /// The row to mark, such as the fittest; nil for none.
    public let marked: Int?
    /// The total number of rows, including those that are left out.
    public let total: Int

    /// Creates a table; each row has one cell per column.
    public init(columns: [Column], rows: [[String]], marked: Int? = nil, total: Int? = nil) {
        self.columns = columns
        self.rows = rows
        self.marked = marked
        self.total = total ?? rows.count
    }

    /// Returns the table with transformed headings and cells.
    public func mappingTexts(_ transform: (String) -> String) -> Table {
        Table(
            columns: columns.map { Column(transform($0.name), $0.alignment) }, rows: rows.map { $0.map(transform) },
            marked: marked, total: total)
    }
}
