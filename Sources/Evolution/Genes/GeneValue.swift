/// A value that a gene can take: a word, a whole number or a real number. A list keeps the kind of each of its values.
public enum GeneValue: Codable, Hashable, Sendable {
    /// A word, such as `adam`.
    case text(String)
    /// A whole number, written without a point.
    case integer(Int)
    /// A real number, written with a point or an exponent.
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

    /// Whether both stand for the same thing: equal words, or equal numbers of either kind.
    func isSame(as other: GeneValue) -> Bool {
        if self == other { return true }
        guard let number, let theirs = other.number else { return false }
        return number == theirs
    }
}

extension GeneValue: CustomStringConvertible {
    /// The value as it is typed in the language: `adam`, `16`, `0.1`.
    public var description: String {
        switch self {
        case .text(let word): word
        case .integer(let value): String(value)
        case .real(let value): String(value)
        }
    }
}
