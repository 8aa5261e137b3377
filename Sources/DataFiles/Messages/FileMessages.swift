// The errors about files, archives, downloads and images.

extension DataError {
    // MARK: - Files

    static func isPipe(_ path: String) -> DataError {
        .unreadable(path: path, reason: "it is a pipe; save its content as a file first")
    }

    package static func isFolder(_ path: String) -> DataError { .unreadable(path: path, reason: "it is a folder") }
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

    // MARK: - Downloads

    static func noDownloadFolder(_ folder: String) -> DataError {
        .unreadable(path: folder, reason: "the folder cannot be created")
    }

    static func truncatedDownload(_ path: String) -> DataError {
        .unreadable(path: path, reason: "it was truncated while being read")
    }

    // MARK: - Images

    static func noImageLibrary(for path: String) -> DataError {
        .unreadable(path: path, reason: "reading images needs libgd (on Debian: apt-get install libgd3)")
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
package enum PictureDamage {
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
    package static func skipped(_ count: Int, list: String) -> String {
        "\(count) damaged \(count == 1 ? "image" : "images") skipped: \(list)"
    }
}
