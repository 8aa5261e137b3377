import Arithmetic
import Notation

/// A value of a gene: a word, an integer, a real number or an order of such values. A list keeps the kind of each of its
/// values.
public enum GeneValue: Codable, Hashable, Sendable {
    /// A word, such as `adam`.
    case text(String)
    /// An integer, written without a decimal point.
    case integer(Int)
    /// A real number, written with a decimal point or an exponent.
    case real(Double)
    /// The items of an order, the first one first.
    case items([GeneValue])

    private enum CodingKeys: String, CodingKey { case text, integer, real, items }

    /// The value as a number; nil for words and orders.
    public var number: Double? {
        switch self {
        case .text, .items: nil
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
    /// The value as it is shown: `adam`, `16`, `0.1`.
    public var description: String {
        switch self {
        case .text(let word): word
        case .integer(let value): String(value)
        case .real(let value): String(value)
        case .items(let items): items.map(\.description).joined(separator: ",")
        }
    }
}

extension GeneValue {
    /// The value as it is typed among the values of a gene: `adam`, `'a b'`, `16`.
    public var typed: String {
        switch self {
        case .text(let word): CommandText.value(word)
        case .items: CommandText.quoted(description)
        case .integer, .real: description
        }
    }

    /// The value as it is typed in a condition.
    var operand: String {
        guard case .text(let word) = self else { return description }
        return CommandText.operand(word)
    }
}
