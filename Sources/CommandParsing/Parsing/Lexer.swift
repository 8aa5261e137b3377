/// Splits a text into statements and words. Spaces separate words; line ends and `;` separate statements; `#` at the
/// beginning of a word starts a comment; `\` at the end of a line joins the next one. `'…'` is literal. In `"…"`
/// `$name` is replaced, and `\"`, `\\`, `\$` and `\n` have their usual meaning. A word with a NUL character is an error,
/// because no text file has one: the command could not be recorded.
public struct Lexer {
    /// The result of splitting a text.
    public enum SplitText: Sendable {
        case statements([Statement])
        /// The text ends inside a quote or with a `\`, so more must follow.
        case incomplete(Diagnostic)
    }

    private let source: Source
    private let bytes: [UInt8]
    private var position = 0

    private init(_ source: Source) {
        self.source = source
        bytes = Array(source.text.utf8)
        // Skip a byte-order mark.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The result of splitting a text as far as possible: errors are collected, and splitting continues on the next
    /// line.
    public struct Reading: Sendable {
        /// The statements, except malformed ones.
        public internal(set) var statements: [Statement] = []
        /// The errors, in order.
        public internal(set) var mistakes: [Diagnostic] = []
        /// The reason that more must follow; nil if the text is complete.
        public internal(set) var incomplete: Diagnostic?
        /// True if the text ends inside a quote.
        public internal(set) var endsInQuote = false
    }

    /// Splits a source.
    ///
    /// - Complexity: O(text).
    ///
    /// - Throws: an error for the first malformed variable.
    public static func read(_ source: Source) throws(Diagnostic) -> SplitText {
        let reading = readOn(source)
        if let mistake = reading.mistakes.first { throw mistake }
        return reading.incomplete.map(SplitText.incomplete) ?? .statements(reading.statements)
    }

    /// Splits a source as far as possible.
    ///
    /// - Complexity: O(text).
    public static func readOn(_ source: Source) -> Reading {
        var lexer = Lexer(source)
        return lexer.read()
    }

    private mutating func read() -> Reading {
        var reading = Reading()
        var words: [Word] = []
        func finish() {
            if !words.isEmpty { reading.statements.append(Statement(words: words)) }
            words = []
        }
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: ";"):
                finish()
                position += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                position += 1
            case UInt8(ascii: "\\") where lineEnds(at: position + 1):
                let start = position
                skipLineEnd(from: position + 1)
                if position >= bytes.count {
                    reading.incomplete = .nothingContinued(at: start, of: source)
                    return reading
                }
            case UInt8(ascii: "#"):
                while let next = current, next != UInt8(ascii: "\n") { position += 1 }
            case UInt8(ascii: "!") where words.isEmpty:
                let line = restOfLine()
                if let position = nul(in: line.range) {
                    reading.mistakes.append(.nul(at: position, of: source))
                } else {
                    words.append(line)
                }
            case UInt8(ascii: "?") where words.isEmpty:
                words.append(questionMark())
            default:
                do throws(Diagnostic) {
                    switch try word() {
                    case .success(let word):
                        if let position = nul(in: word.range) { throw .nul(at: position, of: source) }
                        words.append(word)
                    case .failure(let diagnostic):
                        reading.incomplete = diagnostic
                        reading.endsInQuote = true
                        return reading
                    }
                } catch {
                    reading.mistakes.append(error)
                    words = []
                    while let next = current, next != UInt8(ascii: "\n") { position += 1 }
                }
            }
        }
        finish()
        return reading
    }

    private func nul(in range: Range<Int>) -> Int? { bytes[range].firstIndex(of: 0) }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func lineEnds(at index: Int) -> Bool {
        index >= bytes.count || bytes[index] == UInt8(ascii: "\n")
            || (bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n"))
    }

    private mutating func skipLineEnd(from index: Int) {
        position = index
        if current == UInt8(ascii: "\r") { position += 1 }
        if current == UInt8(ascii: "\n") { position += 1 }
    }

    /// Reads the rest of the line after `!` unchanged, because it is for the system shell.
    private mutating func restOfLine() -> Word {
        let start = position
        while let next = current, next != UInt8(ascii: "\n") { position += 1 }
        var end = position
        while end > start, bytes[end - 1] == UInt8(ascii: "\r") || bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
        let pieces = [Word.Segment.text(text(start..<end))]
        return Word(
            pieces: pieces, range: start..<end, isQuoted: false, endsWithComma: false, written: pieces,
            variablesInQuotes: [])
    }

    /// Reads the synonym of `help`, which needs no space after it: `?plot`.
    private mutating func questionMark() -> Word {
        position += 1
        let pieces = [Word.Segment.text("?")]
        return Word(
            pieces: pieces, range: position - 1..<position, isQuoted: false, endsWithComma: false, written: pieces,
            variablesInQuotes: [])
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private mutating func word() throws(Diagnostic) -> Result<Word, Diagnostic> {
        var parts = WordParts(start: position)
        scanning: while let byte = current {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: ";"):
                break scanning
            case UInt8(ascii: "\\") where lineEnds(at: position + 1):
                break scanning
            case UInt8(ascii: "'"):
                if let diagnostic = singleQuoted(&parts) { return .failure(diagnostic) }
            case UInt8(ascii: "\""):
                if let diagnostic = try doubleQuoted(&parts) { return .failure(diagnostic) }
            case UInt8(ascii: "$"):
                parts.endsWithComma = false
                let dollar = position
                if let variable = try variable() {
                    parts.add(variable, at: dollar..<position, of: bytes, isInQuotes: false)
                } else {
                    parts.plain.append(byte)
                    position += 1
                }
            case UInt8(ascii: ",") where partsQuotes(from: parts.start):
                parts.endsWithComma = true
                parts.plain.append(byte)
                position += 1
                break scanning
            default:
                parts.endsWithComma = byte == UInt8(ascii: ",")
                parts.plain.append(byte)
                position += 1
            }
        }
        return .success(parts.word(endingAt: position, of: bytes))
    }

    /// Reads a literal quote; returns an error if it is still open at the end.
    private mutating func singleQuoted(_ parts: inout WordParts) -> Diagnostic? {
        (parts.isQuoted, parts.endsWithComma) = (true, false)
        let opening = position
        position += 1
        guard let closing = bytes[position...].firstIndex(of: UInt8(ascii: "'")) else {
            return .openQuote("'", at: opening, of: source)
        }
        parts.plain += bytes[position..<closing]
        position = closing + 1
        return nil
    }

    /// Reads a quote with variables and backslashes; returns an error if it is still open at the end.
    private mutating func doubleQuoted(_ parts: inout WordParts) throws(Diagnostic) -> Diagnostic? {
        (parts.isQuoted, parts.endsWithComma) = (true, false)
        let opening = position
        position += 1
        while true {
            guard let inner = current else { return .openQuote("\"", at: opening, of: source) }
            if inner == UInt8(ascii: "\"") { break }
            if inner == UInt8(ascii: "\\"), position + 1 < bytes.count, let escaped = escape(bytes[position + 1]) {
                parts.plain.append(escaped)
                position += 2
            } else if inner == UInt8(ascii: "$"), case let dollar = position, let variable = try variable() {
                parts.add(variable, at: dollar..<position, of: bytes, isInQuotes: true)
            } else {
                parts.plain.append(inner)
                position += 1
            }
        }
        position += 1
        return nil
    }

    /// Returns true if a comma is next to a quote: `"a","b"` is two words.
    private func partsQuotes(from start: Int) -> Bool {
        func isQuote(_ index: Int) -> Bool {
            index >= start && index < bytes.count
                && (bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "\""))
        }
        return isQuote(position - 1) || position > start && isQuote(position + 1)
    }

    private func escape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"): byte
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        default: nil
        }
    }

    /// Reads `$name`, `$1`, `$#`, `${name}` or `${name:-fallback}`; nil for a `$` that begins none of them.
    private mutating func variable() throws(Diagnostic) -> Word.Segment? {
        let start = position
        guard position + 1 < bytes.count else { return nil }
        if bytes[position + 1] == UInt8(ascii: "#") {
            position += 2
            return .variable(name: "#", fallback: nil)
        }
        if bytes[position + 1] == UInt8(ascii: "{") {
            let end = bytes[position...].firstIndex { $0 == UInt8(ascii: "}") || $0 == UInt8(ascii: "\n") }
            guard let closing = end, bytes[closing] == UInt8(ascii: "}") else {
                throw .openBrace(at: start, of: source)
            }
            let inside = text(start + 2..<closing)
            let parts = inside.split(separator: ":-", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard !name.isEmpty, name == "#" || name.utf8.allSatisfy(Self.belongsToName) else {
                throw .noVariableName(inside, at: start..<closing + 1, of: source)
            }
            position = closing + 1
            return .variable(name: name, fallback: parts.count > 1 ? String(parts[1]) : nil)
        }
        var end = position + 1
        while end < bytes.count, Self.belongsToName(bytes[end]) { end += 1 }
        guard end > position + 1 else { return nil }
        position = end
        return .variable(name: text(start + 1..<end), fallback: nil)
    }

    static func belongsToName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
