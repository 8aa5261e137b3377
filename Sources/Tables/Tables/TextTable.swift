public import DataFiles
import DelimitedText

/// A small table as texts, read by the same rules as the tables that networks learn from.
public struct TextTable: Hashable, Sendable {
    /// A record below the header.
    public struct Row: Hashable, Sendable {
        /// The first line of the record, from 1.
        public let line: Int
        /// The fields, as many as there are in the header.
        public let fields: [String]
    }

    /// The names of the columns.
    public let header: [String]
    /// The records below the header.
    public let rows: [Row]

    /// Reads a whole file.
    ///
    /// - Throws: `DataError` if the file does not exist or is not a text, or if a row has more or fewer fields than
    ///   the header, with its line; `.stopped`.
    public init(path: String, _ monitor: Monitor = .none) throws(DataError) {
        var options = CSVOptions()
        options.hasHeader = true
        let dialect = try CSVDialect(path: path, options: options, monitor)
        var rows: [Row] = []
        var isHeader = true
        try dialect.records(path).forEach(monitor.silent) { (bytes, fields, line) throws(DataError) in
            guard !isHeader else {
                isHeader = false
                return true
            }
            if try dialect.isNoRow(bytes, fields, line, path, isFirst: rows.isEmpty) { return true }
            rows.append(
                Row(line: line, fields: fields.prefix(dialect.names.count).map { FieldText.text(bytes, $0) }))
            return true
        }
        header = dialect.names
        self.rows = rows
    }
}
