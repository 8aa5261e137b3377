import DataSources
public import Session

extension Session {
    /// Returns the column names of a table file for completion, as `load csv` knows them; none if the file cannot be
    /// read.
    public func columns(ofTableAt path: String) -> [String] {
        let header = try? CSVHeader(path: Self.expanded(path), .none(processes: readers))
        return header?.names ?? []
    }
}
