import Foundation

/// The text of a file in UTF-8, block by block, whatever its character encoding is.
struct TextBlocks: ~Copyable {
    /// The encoding that is assumed where nothing else is known.
    static let usual = "UTF-8"
    /// The encoding of texts that are not UTF-8, unless the user names another.
    static let fallback = "WINDOWS-1252"

    /// The encodings that are found without being named.
    static let areFound: Set<String> = [usual, fallback, "UTF-16", "UTF-32"]

    private let path: String
    private let encoding: String
    private let conversion: TextConversion?
    private var held: [UInt8] = []

    /// Blocks of a file in an encoding.
    ///
    /// - Throws: an encoding that is not known.
    init(path: String, encoding: String) throws(DataError) {
        self.path = path
        self.encoding = encoding
        guard encoding != Self.usual else {
            conversion = nil
            return
        }
        guard let conversion = TextConversion(from: encoding) else {
            throw .dataset(
                path: path,
                reason:
                    "unknown encoding \"\(encoding)\"; try utf-8, utf-16, windows-1252, latin-1 or another name that "
                    + "`iconv -l` lists")
        }
        self.conversion = conversion
    }

    /// The next characters; empty at the end. O(bytes).
    ///
    /// - Throws: `.encoding` for bytes that are no characters; its line is counted from the block's beginning.
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

    /// A block of UTF-8 without the character that it breaks off, which begins the next one.
    private mutating func checked(_ block: [UInt8]) throws(TextConversion.Failure) -> [UInt8] {
        let text = held.isEmpty ? block : held + block
        guard !block.isEmpty else { return [] }
        held = []
        let incomplete = try TextConversion.incomplete(text)
        guard incomplete > 0 else { return text }
        held = Array(text.suffix(incomplete))
        return Array(text.dropLast(incomplete))
    }

    /// The name of an encoding as `iconv` knows it.
    static func name(of wanted: String) -> String {
        let lowercase = wanted.lowercased().replacing("_", with: "-")
        let known = [
            "utf8": usual, "utf-8": usual, "utf16": "UTF-16", "utf-16": "UTF-16", "latin1": "ISO-8859-1",
            "latin-1": "ISO-8859-1", "cp1252": fallback, "ansi": fallback, "windows-1252": fallback,
            "mac-roman": "MACINTOSH", "macroman": "MACINTOSH",
        ]
        return known[lowercase] ?? wanted.uppercased()
    }

    /// Whether a file begins with the mark of an encoding.
    static func isMarked(_ path: String) -> Bool {
        var start: [UInt8] = []
        do throws(DataError) {
            try Archive.open(path) { (reader) throws(DataError) in start = try reader.next(4) }
        } catch {
            // Whoever reads the file reports why it cannot be read.
            return false
        }
        return marked(start) != nil
    }

    /// The encoding by the mark at a text's beginning; nil where there is none.
    static func marked(_ start: [UInt8]) -> String? {
        let marks: [(bytes: [UInt8], name: String)] = [
            ([0xEF, 0xBB, 0xBF], usual), ([0xFF, 0xFE, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"),
            ([0xFF, 0xFE], "UTF-16"), ([0xFE, 0xFF], "UTF-16"),
        ]
        return marks.first { start.starts(with: $0.bytes) }?.name
    }
}
