public import Expressions

/// The origins of a text that was assembled from words of a source.
struct TextOrigins: Hashable, Sendable {
    private struct Part: Hashable {
        let offset: Int
        let range: Range<Int>
        /// True if the characters of the text differ from those of the source, so that errors refer to the whole
        /// word.
        let isWhole: Bool
    }

    private var parts: [Part] = []

    /// Adds a word whose text begins at an offset.
    mutating func add(_ range: Range<Int>, at offset: Int, isWhole: Bool = false) {
        parts.append(Part(offset: offset, range: range, isWhole: isWhole))
    }

    /// Returns the index of the word in which a range of the text begins.
    func index(of range: Range<Int>) -> Int { parts.lastIndex { $0.offset <= range.lowerBound } ?? 0 }

    /// Returns the range of the source from which a range of the text came.
    func range(of range: Range<Int>) -> Range<Int> {
        let first = parts[index(of: range)]
        guard !first.isWhole else { return first.range }
        let from = min(first.range.lowerBound + range.lowerBound - first.offset, first.range.upperBound)
        // The end may be in a later word, with any number of spaces in between.
        let last = parts[index(of: max(range.lowerBound, range.upperBound - 1)..<range.upperBound)]
        let end = min(last.range.lowerBound + range.upperBound - last.offset, last.range.upperBound)
        return from..<max(from + 1, end)
    }
}

/// The source position of an expression or a command line, so that errors found later can still point to it.
public struct TextPosition: Hashable, Sendable {
    private let origins: TextOrigins
    private let source: Source

    init(_ origins: TextOrigins, of source: Source) {
        self.origins = origins
        self.source = source
    }

    /// Creates the position of a text that is not in any command, such as one from a saved session.
    public init(of text: String, behind words: String) {
        let start = words.utf8.count
        var origins = TextOrigins()
        origins.add(start..<start + text.utf8.count, at: 0)
        self.init(origins, of: Source(name: "ns", text: words + text))
    }

    /// Returns an error at its position.
    public func diagnostic(_ error: ExpressionError) -> Diagnostic {
        Diagnostic(error.message, at: origins.range(of: error.range), of: source, suggestion: error.suggestion)
    }
}
