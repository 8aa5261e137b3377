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
    /// - Throws: what is not there, or is no sample of that layout, with its place; pictures of another scale; `.stopped`.
    public init(
        path: String, layout: SampleLayout, encodings: [ColumnEncoding], reading: TableReading?,
        numbers: TrainingNumbers?, _ monitor: Monitor = .none
    ) throws(DataError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .missing(path: path, expected: "a table, arrays, images or pictures")
        }
        let file = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let ending = file.split(separator: ".").last.map(String.init) ?? ""
        if isFolder.boolValue || PictureFile.isNamed(file) {
            self = try NewPictures(layout: layout, trained: numbers, path: path)
                .pictures(isFolder: isFolder.boolValue, monitor)
        } else if ["npy", "npz"].contains(ending) {
            self = try NewPictures(layout: layout, trained: numbers, path: path).arrays(monitor)
        } else if file.contains("idx") || file.contains("ubyte") {
            self = try NewPictures(layout: layout, trained: numbers, path: path).images()
        } else {
            var columns = encodings
            if columns.isEmpty {
                guard case .table(let names) = layout else {
                    throw .foreign(
                        path: path, expected: "pictures or arrays, as the network takes them", found: "a table")
                }
                columns = names.map { .number(name: $0) }
            }
            self = try NewRows(columns, path: path, reading: reading).read(monitor)
        }
    }

    init(names: [String], noun: String, numbers: [Float], remarks: [String]) {
        self.names = names
        self.noun = noun
        self.numbers = numbers
        self.remarks = remarks
    }
}
