import DataFiles
import Tables

// The errors about NumPy arrays, IDX files and their labels.

extension DataError {
    // MARK: - Array files

    /// - Parameter found: `other bytes`, `an empty file`, `the end of the file`.
    static func noArray(_ location: String, found: String = "other bytes") -> DataError {
        .foreign(path: location, expected: "a NumPy array", found: found)
    }

    static func truncatedArray(_ location: String) -> DataError { noArray(location, found: "the end of the file") }
    static func emptyFile(_ location: String) -> DataError { noArray(location, found: "an empty file") }

    static func wrongSize(of location: String, stated: Int, fileSize: Int) -> DataError {
        noArray(location, found: "\(stated) bytes in a file of \(fileSize) bytes")
    }

    static func unsuitableArray(_ location: String, found: String) -> DataError {
        .foreign(path: location, expected: "an array of numbers or texts in C order", found: found)
    }

    static func wrongHeader(_ location: String, _ header: String) -> DataError {
        unsuitableArray(location, found: header.isEmpty ? "an empty header" : String(header.prefix(80)))
    }

    static func wrongShape(_ location: String, _ sizes: String) -> DataError {
        unsuitableArray(location, found: "the shape (\(sizes))")
    }

    static func fortranOrder(_ location: String) -> DataError {
        unsuitableArray(location, found: "Fortran order; convert it with numpy.ascontiguousarray")
    }

    static func wrongType(_ location: String, _ type: String) -> DataError {
        unsuitableArray(location, found: "elements of the type \(type)")
    }

    static func tooLargeArray(_ location: String, shape: [Int], bytes: Int, memory: Int) -> DataError {
        .dataset(
            path: location,
            reason: "an array of the shape \(shape) takes \(bytes / 1_000_000_000) GB; this machine has "
                + "\(memory / 1_000_000_000) GB for a dataset")
    }

    static func tooLargeInteger(_ location: String, _ found: String) -> DataError {
        .foreign(path: location, expected: "integers up to \(Int.max)", found: found)
    }

    static func wrongSizes(_ path: String, expected: String, _ sizes: [Int]) -> DataError {
        .foreign(path: path, expected: expected, found: "sizes \(sizes)")
    }

    /// Returns the name of a kind of IDX file: `IDX images (magic number 0x00000803)`.
    static func idxKind(_ what: String, magic: String) -> String { "IDX \(what) (magic number \(magic))" }

    // MARK: - Arrays of a dataset

    static func noPair(of arrays: [String], in path: String) -> DataError {
        .foreign(
            path: path, expected: "arrays x and y, or x_train, y_train, x_test and y_test",
            found: arrays.isEmpty ? "no array" : arrays.joined(separator: ", "))
    }

    static func arrayTwice(_ path: String) -> DataError { .unreadable(path: path, reason: "an array occurs twice") }
    static func lostArray(_ path: String) -> DataError {
        .unreadable(path: path, reason: "its array cannot be found")
    }

    static func otherRows(_ location: String, expected: Int, as other: String, found: Int?) -> DataError {
        .mismatch(
            path: location, expected: "\(expected) rows, as in \(other)", found: found.map { "\($0)" } ?? "none")
    }

    static func otherShape(_ location: String, expected: [Int], found: [Int]) -> DataError {
        .mismatch(path: location, expected: "samples of the shape \(expected)", found: "\(found)")
    }

    static func emptyArray(_ location: String, shape: [Int]) -> DataError {
        .dataset(path: location, reason: "the array of shape \(shape) is empty")
    }

    static func noSampleShape(_ location: String, shape: [Int]) -> DataError {
        .foreign(
            path: location,
            expected: "rows × columns, images × height × width, or images × height × width × channels",
            found: "the shape \(shape)")
    }

    static func textsInArray(_ location: String) -> DataError {
        .foreign(path: location, expected: "numbers", found: "texts")
    }

    static func notOneArray(_ path: String, found names: [String]) -> DataError {
        .foreign(
            path: path, expected: "one array, or one called x",
            found: names.isEmpty ? "no array" : names.joined(separator: ", "))
    }

    static func otherWidth(_ path: String, expected: Int, shape: [Int]) -> DataError {
        .mismatch(path: path, expected: "samples of \(expected) numbers", found: "an array of the shape \(shape)")
    }

    /// - Parameter column: The name of the column, or the position of the pixel.
    static func infiniteNumber(_ path: String, row: Int, column: String) -> DataError {
        .dataset(
            path: path, reason: "row \(row) has an infinite number, or one too large for 32 bits, in \(column)")
    }

    /// - Parameter column: The name of the column, or the position of the pixel.
    static func roundedIntegers(_ path: String, column: String, _ first: String, _ second: String) -> DataError {
        .dataset(
            path: path,
            reason: "\(column) has integers such as \(first) and \(second), which become equal when rounded to 32 "
                + "bits; \(Labels.remedy)")
    }

    // MARK: - Labels

    static func noLabelShape(_ location: String, shape: [Int]) -> DataError {
        .foreign(
            path: location, expected: "one label or one row of numbers per sample", found: "the shape \(shape)")
    }

    static func severalTexts(_ count: Int, _ location: String) -> DataError {
        .foreign(path: location, expected: "one label per sample", found: "\(count) texts per sample")
    }

    static func textTargets(_ location: String, example: String) -> DataError {
        .dataset(
            path: location,
            reason: "the labels are texts, such as \"\(example)\", but `regression` needs numbers; leave it out to "
                + "treat each text as a class")
    }

    static func notOneHot(_ location: String) -> DataError {
        .foreign(path: location, expected: "a 1 and zeros in each row, for classes", found: "other numbers")
    }

    static func mixedLabels(_ location: String) -> DataError {
        .foreign(path: location, expected: "labels of one kind", found: "texts and numbers")
    }

    static func missingLabels(_ count: Int, firstRow: Int, _ location: String) -> DataError {
        .dataset(
            path: location,
            reason: "\(count == 1 ? "1 label is" : "\(count) labels are") missing or infinite, the first in row "
                + "\(firstRow); remove these rows")
    }

    static func wrongCount(ofLabels found: Int, images: Int, in path: String) -> DataError {
        .mismatch(path: path, expected: "\(images) labels, one per image", found: "\(found)")
    }

}
