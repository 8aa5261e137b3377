/// How a table of the user's own is to be read: what is to be learned, and from what.
public struct CSVOptions: Codable, Hashable, Sendable {
    /// What a label is learned as.
    public enum Task: String, Codable, CaseIterable, Sendable { case classes, regression }

    /// The column that is to be learned; its number, from 1, does as well.
    public var label: String?
    /// The columns to learn from; nil for all the others.
    public var features: [String]?
    /// Columns to leave out.
    public var ignored: [String]
    /// What the label is learned as; nil: as its values suggest.
    public var task: Task?
    /// What stands between two fields, one ASCII character; nil: as the first lines suggest.
    public var delimiter: String?
    /// Whether the first line names the columns; nil: as it suggests.
    public var hasHeader: Bool?

    /// What is nil follows from the file.
    public init(
        label: String? = nil, features: [String]? = nil, ignored: [String] = [], task: Task? = nil,
        delimiter: String? = nil, hasHeader: Bool? = nil
    ) {
        self.label = label
        self.features = features
        self.ignored = ignored
        self.task = task
        self.delimiter = delimiter
        self.hasHeader = hasHeader
    }
}
