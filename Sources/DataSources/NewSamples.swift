public import Datasets
import Foundation

/// Samples without labels, read so that they fit a network that was trained on others.
public struct NewSamples: Sendable {
    /// What each is called: its row in the file, from 1, or the picture's path.
    public let names: [String]
    /// What a name is: `row` or `picture`.
    public let noun: String
    /// One row a sample; what is missing is not a number.
    public let numbers: [Float]
    /// What was decided while they were read, a sentence each.
    public let remarks: [String]
    /// Columns of the table that are kept beside the answers, with one text a row.
    public let kept: [KeptColumn]

    /// A column of the table that is kept beside the answers.
    public struct KeptColumn: Sendable {
        /// Its name in the table.
        public let name: String
        /// The table's texts, one a row.
        public internal(set) var values: [String] = []
    }

    /// How many there are.
    public var count: Int { names.count }

    /// Reads a table, NumPy's arrays, images in MNIST's format, a picture or a folder of them.
    ///
    /// - Parameters:
    ///   - layout: what a sample is to be.
    ///   - encodings: how the columns of a table became numbers; empty where each is a number.
    ///   - reading: the decisions with which the training table was read; nil where they are not known.
    ///   - numbers: the numbers that the network was trained on, whose scale pictures are brought to; nil where they are
    ///     not known.
    ///   - keep: columns of a table that are kept beside the answers.
    /// - Throws: what is not there, or is no sample of that layout, with its place; pictures of another scale; `.stopped`.
    public init(
        path: String, layout: SampleLayout, encodings: [ColumnEncoding], reading: TableReading?,
        numbers: TrainingNumbers?, keep: [String] = [], _ monitor: Monitor = .none
    ) throws(DataError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .missing(path: path, expected: "a table, arrays, images or pictures")
        }
        let file = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let isTable = !isFolder.boolValue && Self.isTable(file)
        if let name = keep.first, !isTable {
            throw .dataset(path: path, reason: "only a table has columns to keep; leave out `keep \(name)`")
        }
        let ending = file.split(separator: ".").last.map(String.init) ?? ""
        if isFolder.boolValue || PictureFile.isNamed(file) {
            self = try NewPictures(layout: layout, trained: numbers, path: path)
                .pictures(isFolder: isFolder.boolValue, monitor)
        } else if ["npy", "npz"].contains(ending) {
            self = try NewPictures(layout: layout, trained: numbers, path: path).arrays(monitor)
        } else if file.contains("idx") || file.contains("ubyte") {
            self = try NewPictures(layout: layout, trained: numbers, path: path).images()
        } else {
            guard let columns = Self.columns(encodings, layout) else {
                throw .foreign(
                    path: path, expected: "pictures or arrays, as the network takes them", found: "a table")
            }
            self = try NewRows(columns, path: path, reading: reading, trained: numbers, keep: keep).read(monitor)
        }
    }

    /// Reads one row that was typed: each column of the training table with its value.
    ///
    /// - Parameters:
    ///   - layout: the layout of a sample.
    ///   - encodings: how the columns of a table became numbers; empty where each is a number.
    ///   - reading: the decisions with which the training table was read; nil where they are not known.
    ///   - numbers: the numbers that the network was trained on; nil where they are not known.
    /// - Throws: `.row` for columns that are missing or unknown, and for values that do not fit them.
    public init(
        row cells: [(column: String, value: String)], layout: SampleLayout, encodings: [ColumnEncoding],
        reading: TableReading?, numbers: TrainingNumbers?
    ) throws(DataError) {
        guard let columns = Self.columns(encodings, layout) else {
            throw .row(reason: "the network takes pictures or arrays; name a file", suggestion: nil)
        }
        self = try TypedCells(columns, reading: reading, trained: numbers, cells: cells).read()
    }

    /// The columns of the table that a network takes; nil where it takes none.
    private static func columns(_ encodings: [ColumnEncoding], _ layout: SampleLayout) -> [ColumnEncoding]? {
        if !encodings.isEmpty { return encodings }
        guard case .table(let names) = layout else { return nil }
        return names.map { .number(name: $0) }
    }

    /// Whether a file is a table by its name: it is nothing else.
    private static func isTable(_ file: String) -> Bool {
        !PictureFile.isNamed(file) && !file.hasSuffix(".npy") && !file.hasSuffix(".npz") && !file.contains("idx")
            && !file.contains("ubyte")
    }

    init(names: [String], noun: String, numbers: [Float], remarks: [String], kept: [KeptColumn] = []) {
        self.kept = kept
        self.names = names
        self.noun = noun
        self.numbers = numbers
        self.remarks = remarks
    }
}
