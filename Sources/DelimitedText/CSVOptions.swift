/// The user's options for reading a table: the label, the columns, and the format of the file. Options that are nil
/// are detected from the file.
public struct CSVOptions: Codable, Hashable, Sendable {
    /// The task: classification or regression.
    public enum LearningTask: String, Codable, CaseIterable, Sendable { case classes, regression }

    /// The name of the label, or its number from 1.
    public var label: String?
    /// The columns to learn from; nil for all others.
    public var features: [String]?
    /// The columns to leave out.
    public var ignored: [String] = []
    /// The task.
    public var task: LearningTask?
    /// The ASCII character between two fields, or its name, such as `tab`.
    public var delimiter: String?
    /// True if the first line contains the column names.
    public var hasHeader: Bool?
    /// The decimal mark, `.` or `,`.
    public var decimal: String?
    /// The thousands separator.
    public var thousands: String?
    /// The character encoding, by its name in `iconv`.
    public var encoding: String?
    /// Words that mean a missing value, besides the common ones.
    public var missing: [String] = []
    /// The number of lines before the table.
    public var skip: Int?
    /// The columns to read as numbers.
    public var numbers: [String] = []
    /// The columns to read as texts.
    public var texts: [String] = []
    /// The columns to read as dates.
    public var dates: [String] = []
    /// The columns by which the rows are split; nil for a random split.
    public var split: SplitColumnNames?

    /// Creates the given options.
    public init(
        label: String? = nil, features: [String]? = nil, ignored: [String] = [], task: LearningTask? = nil,
        delimiter: String? = nil, hasHeader: Bool? = nil
    ) {
        self.label = label
        self.features = features
        self.ignored = ignored
        self.task = task
        self.delimiter = delimiter
        self.hasHeader = hasHeader
    }

    /// Decodes options; those that an older version did not have may be missing.
    ///
    /// - Throws: `DecodingError` if an option has the wrong type.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        label = try container.decodeIfPresent(String.self, forKey: .label)
        features = try container.decodeIfPresent([String].self, forKey: .features)
        ignored = try container.decodeIfPresent([String].self, forKey: .ignored) ?? []
        task = try container.decodeIfPresent(LearningTask.self, forKey: .task)
        delimiter = try container.decodeIfPresent(String.self, forKey: .delimiter)
        hasHeader = try container.decodeIfPresent(Bool.self, forKey: .hasHeader)
        decimal = try container.decodeIfPresent(String.self, forKey: .decimal)
        thousands = try container.decodeIfPresent(String.self, forKey: .thousands)
        encoding = try container.decodeIfPresent(String.self, forKey: .encoding)
        missing = try container.decodeIfPresent([String].self, forKey: .missing) ?? []
        skip = try container.decodeIfPresent(Int.self, forKey: .skip)
        numbers = try container.decodeIfPresent([String].self, forKey: .numbers) ?? []
        texts = try container.decodeIfPresent([String].self, forKey: .texts) ?? []
        dates = try container.decodeIfPresent([String].self, forKey: .dates) ?? []
        split = try container.decodeIfPresent(SplitColumnNames.self, forKey: .split)
    }
}
