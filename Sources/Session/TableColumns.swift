import DataSources

/// The columns of a table file, for completion.
public struct TableColumns: Sendable {
    /// The names, as `load csv` knows them; empty if the file cannot be read.
    public let names: [String]

    /// Reads the first records of a file.
    public init(ofTableAt path: String) {
        names = (try? CSVHeader(path: Session.expanded(path)).names) ?? []
    }
}
