/// The parts of a word while the lexer reads it.
struct WordParts {
    /// The offset of the word's first byte.
    let start: Int
    /// The characters since the last variable, without quotes and backslashes.
    var plain: [UInt8] = []
    var isQuoted = false
    var endsWithComma = false

    private var pieces: [Word.Segment] = []
    private var written: [Word.Segment] = []
    private var variablesInQuotes: Set<Int> = []
    /// The end of the bytes that `written` contains.
    private var writtenUpTo: Int

    init(start: Int) {
        self.start = start
        writtenUpTo = start
    }

    /// Adds a variable after the plain characters before it.
    mutating func add(_ variable: Word.Segment, at range: Range<Int>, of bytes: [UInt8], isInQuotes: Bool) {
        endPlain()
        pieces.append(variable)
        endWritten(at: range.lowerBound, of: bytes)
        if isInQuotes { variablesInQuotes.insert(written.count) }
        written.append(variable)
        writtenUpTo = range.upperBound
    }

    /// Returns the finished word.
    mutating func word(endingAt end: Int, of bytes: [UInt8]) -> Word {
        endPlain()
        endWritten(at: end, of: bytes)
        return Word(
            pieces: pieces, range: start..<end, isQuoted: isQuoted, endsWithComma: endsWithComma, written: written,
            variablesInQuotes: variablesInQuotes)
    }

    private mutating func endPlain() {
        if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
        plain = []
    }

    private mutating func endWritten(at end: Int, of bytes: [UInt8]) {
        if end > writtenUpTo { written.append(.text(String(decoding: bytes[writtenUpTo..<end], as: UTF8.self))) }
    }
}
