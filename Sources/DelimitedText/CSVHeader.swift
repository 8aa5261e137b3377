public import DataFiles

/// The column names of a table, without the rows.
public struct CSVHeader: Hashable, Sendable {
    /// The names of the header, or `column1` and so on if there is none.
    public let names: [String]

    /// Reads the first records of a file.
    ///
    /// - Throws: `DataError` if the file cannot be read; `.stopped`.
    public init(path: String, _ monitor: Monitor = .none) throws(DataError) {
        names = try CSVDialect(path: path, options: CSVOptions(), monitor).names
    }
}
