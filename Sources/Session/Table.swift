/// Rows and columns, as a report carries them; how they are laid out is the renderer's.
public struct Table: Codable, Hashable, Sendable {
    /// How a column stands.
    public enum Alignment: String, Codable, Sendable { case left, right }

    /// A column's name and how its cells stand.
    public struct Column: Codable, Hashable, Sendable {
        /// Its heading.
        public let name: String
        /// How its cells stand: numbers to the right.
        public let alignment: Alignment

        /// A column; numbers stand to the right.
        public init(_ name: String, _ alignment: Alignment = .left) {
            self.name = name
            self.alignment = alignment
        }
    }

    /// The columns, from the left.
    public let columns: [Column]
    /// The cells of each row, one a column.
    public let rows: [[String]]
    /// The row to be marked, such as the fittest.
    public let marked: Int?
    /// How many rows there are in all, where not all are here.
    public let total: Int

    /// A table; each row has one cell a column.
    public init(columns: [Column], rows: [[String]], marked: Int? = nil, total: Int? = nil) {
        self.columns = columns
        self.rows = rows
        self.marked = marked
        self.total = total ?? rows.count
    }

    /// The same table with other texts in its headings and cells.
    public func mappingTexts(_ transform: (String) -> String) -> Table {
        Table(
            columns: columns.map { Column(transform($0.name), $0.alignment) }, rows: rows.map { $0.map(transform) },
            marked: marked, total: total)
    }
}
