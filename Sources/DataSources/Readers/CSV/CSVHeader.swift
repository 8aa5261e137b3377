/// What a table's columns are called, without reading it.
public struct CSVHeader: Hashable, Sendable {
    /// The names of the header, or `column1` and so on where it has none.
    public let names: [String]

    /// Looks at the first records of a file.
    ///
    /// - Throws: `DataError` where it cannot be read.
    public init(path: String) throws(DataError) {
        names = try CSVDialect(path: path, options: CSVOptions()).names
    }
}
