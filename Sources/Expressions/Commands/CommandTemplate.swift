/// A program's command line with genes as parameters, as the user typed it: `python3 train.py --lr {lr}`.
///
///     let command = try CommandTemplate(parsing: "train.py --lr {lr} {bn?--bn}")
///     command.words { $0 == "lr" ? "0.1" : "on" }  // ["train.py", "--lr", "0.1", "--bn"]
///
/// It is split into words at blanks, with `'…'` and `"…"` as in a command of the shell; no other shell reads it.
/// `{gene}` within a word is replaced by the gene's value; `{{` is a literal brace. `{gene?word}` is the word if the
/// gene is on and nothing otherwise; `{gene?word:other}` is the other word instead of nothing. A word without quotes
/// that comes out empty is left out. A value never becomes syntax: it always stays within its word.
public struct CommandTemplate: Sendable {
    /// A part of a word.
    enum TemplateSegment: Hashable, Sendable {
        case text(String)
        case name(String, range: Range<Int>)
        case flag(String, on: String, off: String, range: Range<Int>)

        /// The name in braces and its position; nil for literal text.
        var name: (text: String, range: Range<Int>)? {
            switch self {
            case .text: nil
            case .name(let name, let range), .flag(let name, _, _, let range): (name, range)
            }
        }
    }

    /// A word of the command.
    struct TemplateWord: Hashable, Sendable {
        var segments: [TemplateSegment] = []
        /// True if a part of it is in quotes: then it is passed even if it is empty.
        var isQuoted = false
    }

    /// The text that the user typed.
    public let text: String
    let pieces: [TemplateWord]

    /// Parses a command line.
    ///
    /// - Throws: `ExpressionError` for an empty command, an unclosed quote, a brace without a gene or a malformed flag,
    ///   with the characters concerned.
    public init(parsing text: String) throws(ExpressionError) {
        self.text = text
        var reader = CommandTemplateReader(text)
        pieces = try reader.words()
        guard !pieces.isEmpty else {
            throw .noCommand(at: 0..<max(1, text.utf8.count))
        }
    }

    /// All names in braces.
    public var names: Set<String> { Set(namesInOrder) }

    /// All names in braces, each once, in order.
    public var namesInOrder: [String] {
        segments.reduce(into: []) { names, segment in
            if let name = segment.name?.text, !names.contains(name) { names.append(name) }
        }
    }

    /// The program to start; nil if its name contains a gene.
    public var program: String? { plain(pieces[0]) }

    /// The words without a gene.
    public var plainWords: [String] { pieces.compactMap(plain) }

    private var segments: [TemplateSegment] { pieces.flatMap(\.segments) }

    private func plain(_ word: TemplateWord) -> String? {
        var text = ""
        for segment in word.segments {
            guard case .text(let part) = segment else { return nil }
            text += part
        }
        return text
    }

    /// Returns true if the command contains this text.
    public func mentions(_ part: String) -> Bool { text.contains(part) }

    /// Returns true if a value switches a flag on: `on`, `true`, `yes` or 1, in any case.
    public static func isOn(_ value: String) -> Bool {
        switch value.lowercased() {
        case "on", "true", "yes", "1", "1.0": true
        default: false
        }
    }

    /// Returns the words with each name replaced by its value, without the unquoted words that come out empty.
    ///
    /// - Complexity: O(text)
    public func words(_ value: (String) -> String) -> [String] {
        pieces.compactMap { word in
            let text = word.segments.reduce(into: "") { text, segment in
                switch segment {
                case .text(let part): text += part
                case .name(let name, _): text += value(name)
                case .flag(let name, let on, let off, _): text += Self.isOn(value(name)) ? on : off
                }
            }
            return text.isEmpty && !word.isQuoted ? nil : text
        }
    }

    /// Checks that each name in braces is one of these.
    ///
    /// - Throws: `ExpressionError` for the first unknown name, with the nearest known one.
    /// - Complexity: O(names in braces × names)
    public func check(names: [String]) throws(ExpressionError) {
        for case (let name, let range)? in segments.map(\.name) where !names.contains(name) {
            throw .noGene(name, among: names, at: range)
        }
    }

    /// Checks that each flag can be on.
    ///
    /// - Parameter canBeOn: returns true if a gene has a value that switches a flag on.
    /// - Throws: `ExpressionError` for the first flag that is never on.
    public func checkFlags(_ canBeOn: (String) -> Bool) throws(ExpressionError) {
        for case .flag(let name, _, _, let range) in segments where !canBeOn(name) {
            throw .flagNeverOn(name, at: range)
        }
    }

    /// Checks that no name is in braces: a program that is kept running is started once for all genomes.
    ///
    /// - Throws: `ExpressionError` for the first name in braces.
    public func checkNoNames() throws(ExpressionError) {
        for case (let name, let range)? in segments.map(\.name) {
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
