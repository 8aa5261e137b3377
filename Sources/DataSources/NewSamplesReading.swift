public import DataFiles
public import Datasets
import Foundation
import Notation
public import Tables

extension NewSamples {
    /// Reads a table, NumPy arrays, images in MNIST's format, a picture or a folder of pictures.
    ///
    /// - Parameters:
    ///   - path: The path of the file or folder.
    ///   - layout: The layout of a sample.
    ///   - encodings: The encodings of the table columns; empty if each is a number.
    ///   - reading: The decisions with which the training table was read; nil if unknown.
    ///   - numbers: The numbers of the training data, to whose scale pictures are converted; nil if unknown.
    ///   - keep: The table columns to keep beside the predictions.
    /// - Throws: `DataError` if a file does not exist, or does not contain samples with this layout and scale, with
    ///   its path and line; `.stopped`.
    public init(
        path: String, layout: SampleLayout, encodings: [ColumnEncoding], reading: TableReading?,
        numbers: TrainingNumbers?, keep: [String] = [], _ monitor: Monitor = .none
    ) throws(DataError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .noSamples(at: path)
        }
        let file = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let isTable = !isFolder.boolValue && Self.isTable(file)
        if let name = keep.first, !isTable {
            throw .noColumnsToKeep(path, name)
        }
        let ending = file.split(separator: ".").last.map(String.init) ?? ""
        if isFolder.boolValue || PictureFile.isNamed(file) {
            self = try NewPictures(layout: layout, trained: numbers, path: path)
                .pictures(isFolder: isFolder.boolValue, monitor)
        } else if ["npy", "npz"].contains(ending) {
            self = try NewPictures(layout: layout, trained: numbers, path: path).arrays(monitor)
        } else if file.contains("idx") || file.contains("ubyte") {
            self = try NewPictures(layout: layout, trained: numbers, path: path).images(monitor)
        } else {
            guard let columns = Self.columns(encodings, layout) else {
                throw .needsArrays(path)
            }
            self = try NewRows(columns, path: path, reading: reading, trained: numbers, keep: keep).read(monitor)
        }
    }

    /// Returns true if a file is a table according to its name, which is any name that no other format has.
    private static func isTable(_ file: String) -> Bool {
        !PictureFile.isNamed(file) && !file.hasSuffix(".npy") && !file.hasSuffix(".npz") && !file.contains("idx")
            && !file.contains("ubyte")
    }
}
