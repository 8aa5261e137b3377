import DataFiles
import Notation

// The errors about known datasets, folders of images and new samples.

extension DataError {
    // MARK: - Datasets of the catalogue

    static func notInArchive(_ file: String, _ archive: String) -> DataError {
        .missing(path: "\(archive): \(file)", expected: "an archive that contains it")
    }

    static func noFolder(_ path: String, with files: [String]) -> DataError {
        .missing(path: path, expected: "a folder with \(files.joined(separator: ", "))")
    }

    static func incompleteFolder(_ folder: String, without file: String, files: [String]) -> DataError {
        .missing(
            path: folder.hasSuffix("/") ? folder + file : "\(folder)/\(file)",
            expected: "the folder to contain \(files.joined(separator: ", "))")
    }

    static func otherSize(_ path: String, expected: String, as other: String, found: String) -> DataError {
        .mismatch(path: path, expected: "images \(expected) as in \(other)", found: found)
    }

    static func wrongCount(ofLabels found: Int, expected: Int, in path: String) -> DataError {
        .mismatch(path: path, expected: "\(expected) labels", found: "\(found)")
    }

    static func wrongLabel(_ label: Int, at row: Int, classes: Int, in path: String) -> DataError {
        .foreign(path: path, expected: "labels from 0 to \(classes - 1)", found: "\(label) at \(row)")
    }

    static func wrongLabel(_ label: Int, inRecord record: Int, classes: Int, in path: String) -> DataError {
        .foreign(
            path: path, expected: "records with a label from 0 to \(classes - 1)",
            found: "the label \(label) in record \(record)")
    }

    static func wrongRow(of dataset: String, numbers: Int, expected: Int) -> DataError {
        .dataset(path: dataset, reason: "a row has \(numbers) numbers, expected \(expected)")
    }

    // MARK: - Images

    static func noImageFolder(_ path: String) -> DataError { .missing(path: path, expected: "a folder of images") }

    static func unreadableImageFolder(_ path: String) -> DataError {
        .foreign(path: path, expected: "a folder of images", found: "a file or a folder that cannot be read")
    }

    static func tooFewClasses(in path: String, only found: String?) -> DataError {
        .dataset(
            path: path, reason: "expected a folder for each class, found \(found.map { "only \($0)" } ?? "none")")
    }

    static func tooManyClasses(_ count: Int, in path: String) -> DataError {
        .dataset(path: path, reason: "\(count) folders are too many classes")
    }

    static func otherClass(_ path: String, known classes: [String]) -> DataError {
        .mismatch(path: path, expected: "one of \(classes.joined(separator: ", "))", found: "another class")
    }

    static func noImages(in path: String) -> DataError {
        .dataset(path: path, reason: "the folder contains no PNG or JPEG files")
    }

    static func allDamaged(in path: String, count: Int, list: String) -> DataError {
        .dataset(path: path, reason: "\(count == 1 ? "the only image is" : "all \(count) images are") damaged: \(list)")
    }

    static func classDamaged(_ path: String, list: String) -> DataError {
        .dataset(
            path: path, reason: "every image of the class is damaged: \(list); replace them, or remove the folder")
    }

    static func damagedImage(_ path: String, _ reason: String) -> DataError {
        .dataset(path: path, reason: "the image is \(reason)")
    }

    static func tooManyImages(_ count: Int, of size: PictureSize, bytes: Int, in path: String) -> DataError {
        .dataset(
            path: path,
            reason: "\(count) images of \(size.width)×\(size.height) would take \(bytes / 1_000_000_000) GB of memory; "
                + "try `size 32x32`")
    }

    // MARK: - New samples

    static func noSamples(at path: String) -> DataError {
        .missing(path: path, expected: "a table, arrays, images or a folder of images")
    }

    static func noColumnsToKeep(_ path: String, _ column: String) -> DataError {
        .dataset(
            path: path, reason: "only a table has columns to keep; leave out `keep \(CommandText.value(column))`")
    }

    static func needsArrays(_ path: String) -> DataError {
        .foreign(path: path, expected: "images or arrays for this network", found: "a table")
    }

    /// - Parameter isEmpty: True for a folder without images.
    static func needsTable(_ path: String, isFolder: Bool, isEmpty: Bool) -> DataError {
        .foreign(
            path: path, expected: "a table for this network",
            found: isEmpty ? "a folder without images" : isFolder ? "a folder of images" : "an image")
    }

    static func needsChannels(_ channels: Int, _ path: String) -> DataError {
        .foreign(path: path, expected: "arrays of \(channels) channels", found: "images")
    }

    static func unknownBlackAndWhite(_ path: String) -> DataError {
        .dataset(
            path: path,
            reason:
                "the network's file does not specify the numbers of black and white; use an array (.npy) of numbers "
                + "like those that it was trained on")
    }

    static func otherImageSize(_ path: String, numbers: Int, found: String) -> DataError {
        .mismatch(path: path, expected: "images of \(numbers) numbers", found: found)
    }
}
