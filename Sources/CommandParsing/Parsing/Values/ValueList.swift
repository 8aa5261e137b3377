/// The values of a gene as they were written, before they are checked.
public enum ValueList: Hashable, Codable, Sendable {
    /// `a, b, c`
    case list([Literal])
    /// `1..10`, `1..<10`, `0..0.5 by 0.1`, `1e-4..1e-1 log`
    case range(lower: Literal, upper: Literal, isUpperIncluded: Bool, step: Literal?, isLogarithmic: Bool)
}

/// A value as it was written; a number without a decimal point or exponent is an integer.
public enum Literal: Hashable, Codable, Sendable, CustomStringConvertible {
    case integer(Int)
    case real(Double)
    case text(String)

    /// Parses a word; anything that is not a number is a text.
    public init(_ word: String) {
        if let whole = Int(word), word.first != "+" {
            self = .integer(whole)
        } else if let number = Double(word), number.isFinite, word.contains(where: \.isNumber),
            !word.lowercased().hasPrefix("0x")
        {
            self = .real(number)
        } else {
            self = .text(word)
        }
    }

    /// The value as it is typed.
    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .text(let value): value
        }
    }

    /// The numeric value, if it is a number.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        case .text: nil
        }
    }
}
