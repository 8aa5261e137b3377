import Notation
import Suggestions

// The errors about files, archives, downloads and new samples.

extension DataError {
    // MARK: - Files

    static func isPipe(_ path: String) -> DataError {
        .unreadable(path: path, reason: "it is a pipe; save its content as a file first")
    }

    static func isFolder(_ path: String) -> DataError { .unreadable(path: path, reason: "it is a folder") }
    static func noFile(_ path: String) -> DataError { .missing(path: path, expected: "a file") }

    static func cannotBeOpened(_ path: String) -> DataError {
        .unreadable(path: path, reason: "the file cannot be opened")
    }

    /// - Parameter ending: The end of the process: `was killed by signal 9`.
    static func readerEnded(_ ending: String, wasReady: Bool) -> String {
        wasReady
            ? "it is damaged or malicious, or needs too much memory or time; the process that read it \(ending)"
            : "the process that reads it \(ending) at its start"
    }

    static func wrongAnswer(_ path: String) -> DataError {
        .unreadable(path: path, reason: "the process that read it gave a wrong answer")
    }

    // MARK: - Archives

    static func noArchiveLibrary(for path: String) -> DataError {
        .unreadable(path: path, reason: "reading it needs libarchive (on Debian: apt-get install libarchive-dev)")
    }

    /// - Parameter reason: The message of the library; nil if it has none.
    static func unreadableArchive(_ path: String, _ reason: String?) -> DataError {
        let isForeign = reason == "Unrecognized archive format"
        return .unreadable(
            path: path,
            reason: isForeign
                ? "expected an archive such as .npz or .zip, found other bytes" : reason ?? "it is not readable")
    }

    static func leadsOut(_ entry: String, of path: String) -> DataError {
        .foreign(
            path: path, expected: "files inside the archive's folder", found: "the path \(entry), which leads out of it"
        )
    }

    static func notInArchive(_ file: String, _ archive: String) -> DataError {
        .missing(path: "\(archive): \(file)", expected: "an archive that contains it")
    }

    // MARK: - Downloads

    static func noDownloadFolder(_ folder: String) -> DataError {
        .unreadable(path: folder, reason: "the folder cannot be created")
    }

    static func truncatedDownload(_ path: String) -> DataError {
        .unreadable(path: path, reason: "it was truncated while being read")
    }

    // MARK: - Datasets of the catalogue

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

    static func noImageLibrary(for path: String) -> DataError {
        .unreadable(path: path, reason: "reading images needs libgd (on Debian: apt-get install libgd3)")
    }

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

    static var rowForImages: DataError {
        .row(reason: "the network takes images or arrays; specify a file", suggestion: nil)
    }

    static func unknownInput(_ column: String, among names: [String]) -> DataError {
        .row(
            reason: "the network has no column \"\(column)\"; it has \(names.joined(separator: ", "))",
            suggestion: Suggestion.nearest(to: column, among: names))
    }

    static func missingInputs(_ names: [String]) -> DataError {
        .row(
            reason: "expected a value for each column; missing: \(names.joined(separator: ", ")) (`NA` for an unknown "
                + "value)", suggestion: nil)
    }

    /// - Parameter expected: `a number as the value`.
    static func wrongInput(_ value: String, of column: String, expected: String) -> DataError {
        .row(reason: "expected \(expected) of \"\(column)\", found \"\(value)\"", suggestion: nil)
    }

    /// - Parameter longer: The categories that begin with the value, at least one.
    static func shortenedCategory(_ value: String, of column: String, _ longer: [String]) -> DataError {
        let message = "\"\(value)\" is not a category of \"\(column)\""
        guard longer.count > 1 else { return .row(reason: message, suggestion: longer.first) }
        let shown = longer.prefix(5).map(CommandText.value)
        let list =
            longer.count > 5
            ? "\(shown.joined(separator: ", ")) or one of \(longer.count - 5) more"
            : "\(shown.dropLast().joined(separator: ", ")) or \(shown.last ?? "")"
        return .row(reason: "\(message); it may be \(list)", suggestion: nil)
    }
}

/// The reasons why an address did not provide a file.
enum DownloadFailure {
    static func answered(_ status: Int) -> String { "it answered \(status)" }
    static func tooLong(limit: Int) -> String { "it sent more than \(limit) bytes" }
    static func wrongSize(_ found: Int, expected: Int) -> String { "it sent \(found) bytes, expected \(expected)" }
    static func noLibrary(_ message: String) -> String { "downloading needs libcurl: \(message)" }

    static func wrongChecksum(_ found: String, expected: String) -> String {
        "its file has a wrong checksum: SHA-256 \(found.prefix(12))…, expected \(expected.prefix(12))…"
    }

    static func brokenOff(after bytes: Int, of size: Int, tries: Int, resumes: Bool, _ message: String) -> String {
        "the connection broke off after \(bytes) of \(size) bytes, and \(tries) more attempts got no further"
            + (resumes ? "" : "; the server does not resume downloads") + " (\(message))"
    }
}

/// The reasons why an image is skipped.
enum PictureDamage {
    static let empty = "empty"
    static let notRegular = "not a regular file"
    static let tooLarge = "larger than 2 GB"
    static let foreign = "neither PNG nor JPEG"
    static let truncated = "damaged or truncated"
    static let wrongAnswer = "the process that decoded it gave a wrong answer"
    static func tooManyPixels(width: Int, height: Int) -> String { "\(width)×\(height) pixels are too many" }
    static func readerEnded(_ ending: String) -> String {
        "damaged or too large: the process that decoded it \(ending)"
    }

    /// Returns the sentence about skipped images.
    static func skipped(_ count: Int, list: String) -> String {
        "\(count) damaged \(count == 1 ? "image" : "images") skipped: \(list)"
    }
}
