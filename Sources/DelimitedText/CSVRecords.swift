package import DataFiles
import Foundation

/// The records of a delimited text, plain or compressed, as described by RFC 4180: quoted fields may contain
/// delimiters, line ends and doubled quotes. All kinds of line ends are accepted, and blank lines are skipped.
///
/// The file is read block by block: only one block and one record are in memory.
package struct CSVRecords {
    /// The position of a field in the block, without its quotes.
    package struct Field {
        package var start: Int
        package var end: Int
        package var isQuoted: Bool
    }

    /// Receives a record: its bytes, its fields, and its first line, from 1. Returns false to stop.
    package typealias Body = (_ bytes: Span<UInt8>, _ fields: [Field], _ line: Int) throws(DataError) -> Bool

    let path: String
    let delimiter: UInt8
    /// The character encoding, by its name in `iconv`.
    var encoding = TextBlocks.usual
    /// The number of lines before the first record.
    var skip = 0

    /// The number of bytes read at a time.
    private static let block = 1 << 22
    /// The maximum size of a record; a longer one has an unclosed quote.
    private static let longest = 1 << 24

    /// Calls `body` with each record until it returns false.
    ///
    /// - Throws: `.foreign` if the file is not a text; `.encoding` for an invalid byte; `.mismatch` for an unclosed
    ///   quote or for text after a closing quote, with its line; `.stopped`; the errors of `body`.
    /// - Complexity: O(bytes)
    package func forEach(_ monitor: Monitor, _ body: Body) throws(DataError) {
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        try Archive.open(path, monitor) { (reader) throws(DataError) in
            var blocks = try TextBlocks(path: path, encoding: encoding)
            var buffer: [UInt8] = []
            var scan = Scan(delimiter: delimiter, skip: skip)
            var fields: [Field] = []
            var isFirst = true
            while true {
                let block: [UInt8]
                do throws(DataError) { block = try blocks.next(reader, bytes: Self.block) } catch {
                    throw error.moved(by: scan.nextLine + Self.lines(in: buffer[scan.position...]))
                }
                let isEnd = block.isEmpty
                if isFirst { try check(block) }
                buffer.removeFirst(scan.position)
                scan.position = 0
                buffer += block
                // A byte-order mark does not belong to the first field.
                if isFirst, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { scan.position = 3 }
                isFirst = false
                try monitor.report(.reading(path: path, done: reader.consumed, total: size))
                records: while true {
                    switch scan.next(buffer.span, isEnd: isEnd, &fields) {
                    case .more: break records
                    case .end: return
                    case .open(let line):
                        throw .openQuote(path, line: line)
                    case .stray(let line, let opening):
                        throw .textAfterQuote(path, line: line, opening: opening)
                    case .escaped:
                        Self.unescape(&buffer, &fields)
                        guard try body(buffer.span, fields, scan.line) else { return }
                    case .record:
                        guard try body(buffer.span, fields, scan.line) else { return }
                    }
                }
                guard buffer.count - scan.position < Self.longest else {
                    throw .tooLongRecord(path, line: scan.nextLine)
                }
            }
        }
    }

    private static func lines(in bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } }

    private func check(_ start: [UInt8]) throws(DataError) {
        guard !start.prefix(1 << 16).contains(0) else {
            throw .binary(path)
        }
    }

    /// Replaces doubled quotes in quoted fields by single ones.
    private static func unescape(_ buffer: inout [UInt8], _ fields: inout [Field]) {
        for index in fields.indices where fields[index].isQuoted {
            var target = fields[index].start
            var source = target
            var wasQuote = false
            while source < fields[index].end {
                let byte = buffer[source]
                source += 1
                if byte == UInt8(ascii: "\""), !wasQuote {
                    wasQuote = true
                    continue
                }
                wasQuote = false
                buffer[target] = byte
                target += 1
            }
            fields[index].end = target
        }
    }
}

/// Finds records in a block.
private struct Scan {
    enum Found {
        case record
        /// A record that contains doubled quotes.
        case escaped
        /// The block ends within a record.
        case more
        case end
        /// An unclosed quote at the end of the file, with the line of its record.
        case open(line: Int)
        /// Text after a closing quote, with its line and that of the opening quote.
        case stray(line: Int, opening: Int)
    }

    let delimiter: UInt8
    /// The number of lines to skip before the first record.
    private var skip: Int
    /// The offset of the next record.
    var position = 0
    /// The first line of the record.
    private(set) var line = 1
    private(set) var nextLine = 1

    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let quote = UInt8(ascii: "\"")

    init(delimiter: UInt8, skip: Int) {
        self.delimiter = delimiter
        self.skip = skip
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        (byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")) && byte != delimiter
    }

    /// Skips the lines before the table; returns false if they continue in the next block.
    private mutating func skipLines(_ bytes: Span<UInt8>, isEnd: Bool) -> Bool {
        while skip > 0 {
            var at = position
            while at < bytes.count, bytes[at] != Self.newline, bytes[at] != Self.carriageReturn { at += 1 }
            let isWindows = at + 1 < bytes.count && bytes[at] == Self.carriageReturn && bytes[at + 1] == Self.newline
            guard at + (isEnd ? 0 : 1) < bytes.count else {
                if isEnd { position = bytes.count }
                return isEnd
            }
            position = at + (isWindows ? 2 : 1)
            skip -= 1
            nextLine += 1
        }
        return true
    }

    private mutating func skipBlankLines(_ bytes: Span<UInt8>) {
        var at = position
        while at < bytes.count, bytes[at] == Self.newline || bytes[at] == Self.carriageReturn {
            if bytes[at] == Self.newline || (at + 1 < bytes.count && bytes[at + 1] != Self.newline) { nextLine += 1 }
            at += 1
        }
        position = at
    }

    private func endOfBlanks(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var at = start
        while at < bytes.count, isBlank(bytes[at]) { at += 1 }
        return at
    }

    private func endsField(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == Self.newline || byte == Self.carriageReturn
    }

    /// The text between two quotes.
    private struct QuotedText {
        /// The offset of the closing quote; nil if there is none.
        var end: Int?
        /// True if the closing quote may be in the next block.
        var isCut = false
        /// The number of line ends in the text.
        var lines = 0
        /// True if the text contains doubled quotes.
        var isEscaped = false
    }

    /// Finds the end of the text after an opening quote.
    private func quotedText(_ bytes: Span<UInt8>, from start: Int, isEnd: Bool) -> QuotedText {
        var text = QuotedText()
        var at = start
        while at < bytes.count {
            let byte = bytes[at]
            if byte == Self.quote {
                // The next block may begin with a second quote.
                guard at + 1 < bytes.count || isEnd else { break }
                guard at + 1 < bytes.count, bytes[at + 1] == Self.quote else {
                    text.end = at
                    return text
                }
                text.isEscaped = true
                at += 1
            } else if byte == Self.newline {
                text.lines += 1
            }
            at += 1
        }
        text.isCut = !isEnd
        return text
    }

    /// Finds the next record and its fields.
    mutating func next(_ bytes: Span<UInt8>, isEnd: Bool, _ fields: inout [CSVRecords.Field]) -> Found {
        guard skip == 0 || skipLines(bytes, isEnd: isEnd) else { return .more }
        skipBlankLines(bytes)
        var at = position
        guard at < bytes.count else { return isEnd ? .end : .more }
        fields.removeAll(keepingCapacity: true)
        var lines = 0
        var isEscaped = false
        while true {
            if at < bytes.count, isBlank(bytes[at]) {
                // Blanks before a quote do not belong to the field.
                let behind = endOfBlanks(bytes, from: at)
                guard behind < bytes.count || isEnd else { return .more }
                if behind < bytes.count, bytes[behind] == Self.quote { at = behind }
            }
            let start = at
            if at < bytes.count, bytes[at] == Self.quote {
                let opening = nextLine + lines
                let quoted = quotedText(bytes, from: start + 1, isEnd: isEnd)
                guard let close = quoted.end else { return quoted.isCut ? .more : .open(line: nextLine) }
                lines += quoted.lines
                if quoted.isEscaped { isEscaped = true }
                at = endOfBlanks(bytes, from: close + 1)
                if at < bytes.count, !endsField(bytes[at]) {
                    return .stray(line: nextLine + lines, opening: opening)
                }
                fields.append(.init(start: start + 1, end: close, isQuoted: true))
            } else {
                while at < bytes.count, !endsField(bytes[at]) { at += 1 }
                fields.append(.init(start: start, end: at, isQuoted: false))
            }
            guard at < bytes.count else {
                guard isEnd else { return .more }
                break
            }
            if bytes[at] == delimiter {
                at += 1
                continue
            }
            // A Windows line end has two characters.
            if bytes[at] == Self.carriageReturn {
                guard at + 1 < bytes.count || isEnd else { return .more }
                if at + 1 < bytes.count, bytes[at + 1] == Self.newline { at += 1 }
            }
            at += 1
            lines += 1
            break
        }
        line = nextLine
        nextLine += lines
        position = at
        return isEscaped ? .escaped : .record
    }
}
