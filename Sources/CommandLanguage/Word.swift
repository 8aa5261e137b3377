/// One word of a command as it was written, before its place in the command gives it a type.
public struct Word: Hashable, Sendable {
    /// A run of plain characters, or a variable that is replaced when the command runs.
    public enum Piece: Hashable, Sendable {
        case text(String)
        case variable(name: String, fallback: String?)
    }

    /// What the word is made of, in order.
    public let pieces: [Piece]
    /// Where it stands, with its quotes, as UTF-8 offsets into the source.
    public let range: Range<Int>
    /// Whether any of it stood in quotes: such a word is never a word of the grammar.
    public let isQuoted: Bool
    /// Whether a comma outside of quotes ends it: it parts values, and belongs to none.
    public let endsWithComma: Bool

    /// The text where no piece is a variable; nil otherwise.
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
    /// At least one.
    public let words: [Word]
    /// Where it stands, as UTF-8 offsets into the source.
    public var range: Range<Int> { words[0].range.lowerBound..<words[words.count - 1].range.upperBound }
    /// Whether the value of a variable is needed before the command is known.
    public var hasVariables: Bool { words.contains { $0.literal == nil } }
}
