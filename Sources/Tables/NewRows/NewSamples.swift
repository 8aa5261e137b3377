public import DataFiles
public import Datasets

/// Samples without labels, read so that they fit a trained network.
public struct NewSamples: Sendable {
    /// The name of each sample: its row in the file, from 1, or the path of the picture.
    public let names: [String]
    /// The kind of names: `row` or `picture`.
    public let noun: String
    /// The numbers, one row per sample; missing values are NaN.
    public let numbers: [Float]
    /// The decisions made while reading, one sentence each.
    public let remarks: [String]
    /// The table columns that are kept beside the predictions, with one text per row.
    public let kept: [KeptColumn]

    /// A table column that is kept beside the predictions.
    public struct KeptColumn: Sendable {
        /// The name in the table.
        public let name: String
        /// The texts of the table, one per row.
        public internal(set) var values: [String] = []
    }

    /// The number of samples.
    public var count: Int { names.count }

    /// Reads one typed row: a value for each column of the training table.
    ///
    /// - Parameters:
    ///   - cells: The columns and their values.
    ///   - encodings: The encodings of the table columns; empty if each is a number.
    ///   - reading: The decisions with which the training table was read; nil if unknown.
    ///   - numbers: The numbers of the training data; nil if unknown.
    /// - Throws: `DataError.row` for missing or unknown columns, and for values that do not fit them.
    public init(
        row cells: [(column: String, value: String)], layout: SampleLayout, encodings: [ColumnEncoding],
        reading: TableReading?, numbers: TrainingNumbers?
    ) throws(DataError) {
        guard let columns = Self.columns(encodings, layout) else {
            throw .rowForImages
        }
        self = try TypedCells(columns, reading: reading, trained: numbers, cells: cells).read()
    }

    /// Returns the table columns that a network takes; nil if it takes none.
    package static func columns(_ encodings: [ColumnEncoding], _ layout: SampleLayout) -> [ColumnEncoding]? {
        if !encodings.isEmpty { return encodings }
        guard case .table(let names) = layout else { return nil }
        return names.map { .number(name: $0) }
    }

    package init(names: [String], noun: String, numbers: [Float], remarks: [String], kept: [KeptColumn] = []) {
        self.kept = kept
        self.names = names
        self.noun = noun
        self.numbers = numbers
        self.remarks = remarks
    }
}
