/// Samples with what is to be learned about them, kept once in memory as they were read and shared by all workers.
///
/// Rows are samples. Where a dataset has an official test part, its rows come last.
public struct Dataset: Sendable {
    /// The word it was loaded by: `fashion_mnist`.
    public let name: String
    /// What a row of `features` means.
    public let layout: SampleLayout
    /// `count` × `layout.width` numbers, row by row. What is missing is not a number.
    public let features: Features
    /// One class or one row of numbers for each sample.
    public let targets: Targets
    /// The number of samples.
    public let count: Int
    /// The rows of the official test part, the last ones, where there is one.
    public let officialTest: Range<Int>?
    /// The number that means full brightness, for bytes: 255 unless the samples were counted otherwise.
    public let fullScale: Float
    /// How the columns of the user's own table became those of `features`; empty for other data.
    public let encodings: [ColumnEncoding]
    /// The decisions with which the user's own table was read; nil for other data, and for bytes from another machine.
    public let reading: TableReading?
    /// SHA-256 of features, targets and layout: the same data read from elsewhere has the same digest.
    public let digest: Digest

    /// Checks the shapes against each other and computes the digest. O(bytes).
    ///
    /// - Throws: `DatasetError.shape` where features, targets and layout disagree; `.labelOutOfRange`; `.empty`.
    public init(
        name: String, layout: SampleLayout, features: Features, targets: Targets, officialTestCount: Int = 0,
        fullScale: Float = 255, encodings: [ColumnEncoding] = [], reading: TableReading? = nil
    ) throws(DatasetError) {
        let count = targets.count
        guard count > 0 else { throw .empty(name: name) }
        guard features.count == count * layout.width else {
            throw .shape(name: name, expected: count * layout.width, found: features.count)
        }
        guard (0...count).contains(officialTestCount) else {
            throw .shape(name: name, expected: count, found: officialTestCount)
        }
        if case .classes(let labels, let names) = targets,
            let row = labels.firstIndex(where: { $0 >= names.count })
        {
            throw .labelOutOfRange(name: name, row: row, label: Int(labels[row]), classes: names.count)
        }
        self.name = name
        self.layout = layout
        self.features = features
        self.targets = targets
        self.count = count
        self.fullScale = fullScale
        self.encodings = encodings
        self.reading = reading
        officialTest = officialTestCount > 0 ? (count - officialTestCount)..<count : nil
        digest = Digest.of(layout: layout, features: features, targets: targets)
    }
}

/// What one sample is.
public enum SampleLayout: Hashable, Sendable {
    /// Pixels row by row, the channels of a pixel beside one another (height × width × channels).
    case image(height: Int, width: Int, channels: Int)
    /// One number a column.
    case table(columns: [String])

    private enum CodingKeys: String, CodingKey { case image, table }
    private enum ImageCodingKeys: String, CodingKey { case height, width, channels }
    private enum TableCodingKeys: String, CodingKey { case columns }

    /// The numbers of one sample.
    public var width: Int {
        switch self {
        case .image(let height, let width, let channels): height * width * channels
        case .table(let columns): columns.count
        }
    }
}

/// The numbers of all samples. Bytes stay bytes: a quarter of the memory.
public enum Features: Sendable {
    case bytes([UInt8])
    case floats([Float])

    /// How many numbers there are in all.
    public var count: Int {
        switch self {
        case .bytes(let values): values.count
        case .floats(let values): values.count
        }
    }
}

/// What is to be learned.
public enum Targets: Sendable {
    /// One class a sample: `labels[i]` is an index into `names`.
    case classes(labels: [UInt16], names: [String])
    /// Regression: `values` holds `names.count` numbers a sample, row by row.
    case values([Float], names: [String])

    /// The number of samples.
    public var count: Int {
        switch self {
        case .classes(let labels, _): labels.count
        case .values(let values, let names): names.isEmpty ? 0 : values.count / names.count
        }
    }

    /// The outputs a network needs for them: one a class, or one a number.
    public var outputs: Int {
        switch self {
        case .classes(_, let names), .values(_, let names): names.count
        }
    }
}
