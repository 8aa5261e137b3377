/// Splits a command line into words, and words into texts, names and flags.
struct CommandTemplateReader {
    private let bytes: [UInt8]
    private var position = 0
    private var current = CommandTemplate.TemplateWord()
    private var plain: [UInt8] = []
    private var isWord = false
    /// The quote around the current position; nil outside of quotes.
    private var quote: UInt8?

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func words() throws(ExpressionError) -> [CommandTemplate.TemplateWord] {
        var words: [CommandTemplate.TemplateWord] = []
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                if isWord { words.append(word()) }
                position += 1
            case UInt8(ascii: "'"), UInt8(ascii: "\""): try quoted()
            default: try character()
            }
        }
        if isWord { words.append(word()) }
        return words
    }

    private mutating func word() -> CommandTemplate.TemplateWord {
        flush()
        defer { (current, isWord) = (CommandTemplate.TemplateWord(), false) }
        return current
    }

    private mutating func flush() {
        if !plain.isEmpty { current.segments.append(.text(String(decoding: plain, as: UTF8.self))) }
        plain = []
    }

    private mutating func quoted() throws(ExpressionError) {
        let (opening, quote) = (position, bytes[position])
        isWord = true
        current.isQuoted = true
        self.quote = quote
        defer { self.quote = nil }
        position += 1
        while true {
            guard position < bytes.count else {
                throw .openQuote(quote == UInt8(ascii: "'") ? "'" : "\"", at: opening)
            }
            if bytes[position] == quote { break }
            if quote == UInt8(ascii: "\""), bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count,
                let escaped = Self.escape(bytes[position + 1])
            {
                plain.append(escaped)
                position += 2
            } else {
                try character()
            }
        }
        position += 1
    }

    private static func escape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"): byte
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        default: nil
        }
    }

    /// Reads a literal character, or a name or a flag in braces.
    private mutating func character() throws(ExpressionError) {
        isWord = true
        guard bytes[position] == UInt8(ascii: "{") else {
            plain.append(bytes[position])
            position += 1
            return
        }
        let start = position
        if start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "{") {
            plain.append(bytes[start])
            position += 2
            return
        }
        var end = start + 1
        while end < bytes.count, Self.belongsToName(bytes[end]) { end += 1 }
        guard end > start + 1, end < bytes.count, [UInt8(ascii: "}"), UInt8(ascii: "?")].contains(bytes[end]) else {
            throw .noGeneInBraces(at: start..<max(start + 1, min(end, bytes.count)))
        }
        flush()
        let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
        if bytes[end] == UInt8(ascii: "?") {
            try flag(name, from: start, words: end + 1)
        } else {
            current.segments.append(.name(name, range: start..<end + 1))
            position = end + 1
        }
    }

    /// Reads the words of a flag, up to its closing brace.
    private mutating func flag(_ name: String, from start: Int, words: Int) throws(ExpressionError) {
        var end = words
        var colon: Int?
        while end < bytes.count, bytes[end] != UInt8(ascii: "}"), bytes[end] != quote {
            switch bytes[end] {
            case UInt8(ascii: "{"):
                throw .braceInFlag(name, at: end..<end + 1)
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                guard quote != nil else {
                    throw .spaceInFlag(name, at: end..<end + 1)
                }
            case UInt8(ascii: ":"): colon = colon ?? end
            default: break
            }
            end += 1
        }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "}") else {
            throw .openFlag(name, at: start..<end)
        }
        let (on, off) = (bytes[words..<(colon ?? end)], colon.map { bytes[($0 + 1)..<end] } ?? [])
        guard !on.isEmpty || !off.isEmpty else {
            throw .emptyFlag(name, at: start..<end + 1)
        }
        current.segments.append(
            .flag(
                name, on: String(decoding: on, as: UTF8.self), off: String(decoding: off, as: UTF8.self),
                range: start..<end + 1))
        position = end + 1
    }

    private static func belongsToName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 128...:
            true
        default: false
        }
    }
}
