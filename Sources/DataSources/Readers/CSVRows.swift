import Foundation

/// The fields of a small comma-separated file, as RFC 4180 describes it: quoted fields may hold commas, line ends and
/// doubled quotes.
public struct CSVRows: Hashable, Sendable {
    /// The fields of the first line.
    public let header: [String]
    /// The fields of each further line, as many as the header has.
    public let rows: [[String]]

    /// Reads a whole file.
    ///
    /// - Throws: `DataError` where there is none, where it is no text, and where a row has more or fewer fields than the
    ///   header, with its line.
    public init(path: String) throws(DataError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .missing(path: path, expected: "a CSV file")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw .foreign(path: path, expected: "text in UTF-8", found: "other bytes")
        }
        var lines = Self.fields(of: text)
        guard !lines.isEmpty else { throw .mismatch(path: path, expected: "a header", found: "an empty file") }
        let header = lines.removeFirst().fields
        for line in lines where line.fields.count != header.count {
            throw .mismatch(
                path: "\(path):\(line.number)", expected: "\(header.count) fields as in the header",
                found: "\(line.fields.count)")
        }
        self.header = header
        rows = lines.map(\.fields)
    }

    private static func fields(of text: String) -> [(number: Int, fields: [String])] {
        var lines: [(number: Int, fields: [String])] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var wasQuote = false
        var number = 1
        var start = 1
        func end() {
            fields.append(String(decoding: field, as: UTF8.self))
            field = []
        }
        for byte in text.utf8 {
            if isQuoted, byte == UInt8(ascii: "\""), !wasQuote {
                wasQuote = true
                continue
            }
            if wasQuote {
                wasQuote = false
                if byte == UInt8(ascii: "\"") {
                    field.append(byte)
                    continue
                }
                isQuoted = false
            }
            if byte == UInt8(ascii: "\n") { number += 1 }
            switch byte {
            case _ where isQuoted: field.append(byte)
            case UInt8(ascii: "\"") where field.isEmpty: isQuoted = true
            case UInt8(ascii: ","): end()
            case UInt8(ascii: "\r"): break
            case UInt8(ascii: "\n"):
                end()
                if fields != [""] { lines.append((start, fields)) }
                fields = []
                start = number
            default: field.append(byte)
            }
        }
        if !field.isEmpty || !fields.isEmpty {
            end()
            lines.append((start, fields))
        }
        return lines
    }
}
