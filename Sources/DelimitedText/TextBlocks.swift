package import DataFiles
import Foundation

/// The text of a file converted to UTF-8, block by block.
package struct TextBlocks: ~Copyable {
    /// The default encoding.
    package static let usual = "UTF-8"
    /// The encoding of texts that are not UTF-8, unless the user specifies another.
    package static let fallback = "WINDOWS-1252"

    /// The encodings that are detected.
    package static let areFound: Set<String> = [usual, fallback, "UTF-16", "UTF-32"]

    private let path: String
    private let encoding: String
    private let conversion: TextConversion?
    private var held: [UInt8] = []

    /// Creates the blocks of a file in an encoding.
    ///
    /// - Throws: `.dataset` if the encoding is unknown.
    init(path: String, encoding: String) throws(DataError) {
        self.path = path
        self.encoding = encoding
        guard encoding != Self.usual else {
            conversion = nil
            return
        }
        guard let conversion = TextConversion(from: encoding) else {
            throw .unknownEncoding(encoding, path)
        }
        self.conversion = conversion
    }

    /// Returns the next characters; empty at the end.
    ///
    /// - Throws: `.encoding` for invalid bytes, with the line counted from the beginning of the block; `.unreadable`.
    /// - Complexity: O(bytes)
    mutating func next(_ reader: borrowing Archive.Reader, bytes count: Int) throws(DataError) -> [UInt8] {
        while true {
            let block = try reader.next(count)
            do throws(TextConversion.Failure) {
                let text: [UInt8]
                if let conversion { text = try conversion.utf8(block) } else { text = try checked(block) }
                guard text.isEmpty else { return text }
                guard !block.isEmpty else {
                    guard held.isEmpty, conversion?.isIncomplete != true else {
                        throw .init(byte: held.first ?? 0, lines: 0)
                    }
                    return []
                }
            } catch {
                throw .encoding(path: path, name: encoding, byte: error.byte, line: error.lines)
            }
        }
    }

    /// Returns a block of UTF-8 without the incomplete character at its end, which begins the next block.
    private mutating func checked(_ block: [UInt8]) throws(TextConversion.Failure) -> [UInt8] {
        let text = held.isEmpty ? block : held + block
        guard !block.isEmpty else { return [] }
        held = []
        let incomplete = try TextConversion.incomplete(text)
        guard incomplete > 0 else { return text }
        held = Array(text.suffix(incomplete))
        return Array(text.dropLast(incomplete))
    }

    /// Returns the name of an encoding in `iconv`.
    static func name(of wanted: String) -> String {
        let lowercase = wanted.lowercased().replacing("_", with: "-")
        let known = [
            "utf8": usual, "utf-8": usual, "utf16": "UTF-16", "utf-16": "UTF-16", "latin1": "ISO-8859-1",
            "latin-1": "ISO-8859-1", "cp1252": fallback, "ansi": fallback, "windows-1252": fallback,
            "mac-roman": "MACINTOSH", "macroman": "MACINTOSH",
        ]
        return known[lowercase] ?? wanted.uppercased()
    }

    /// Returns true if a file begins with a byte-order mark.
    package static func isMarked(_ path: String, _ monitor: Monitor) -> Bool {
        var start: [UInt8] = []
        do throws(DataError) {
            try Archive.open(path, monitor) { (reader) throws(DataError) in start = try reader.next(4) }
        } catch {
            // The reader of the file will report the error.
            return false
        }
        return marked(start) != nil
    }

    /// Returns the encoding according to the byte-order mark; nil if there is none.
    static func marked(_ start: [UInt8]) -> String? {
        let marks: [(bytes: [UInt8], name: String)] = [
            ([0xEF, 0xBB, 0xBF], usual), ([0xFF, 0xFE, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"),
            ([0xFF, 0xFE], "UTF-16"), ([0xFE, 0xFF], "UTF-16"),
        ]
        return marks.first { start.starts(with: $0.bytes) }?.name
    }
}
