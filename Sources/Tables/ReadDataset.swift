public import Datasets

/// A dataset as it was read, with the decisions made while reading.
public struct ReadDataset: Sendable {
    /// The samples.
    public let dataset: Dataset
    /// The decisions that the user should know of, one sentence each: columns left out, values filled in.
    public let remarks: [String]
    /// The possible problems with the data or with a decision, one sentence each.
    public let warnings: [String]
    /// The columns of the user's own table; empty for other data.
    public let columns: [TableColumn]

    /// Creates a dataset with remarks.
    public init(dataset: Dataset, remarks: [String], warnings: [String] = [], columns: [TableColumn] = []) {
        self.dataset = dataset
        self.remarks = remarks
        self.warnings = warnings
        self.columns = columns
    }
}
