public import Evolution

/// The origin of an organism, and the prediction of the surrogate model for it.
public struct StoryReport: Codable, Hashable, Sendable {
    /// Parents, changes and outcome, as they are in the history; fitness as it is maximised.
    public let birth: BirthRecord
    /// The story in sentences.
    public let lines: [String]
    /// The origin of each gene.
    public let table: Table

    package init(birth: BirthRecord, lines: [String], table: Table) {
        self.birth = birth
        self.lines = lines
        self.table = table
    }
}
