/// The worst predictions of the current network for the validation set.
public struct MistakesReport: Codable, Hashable, Sendable {
    /// The mistakes, the worst first.
    public let table: TableReport
    /// The images of the mistakes, in the same order; empty for tables.
    public let pictures: [Picture]

    package init(table: TableReport, pictures: [Picture]) {
        self.table = table
        self.pictures = pictures
    }
}
