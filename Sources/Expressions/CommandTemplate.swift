/// A program's command line with genes as parameters, as the user typed it: `python3 train.py --lr {lr}`.
///
///     let command = try CommandTemplate(parsing: "train.py --lr {lr}")
///     command.words { $0 == "lr" ? "0.1" : "" }  // ["train.py", "--lr", "0.1"]
///
/// It is split into words at blanks, with `'…'` and `"…"` as in a command of the shell; no other shell reads it.
/// `{gene}` within a word is replaced by the gene's value; `{{` is a literal brace. A value never becomes syntax: it
/// always stays within its word.
public struct CommandTemplate: Sendable {
    enum Segment: Hashable, Sendable {
        case text(String)
        case name(String, range: Range<Int>)
    }

    /// The text that the user typed.
    public let text: String
    let pieces: [[Segment]]

    /// Parses a command line.
    ///
    /// - Throws: `ExpressionError` for an empty command, an unclosed quote, or a brace without a gene, with the
    ///   characters concerned.
    public init(parsing text: String) throws(ExpressionError) {
        self.text = text
        var reader = Reader(text)
        pieces = try reader.words()
        guard !pieces.isEmpty else {
            throw .noCommand(at: 0..<max(1, text.utf8.count))
        }
    }

    /// All names in braces.
    public var names: Set<String> { Set(namesInOrder) }

    /// All names in braces, each once, in order.
    public var namesInOrder: [String] {
        pieces.joined().reduce(into: []) { names, piece in
            if case .name(let name, _) = piece, !names.contains(name) { names.append(name) }
        }
    }

    /// The program to start; nil if its name contains a gene.
    public var program: String? { plain(pieces[0]) }

    /// The words without a gene.
    public var plainWords: [String] { pieces.compactMap(plain) }

    private func plain(_ pieces: [Segment]) -> String? {
        var word = ""
        for piece in pieces {
            guard case .text(let text) = piece else { return nil }
            word += text
        }
        return word
    }

    /// Returns true if the command contains this text.
    public func mentions(_ part: String) -> Bool { text.contains(part) }

    /// Returns the words with each name replaced by its value.
    public func words(_ value: (String) -> String) -> [String] {
        pieces.map { word in
            word.reduce(into: "") { text, piece in
                switch piece {
                case .text(let part): text += part
                case .name(let name, _): text += value(name)
                }
            }
        }
    }

    /// Checks that each name in braces is one of these.
    ///
    /// - Throws: `ExpressionError` for the first unknown name, with the nearest known one.
    public func check(names: [String]) throws(ExpressionError) {
        for case .name(let name, let range) in pieces.joined() where !names.contains(name) {
            throw .noGene(name, among: names, at: range)
        }
    }

    /// Checks that no name is in braces: a program that is kept running is started once for all genomes.
    ///
    /// - Throws: `ExpressionError` for the first name in braces.
    public func checkNoNames() throws(ExpressionError) {
        for case .name(let name, let range) in pieces.joined() {
            throw .geneOfKeptProgram(name, at: range)
        }
    }
}

extension CommandTemplate: Hashable, Codable {
    /// Returns true if both have the same text.
    public static func == (left: CommandTemplate, right: CommandTemplate) -> Bool { left.text == right.text }

    /// Hashes the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Decodes the text and parses it.
    ///
    /// - Throws: `DecodingError`, or `ExpressionError` if the text is not a command line.
    public init(from decoder: any Decoder) throws {
        try self.init(parsing: try decoder.singleValueContainer().decode(String.self))
    }

    /// Encodes the text.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Splits a command line into words, and words into texts and names.
private struct Reader {
    private let bytes: [UInt8]
    private var position = 0
    private var pieces: [CommandTemplate.Segment] = []
    private var plain: [UInt8] = []
    private var isWord = false

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func words() throws(ExpressionError) -> [[CommandTemplate.Segment]] {
        var words: [[CommandTemplate.Segment]] = []
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

    private mutating func word() -> [CommandTemplate.Segment] {
        flush()
        defer { (pieces, isWord) = ([], false) }
        return pieces
    }

    private mutating func flush() {
        if !plain.isEmpty { pieces.append(.text(String(decoding: plain, as: UTF8.self))) }
        plain = []
    }

    private mutating func quoted() throws(ExpressionError) {
        let (opening, quote) = (position, bytes[position])
        isWord = true
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

    /// Reads a literal character or a name in braces.
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
        guard end > start + 1, end < bytes.count, bytes[end] == UInt8(ascii: "}") else {
            throw .noGeneInBraces(at: start..<max(start + 1, min(end, bytes.count)))
        }
        flush()
        let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
        pieces.append(.name(name, range: start..<end + 1))
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
