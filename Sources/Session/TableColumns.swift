import DataSources

/// The columns of a table on the disk, for completion.
public struct TableColumns: Sendable {
    /// Their names, as `load csv` knows them; none where it cannot be read.
    public let names: [String]

    /// Reads the first records of a file.
    public init(ofTableAt path: String) {
        names = (try? CSVHeader(path: Session.expanded(path)).names) ?? []
    }
}
