public import Datasets

/// A dataset as it was read, with what was decided on the way.
public struct ReadDataset: Sendable {
    /// The samples.
    public let dataset: Dataset
    /// What a person should know of it, a sentence each: columns left out, values filled in.
    public let remarks: [String]

    /// A dataset with remarks on it.
    public init(dataset: Dataset, remarks: [String]) {
        self.dataset = dataset
        self.remarks = remarks
    }
}
