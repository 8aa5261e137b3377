import DataFiles

// The errors and remarks about delimited texts.

extension DataError {
    // MARK: - Text

    static func unknownEncoding(_ name: String, _ path: String) -> DataError {
        .dataset(
            path: path,
            reason: "unknown encoding \"\(name)\"; try utf-8, utf-16, windows-1252, latin-1 or another name that "
                + "`iconv -l` lists")
    }

    static func binary(_ path: String) -> DataError {
        .foreign(
            path: path, expected: "a CSV file",
            found: "binary data; if it is UTF-16 without a byte-order mark, add `encoding utf-16le`")
    }

    static func openQuote(_ path: String, line: Int) -> DataError {
        .mismatch(
            path: "\(path):\(line)", expected: "a quoted field to end with a quote", found: "the end of the file")
    }

    static func textAfterQuote(_ path: String, line: Int, opening: Int) -> DataError {
        .mismatch(
            path: "\(path):\(line)",
            expected: "a delimiter after the closing quote of the field that begins in line \(opening)",
            found: "text; to include a quote in a quoted field, write it twice")
    }

    static func tooLongRecord(_ path: String, line: Int) -> DataError {
        .mismatch(
            path: "\(path):\(line)", expected: "a record of less than 16 MB",
            found: "a longer one; is a closing quote missing?")
    }

    // MARK: - Dialect

    static func noRows(_ path: String) -> DataError {
        .mismatch(path: path, expected: "rows of a table", found: "none")
    }

    static func wrongDelimiter(_ text: String, _ path: String) -> DataError {
        .dataset(path: path, reason: "expected one character or `tab` as delimiter, found \"\(text)\"")
    }

    static func tooManyColumns(_ count: Int, limit: Int, _ path: String) -> DataError {
        .dataset(path: path, reason: "it has \(count) columns; at most \(limit) can be read; split the table")
    }

    /// - Parameter isTitle: True if the lines above may be a title.
    static func wrongFieldCount(
        _ path: String, line: Int, expected: Int, hasHeader: Bool, found: Int, isTitle: Bool
    ) -> DataError {
        .mismatch(
            path: "\(path):\(line)",
            expected: "\(expected) \(expected == 1 ? "field" : "fields") as in "
                + (hasHeader ? "the header" : "the first line"),
            found: "\(found)" + (isTitle ? "; to skip a title above the table, add `skip \(line - 1)`" : ""))
    }

    static func textAfterLastDelimiter(_ path: String, line: Int, _ text: String) -> DataError {
        .mismatch(
            path: "\(path):\(line)", expected: "nothing after the last delimiter, as in the first rows",
            found: "\"\(text)\"; to read it, give that column a name in a header")
    }
}

/// The decisions made while reading, of which the user should know.
package enum ReadingRemark {
    static let emptyLastField = "each row ends with a delimiter; the empty field after it is ignored"

    static let rowNames = "the first field of each row has no name in the header and is used as the row's name"

    static func marked(_ encoding: String) -> String { "the text is \(encoding), according to its byte-order mark" }

    static func linesBeforeHeader(_ count: Int, first: String) -> String {
        "left out \(count == 1 ? "1 line" : "\(count) lines") before the header: \"\(first)\""
    }

    static func renamed(_ old: String, to new: String) -> String { "renamed a second column \"\(old)\" to \"\(new)\"" }
}
