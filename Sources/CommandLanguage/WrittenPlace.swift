public import Expressions

/// Where a text that was put together from words stands in its source: word by word.
struct TextOrigins: Hashable, Sendable {
    private struct Part: Hashable {
        let offset: Int
        let range: Range<Int>
        /// Whether characters of the text are not those of the source: then the whole word is meant.
        let isWhole: Bool
    }

    private var parts: [Part] = []

    /// The next word's text begins at an offset of the text.
    mutating func add(_ range: Range<Int>, at offset: Int, isWhole: Bool = false) {
        parts.append(Part(offset: offset, range: range, isWhole: isWhole))
    }

    /// Which word a part of the text begins in.
    func index(of range: Range<Int>) -> Int { parts.lastIndex { $0.offset <= range.lowerBound } ?? 0 }

    /// The characters of the source that a part of the text came from.
    func range(of range: Range<Int>) -> Range<Int> {
        let first = parts[index(of: range)]
        guard !first.isWhole else { return first.range }
        let from = min(first.range.lowerBound + range.lowerBound - first.offset, first.range.upperBound)
        // The end may lie in a later word, however many blanks stand between them.
        let last = parts[index(of: max(range.lowerBound, range.upperBound - 1)..<range.upperBound)]
        let end = min(last.range.lowerBound + range.upperBound - last.offset, last.range.upperBound)
        return from..<max(from + 1, end)
    }
}

/// Where an expression or a command line was written: what is found wrong with it later still gets its caret.
public struct WrittenPlace: Hashable, Sendable {
    private let origins: TextOrigins
    private let source: Source

    init(_ origins: TextOrigins, of source: Source) {
        self.origins = origins
        self.source = source
    }

    /// The place of a text that no command holds any more, such as one from a saved session.
    public init(of text: String, behind words: String) {
        let start = words.utf8.count
        var origins = TextOrigins()
        origins.add(start..<start + text.utf8.count, at: 0)
        self.init(origins, of: Source(name: "ns", text: words + text))
    }

    /// A mistake with its place.
    public func diagnostic(_ error: ExpressionError) -> Diagnostic {
        Diagnostic(error.message, at: origins.range(of: error.range), of: source, suggestion: error.suggestion)
    }
}
