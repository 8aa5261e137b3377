import Arithmetic

/// A value of a gene: a word, an integer or a real number. A list keeps the kind of each of its values.
public enum GeneValue: Codable, Hashable, Sendable {
    /// A word, such as `adam`.
    case text(String)
    /// An integer, written without a decimal point.
    case integer(Int)
    /// A real number, written with a decimal point or an exponent.
    case real(Double)

    private enum CodingKeys: String, CodingKey { case text, integer, real }

    /// The value as a number; nil for words.
    public var number: Double? {
        switch self {
        case .text: nil
        case .integer(let value): Double(value)
        case .real(let value): value
        }
    }

    /// The number that the value denotes: that of a number, and of a word that is spelled as one, such as '16'; nil for
    /// other words. Comparisons use it, so that 1, 1.0 and '1' are one value.
    var comparedNumber: Double? {
        if case .text(let word) = self { Double(written: word) } else { number }
    }

    /// Returns true if both denote the same value: equal words, or equal numbers of any kind.
    func isSame(as other: GeneValue) -> Bool {
        if self == other { return true }
        guard let number = comparedNumber, let theirs = other.comparedNumber else { return false }
        return number == theirs
    }
}

extension GeneValue: CustomStringConvertible {
    /// The value as it is typed in the command language: `adam`, `16`, `0.1`.
    public var description: String {
        switch self {
        case .text(let word): word
        case .integer(let value): String(value)
        case .real(let value): String(value)
        }
    }

    /// The value in quotes if a list would otherwise be read with another value: `'b c'`, `'1'`.
    var quotedIfInList: String {
        guard case .text(let word) = self else { return description }
        let isPlain =
            Double(written: word) == nil && !word.isEmpty && !word.contains("..")
            && !word.contains { $0.isWhitespace || ",;'\"$#\\".contains($0) }
        return isPlain ? word : quotedIfNeeded
    }

    /// The value in quotes if an expression would otherwise read something else: `'b c'`, `'b-c'`.
    package var quotedIfNeeded: String {
        guard case .text(let word) = self else { return description }
        let isPlain =
            word.first.map { $0.isLetter || $0 == "_" } == true
            && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        if isPlain { return word }
        guard word.contains("'") else { return "'\(word)'" }
        let escaped = word.map { "\\\"$".contains($0) ? "\\\($0)" : String($0) }
        return "\"\(escaped.joined())\""
    }
}
