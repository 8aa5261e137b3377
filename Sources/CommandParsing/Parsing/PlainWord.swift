import Notation

/// A word whose variables have been replaced.
struct PlainWord: Sendable {
    let text: String
    let range: Range<Int>
    let isQuoted: Bool
    /// True if it consists of a single variable.
    var isVariable = false
    /// True if it ends with a comma outside of quotes.
    var endsWithComma = false
    /// True if its commas separate nothing.
    var isWhole = false
    /// True if it is written unchanged.
    var isRaw = false
    /// The word with its quotes, as a part of an expression; nil if it was not typed.
    var written: String?

    /// The word as a part of an expression.
    var partOfExpression: String { written ?? (isQuoted ? CommandText.quoted(text) : text) }

    /// The text without a comma that separates it from the next value.
    var value: String { endsWithComma ? String(text.unicodeScalars.dropLast()) : text }
}
