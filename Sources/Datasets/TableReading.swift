/// The decisions with which a table's text was read, sufficient to read another file in the same way.
///
/// A saved network keeps them, so that `predict` reads new rows like the training rows.
public struct TableReading: Codable, Hashable, Sendable {
    /// A column and the meaning of its fields.
    public struct Column: Codable, Hashable, Sendable {
        /// The column's name in the table.
        public var name: String
        /// The meaning of its fields.
        public var kind: Kind
        /// The texts found between numbers or dates, which count as missing.
        public var missing: [String]

        /// Creates a column.
        public init(name: String, kind: Kind, missing: [String] = []) {
            self.name = name
            self.kind = kind
            self.missing = missing
        }
    }

    /// The meaning of a column's fields.
    public enum Kind: Codable, Hashable, Sendable {
        /// Numbers, written in one format.
        case number(NumberFormat)
        /// Texts. `values` are words that usually mean a missing value but are a value in this column, such as `None`.
        case text(values: [String])
        /// Dates or times.
        case date(DateOrder)
    }

    /// The ASCII character between two fields.
    public var delimiter: String
    /// The character encoding, by its name in `iconv`.
    public var encoding: String
    /// Words that mean a missing value, besides the common ones.
    public var missing: [String]
    /// The number of lines before the table.
    public var skip: Int
    /// True if the first record contains the column names.
    public var hasHeader: Bool
    /// The label and the columns that networks learn from.
    public var columns: [Column]

    /// Creates a reading; the defaults are those of a plain table in UTF-8.
    public init(
        delimiter: String = ",", encoding: String = "UTF-8", missing: [String] = [], skip: Int = 0,
        hasHeader: Bool = true, columns: [Column] = []
    ) {
        self.delimiter = delimiter
        self.encoding = encoding
        self.missing = missing
        self.skip = skip
        self.hasHeader = hasHeader
        self.columns = columns
    }

    /// Returns the column with a name; nil if it was not read.
    ///
    /// - Complexity: O(columns)
    public func column(named name: String) -> Column? { columns.first { $0.name == name } }
}

/// The marks with which the numbers of a column are written.
public struct NumberFormat: Codable, Hashable, Sendable {
    /// The decimal mark: `.` or `,`.
    public var decimal: String
    /// The mark between groups of three digits; nil where there is none.
    public var thousands: String?

    /// Creates a number format.
    public init(decimal: String = ".", thousands: String? = nil) {
        self.decimal = decimal
        self.thousands = thousands
    }
}

/// The order of the parts of a date.
public enum DateOrder: String, Codable, Hashable, Sendable, CaseIterable {
    /// `2020-01-31`, optionally with a time of day.
    case yearMonthDay
    /// `31.1.2020`, `31 Jan 2020`.
    case dayMonthYear
    /// `1/31/2020`, `Jan 31, 2020`.
    case monthDayYear
    /// `2020-01`, `2020 Jan`.
    case yearMonth
    /// `01/2020`, `Jan 2020`.
    case monthYear
    /// `23:59`, a time of day alone.
    case time
}

/// A numeric feature of a date.
public enum DatePart: String, Codable, Hashable, Sendable, CaseIterable {
    /// The year.
    case year
    /// The month, from 1 to 12.
    case month
    /// The day of the week, from 1 (Monday) to 7.
    case weekday
    /// The hour of the day with its fraction, from 0 to below 24.
    case hour
    /// The days since the first date of the training table, with their fraction.
    case days
}
