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
    /// The numbers of each row in full precision, nil for cells whose text is enough; empty if no cell needs one.
    package let numbers: [[Double?]]
    /// The row to mark, such as the fittest; nil for none.
    public let marked: Int?
    /// The total number of rows, including those that are left out.
    public let total: Int

    /// Creates a table; each row has one cell per column.
    public init(columns: [Column], rows: [[String]], marked: Int? = nil, total: Int? = nil) {
        self.init(columns: columns, rows: rows, numbers: [], marked: marked, total: total)
    }

    /// Creates a table with numbers in full precision beside the texts of its cells.
    package init(columns: [Column], rows: [[String]], numbers: [[Double?]], marked: Int? = nil, total: Int? = nil) {
        self.columns = columns
        self.rows = rows
        self.numbers = numbers
        self.marked = marked
        self.total = total ?? rows.count
    }

    /// Returns the cells of a row, with numbers in full precision where they are known.
    package func fullRow(_ index: Int) -> [String] {
        guard !numbers.isEmpty else { return rows[index] }
        return zip(rows[index], numbers[index]).map { text, number in number.map { Numbers.written($0) } ?? text }
    }

    /// Returns the table with some of its rows, in another order.
    package func selecting(_ indices: [Int]) -> Table {
        Table(
            columns: columns, rows: indices.map { rows[$0] },
            numbers: numbers.isEmpty ? [] : indices.map { numbers[$0] },
            marked: marked.flatMap(indices.firstIndex), total: total)
    }

    /// Returns the table with one more column of texts, or of numbers as they are shown and in full precision.
    package func inserting(
        _ column: Column, _ cells: [String], numbers inserting: [Double?] = [], at index: Int
    ) -> Table {
        func inserted<Value>(_ value: Value, into values: [Value]) -> [Value] {
            Array(values[..<index]) + [value] + values[index...]
        }
        return Table(
            columns: inserted(column, into: columns), rows: zip(cells, rows).map { inserted($0, into: $1) },
            numbers: numbers.enumerated().map { row, values in
                inserted(row < inserting.count ? inserting[row] : nil, into: values)
            }, marked: marked, total: total)
    }

    /// Returns the table with transformed headings and cells.
    public func mappingTexts(_ transform: (String) -> String) -> Table {
        Table(
            columns: columns.map { Column(transform($0.name), $0.alignment) }, rows: rows.map { $0.map(transform) },
            marked: marked, total: total)
    }
}

extension Table {
    private enum CodingKeys: String, CodingKey { case columns, rows, marked, total }

    /// A cell for programs: a number in full precision, a text, or null for a missing value.
    private enum Cell: Codable {
        case missing
        case integer(Int)
        case real(Double)
        case text(String)

        init(_ text: String, _ number: Double?, isNumeric: Bool) {
            if let number {
                self = .real(number)
            } else if text == "–" {
                self = .missing
            } else if isNumeric, let whole = Int(text) {
                self = .integer(whole)
            } else if isNumeric, let real = Double(text), real.isFinite {
                self = .real(real)
            } else {
                self = .text(text)
            }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .missing
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .real(try container.decode(Double.self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .missing: try container.encodeNil()
            case .integer(let number): try container.encode(number)
            case .real(let number): try container.encode(number)
            case .text(let text): try container.encode(text)
            }
        }

        var text: String {
            switch self {
            case .missing: "–"
            case .integer(let number): "\(number)"
            case .real(let number): Numbers.written(number)
            case .text(let text): text
            }
        }
    }

    /// Decodes a table.
    ///
    /// - Throws: `DecodingError` if a part is missing or malformed.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            columns: try container.decode([Column].self, forKey: .columns),
            rows: try container.decode([[Cell]].self, forKey: .rows).map { $0.map(\.text) }, numbers: [],
            marked: try container.decodeIfPresent(Int.self, forKey: .marked),
            total: try container.decode(Int.self, forKey: .total))
    }

    /// Encodes the table; in columns that are aligned right, numbers are numbers.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(columns, forKey: .columns)
        let cells = rows.enumerated().map { row, texts in
            texts.enumerated().map { column, text in
                Cell(
                    text, numbers.isEmpty ? nil : numbers[row][column],
                    isNumeric: column < columns.count && columns[column].alignment == .right)
            }
        }
        try container.encode(cells, forKey: .rows)
        try container.encodeIfPresent(marked, forKey: .marked)
        try container.encode(total, forKey: .total)
    }
}
