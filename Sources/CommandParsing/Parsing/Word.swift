/// A word of a command as it was written, before its position in the command gives it a type.
public struct Word: Hashable, Sendable {
    /// A run of plain characters, or a variable that is replaced when the command runs.
    public enum Segment: Hashable, Sendable {
        case text(String)
        case variable(name: String, fallback: String?)
    }

    /// The parts of the word, in order.
    public let pieces: [Segment]
    /// The range of the word with its quotes, as UTF-8 offsets into the source.
    public let range: Range<Int>
    /// True if any part of it is quoted: such a word is never a word of the grammar.
    public let isQuoted: Bool
    /// True if it ends with a comma outside of quotes, which separates values and belongs to none.
    public let endsWithComma: Bool

    /// The parts of the word as they were written, with quotes and backslashes: an expression reads its quoted words
    /// from them.
    let written: [Segment]
    /// The variables among `written` that are inside of double quotes, by their position.
    let variablesInQuotes: Set<Int>

    /// The text if the word contains no variable; nil otherwise.
    public var literal: String? {
        var text = ""
        for piece in pieces {
            guard case .text(let part) = piece else { return nil }
            text += part
        }
        return text
    }
}

/// The words of one command, up to a line's end or `;`.
public struct Statement: Hashable, Sendable {
    /// The words, at least one.
    public let words: [Word]
    /// The range, as UTF-8 offsets into the source.
    public var range: Range<Int> { words[0].range.lowerBound..<words[words.count - 1].range.upperBound }
    /// True if the command depends on the values of variables.
    public var hasVariables: Bool { words.contains { $0.literal == nil } }
    /// The names of the variables.
    public var variableNames: Set<String> {
        var names: Set<String> = []
        for case .variable(let name, _) in words.flatMap(\.pieces) { names.insert(name) }
        return names
    }

    /// Returns true if it is a command of this name, written in full.
    public func begins(with name: String) -> Bool { !words[0].isQuoted && words[0].literal == name }
}
