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
            case .number(let value): "\(value)"
            case .name(let text), .word(let text), .symbol(let text): text
            case .end: "the end"
            }
        }
    }

    struct Placed {
        let token: Token
        let range: Range<Int>
    }

    private let bytes: [UInt8]
    private var place = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    static func tokens(of text: String) throws(ExpressionError) -> [Placed] {
        var lexer = ExpressionLexer(text)
        var tokens: [Placed] = []
        while true {
            let next = try lexer.next()
            tokens.append(next)
            if next.token == .end { return tokens }
        }
    }

    private mutating func next() throws(ExpressionError) -> Placed {
        while place < bytes.count, bytes[place] <= 32 { place += 1 }
        guard place < bytes.count else { return Placed(token: .end, range: place..<place + 1) }
        let start = place
        let byte = bytes[place]
        if Self.isDigit(byte)
            || (byte == UInt8(ascii: ".") && place + 1 < bytes.count && Self.isDigit(bytes[place + 1]))
        {
            return try number()
        }
        if Self.beginsName(byte) {
            while place < bytes.count, Self.beginsName(bytes[place]) || Self.isDigit(bytes[place]) { place += 1 }
            return Placed(token: .name(text(start..<place)), range: start..<place)
        }
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { return try quoted(byte) }
        for symbol in Self.symbols where bytes[place...].starts(with: Array(symbol.utf8)) {
            place += symbol.utf8.count
            return Placed(token: .symbol(Self.spellings[symbol] ?? symbol), range: start..<place)
        }
        var end = place + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        throw ExpressionError(
            "expected a number, a name or an operator, found \"\(text(start..<end))\"", at: start..<end)
    }

    private static let symbols = [
        "..", "!=", "<=", ">=", "==", "**", "+", "-", "*", "/", "^", "%", "(", ")", "[", "]", ",", "=", "<", ">",
    ]
    /// The standard spelling of symbols that have another one.
    private static let spellings = ["==": "=", "**": "^"]

    /// Reads a quoted word. As on the command line, `'…'` is literal, and in `"…"` a backslash precedes a quote, a
    /// backslash, a dollar sign, or the `n` of a line break.
    private mutating func quoted(_ quote: UInt8) throws(ExpressionError) -> Placed {
        let start = place
        var word: [UInt8] = []
        place += 1
        while place < bytes.count, bytes[place] != quote {
            if quote == UInt8(ascii: "\""), bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count,
                let escaped = Self.escape(bytes[place + 1])
            {
                word.append(escaped)
                place += 2
            } else {
                word.append(bytes[place])
                place += 1
            }
        }
        guard place < bytes.count else { throw ExpressionError("the quote is never closed", at: start..<start + 1) }
        place += 1
        return Placed(token: .word(String(decoding: word, as: UTF8.self)), range: start..<place)
    }

    private static func escape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"): byte
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        default: nil
        }
    }

    private mutating func number() throws(ExpressionError) -> Placed {
        let start = place
        while place < bytes.count, Self.isDigit(bytes[place]) { place += 1 }
        if place < bytes.count, bytes[place] == UInt8(ascii: "."),
            !(place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "."))
        {
            place += 1
            while place < bytes.count, Self.isDigit(bytes[place]) { place += 1 }
        }
        if place < bytes.count, bytes[place] | 32 == UInt8(ascii: "e") {
            var exponent = place + 1
            if exponent < bytes.count, bytes[exponent] == UInt8(ascii: "-") || bytes[exponent] == UInt8(ascii: "+") {
                exponent += 1
            }
            if exponent < bytes.count, Self.isDigit(bytes[exponent]) {
                place = exponent
                while place < bytes.count, Self.isDigit(bytes[place]) { place += 1 }
            }
        }
        guard let value = Double(text(start..<place)), value.isFinite else {
            throw ExpressionError("expected a number, found \"\(text(start..<place))\"", at: start..<place)
        }
        // `5%` is a percentage. The remainder of `7%3` has an operand right behind it, that of `7 % 3` a blank before.
        let isPercent = place < bytes.count && bytes[place] == UInt8(ascii: "%") && !beginsOperand(at: place + 1)
        if isPercent { place += 1 }
        return Placed(token: .number(isPercent ? value / 100 : value), range: start..<place)
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
