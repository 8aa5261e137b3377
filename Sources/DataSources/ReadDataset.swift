public import Datasets

/// A dataset as it was read, with the decisions that were taken on the way.
public struct ReadDataset: Sendable {
    /// The samples.
    public let dataset: Dataset
    /// Decisions that a person should know of, a sentence each: columns left out, values filled in.
    public let remarks: [String]
    /// What may be wrong with the data, or with a decision, a sentence each.
    public let warnings: [String]
    /// The columns of the user's own table; empty for other data.
    public let columns: [TableColumn]

    /// A dataset with remarks on it.
    public init(dataset: Dataset, remarks: [String], warnings: [String] = [], columns: [TableColumn] = []) {
        self.dataset = dataset
        self.remarks = remarks
        self.warnings = warnings
        self.columns = columns
    }
}
