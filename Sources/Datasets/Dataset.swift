/// Samples with their targets, kept once in memory as they were read and shared by all workers.
///
/// Rows are samples. If a dataset has an official test set, its rows come last.
public struct Dataset: Sendable {
    /// The name in the catalogue or of the file, such as `fashion_mnist`.
    public let name: String
    /// The layout of a row of `features`.
    public let layout: SampleLayout
    /// `count` × `layout.width` numbers, row by row. Missing values are NaN.
    public let features: Features
    /// One class or one row of numbers per sample.
    public let targets: Targets
    /// The number of samples.
    public let count: Int
    /// The rows of the official test set, which are the last ones; nil for none.
    public let officialTest: Range<Int>?
    /// The byte value of full brightness: 255 unless the pixels have another range.
    public let fullScale: Float
    /// The encodings of the columns of the user's own table as columns of `features`; empty for other data.
    public let encodings: [ColumnEncoding]
    /// The decisions with which the user's own table was read; nil for other data, and for bytes from another machine.
    public let reading: TableReading?
    /// The columns by which the rows are split; nil for a random split, stratified by class.
    public let splitting: SplitColumns?
    /// The SHA-256 checksum of features, targets, layout and split columns, which does not depend on the source of the
    /// data.
    public let digest: Digest

    /// Creates a dataset, checking its shapes and computing its digest.
    ///
    /// - Throws: `DatasetError.empty` if there are no samples; `.shape` if features, targets and layout disagree;
    ///   `.labelOutOfRange` if a label has no class.
    /// - Complexity: O(bytes)
    public init(
        name: String, layout: SampleLayout, features: Features, targets: Targets, officialTestCount: Int = 0,
        fullScale: Float = 255, encodings: [ColumnEncoding] = [], reading: TableReading? = nil,
        splitting: SplitColumns? = nil
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
        guard splitting?.fit(count) ?? true else { throw .damaged }
        self.name = name
        self.layout = layout
        self.features = features
        self.targets = targets
        self.count = count
        self.fullScale = fullScale
        self.encodings = encodings
        self.reading = reading
        self.splitting = splitting
        officialTest = officialTestCount > 0 ? (count - officialTestCount)..<count : nil
        digest = Digest.of(layout: layout, features: features, targets: targets, splitting: splitting)
    }
}

/// The layout of one sample.
public enum SampleLayout: Hashable, Sendable {
    /// An image: pixels row by row, with the channels of each pixel side by side (height × width × channels).
    case image(height: Int, width: Int, channels: Int)
    /// A table row: one number per column.
    case table(columns: [String])

    private enum CodingKeys: String, CodingKey { case image, table }
    private enum ImageCodingKeys: String, CodingKey { case height, width, channels }
    private enum TableCodingKeys: String, CodingKey { case columns }

    /// The number of values of one sample.
    public var width: Int {
        switch self {
        case .image(let height, let width, let channels): height * width * channels
        case .table(let columns): columns.count
        }
    }
}

/// The numbers of all samples. Bytes remain bytes, which take a quarter of the memory.
public enum Features: Sendable {
    case bytes([UInt8])
    case floats([Float])

    /// The total number of values.
    public var count: Int {
        switch self {
        case .bytes(let values): values.count
        case .floats(let values): values.count
        }
    }
}

/// The targets of all samples.
public enum Targets: Sendable {
    /// Classification: one class per sample; `labels[i]` is an index into `names`.
    case classes(labels: [UInt16], names: [String])
    /// Regression: `values` holds `names.count` numbers per sample, row by row.
    case values([Float], names: [String])

    /// The number of samples.
    public var count: Int {
        switch self {
        case .classes(let labels, _): labels.count
        case .values(let values, let names): names.isEmpty ? 0 : values.count / names.count
        }
    }

    /// The number of outputs of a network for these targets: one per class, or one per number.
    public var outputs: Int {
        switch self {
        case .classes(_, let names), .values(_, let names): names.count
        }
    }
}
