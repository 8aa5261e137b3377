/// Splits the text of an expression into tokens.
struct ExpressionLexer {
    enum Token: Equatable {
        case number(Double)
        case name(String)
        case word(String)
        case symbol(String)
        case end

        var text: String {
            switch self {
            case .number(let value): Int(exactly: value).map(String.init) ?? "\(value)"
            case .name(let text), .word(let text), .symbol(let text): text
            case .end: "the end"
            }
        }

        /// The text in quotes, or `the end` without quotes, for a message.
        var quoted: String { self == .end ? text : "\"\(text)\"" }

        /// True for a number or a name, which no other operand can follow.
        var isOperand: Bool {
            switch self {
            case .number: true
            case .name(let name): !["and", "or", "is", "mod", "in", "by", "where"].contains(name)
            case .word, .symbol, .end: false
            }
        }
    }

    struct Located {
        let token: Token
        let range: Range<Int>
    }

    private let bytes: [UInt8]
    private var position = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    static func tokens(of text: String) throws(ExpressionError) -> [Located] {
        var lexer = ExpressionLexer(text)
        var tokens: [Located] = []
        while true {
            let next = try lexer.next()
            tokens.append(next)
            if next.token == .end { return tokens }
        }
    }

    private mutating func next() throws(ExpressionError) -> Located {
        while position < bytes.count, bytes[position] <= 32 { position += 1 }
        guard position < bytes.count else { return Located(token: .end, range: position..<position + 1) }
        let start = position
        let byte = bytes[position]
        if Self.isDigit(byte)
            || (byte == UInt8(ascii: ".") && position + 1 < bytes.count && Self.isDigit(bytes[position + 1]))
        {
            return try number()
        }
        if Self.beginsName(byte) {
            while position < bytes.count, Self.beginsName(bytes[position]) || Self.isDigit(bytes[position]) {
                position += 1
            }
            return Located(token: .name(text(start..<position)), range: start..<position)
        }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { return try quoted(byte) }
        for symbol in Self.symbols where bytes[position...].starts(with: Array(symbol.utf8)) {
            position += symbol.utf8.count
            return Located(token: .symbol(Self.spellings[symbol] ?? symbol), range: start..<position)
        }
        var end = position + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        throw .noToken(text(start..<end), at: start..<end)
    }

    private static let symbols = [
        "..", "!=", "<=", ">=", "==", "**", "+", "-", "*", "/", "^", "%", "(", ")", "[", "]", ",", "=", "<", ">",
    ]
    /// The standard spelling of symbols that have another one.
    private static let spellings = ["==": "=", "**": "^"]

    /// Reads a quoted word. As on the command line, `'…'` is literal, and in `"…"` a backslash precedes a quote, a
    /// backslash, a dollar sign, or the `n` of a line break.
    private mutating func quoted(_ quote: UInt8) throws(ExpressionError) -> Located {
        let start = position
        var word: [UInt8] = []
        position += 1
        while position < bytes.count, bytes[position] != quote {
            if quote == UInt8(ascii: "\""), bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count,
                let escaped = Self.escape(bytes[position + 1])
            {
                word.append(escaped)
                position += 2
            } else {
                word.append(bytes[position])
                position += 1
            }
        }
        guard position < bytes.count else { throw .openQuote(at: start) }
        position += 1
        return Located(token: .word(String(decoding: word, as: UTF8.self)), range: start..<position)
    }

    private static func escape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"): byte
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        default: nil
        }
    }

    private mutating func number() throws(ExpressionError) -> Located {
        let start = position
        while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "."),
            !(position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "."))
        {
            position += 1
            while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
        }
        if position < bytes.count, bytes[position] | 32 == UInt8(ascii: "e") {
            var exponent = position + 1
            if exponent < bytes.count, bytes[exponent] == UInt8(ascii: "-") || bytes[exponent] == UInt8(ascii: "+") {
                exponent += 1
            }
            if exponent < bytes.count, Self.isDigit(bytes[exponent]) {
                position = exponent
                while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
            }
        }
        guard let value = Double(text(start..<position)), value.isFinite else {
            throw .notNumber(text(start..<position), at: start..<position)
        }
        // `5%` is a percentage. The remainder of `7%3` has an operand right behind it, that of `7 % 3` a blank before.
        let isPercent =
            position < bytes.count && bytes[position] == UInt8(ascii: "%") && !beginsOperand(at: position + 1)
        if isPercent { position += 1 }
        return Located(token: .number(isPercent ? value / 100 : value), range: start..<position)
    }

    private func beginsOperand(at index: Int) -> Bool {
        guard index < bytes.count else { return false }
        let byte = bytes[index]
        return Self.isDigit(byte) || Self.beginsName(byte) || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[")
            || byte == UInt8(ascii: ".") && index + 1 < bytes.count && Self.isDigit(bytes[index + 1])
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    /// Returns true for letters of any script: bytes above 127 belong to one.
    private static func beginsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte >= 128 || (byte | 32 >= UInt8(ascii: "a") && byte | 32 <= UInt8(ascii: "z"))
    }
}
