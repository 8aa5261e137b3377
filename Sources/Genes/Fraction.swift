/// A fraction from 0 to 1, checked once.
public struct Fraction: Hashable, Sendable {
    /// The fraction, 0 to 1.
    public let value: Double

    /// Creates a fraction; nil outside 0 to 1.
    public init?(_ value: Double) {
        guard value >= 0, value <= 1 else { return nil }
        self.value = value
    }

    private init(known value: Double) { self.value = value }

    package static let none = Fraction(known: 0)
    package static let all = Fraction(known: 1)
    package static let twentieth = Fraction(known: 0.05)
    package static let fifth = Fraction(known: 0.2)
    package static let half = Fraction(known: 0.5)
    package static let threeFifths = Fraction(known: 0.6)
    package static let fourFifths = Fraction(known: 0.8)
    package static let nineTenths = Fraction(known: 0.9)

    /// Returns this fraction of a count, rounded up.
    package func of(_ count: Int) -> Int {
        // 0.07 of 100 is 7, though the product lies slightly above it.
        Int((value * Double(count) - 1e-9).rounded(.up))
    }
}

extension Fraction: Codable {
    /// Decodes a number from 0 to 1.
    ///
    /// - Throws: `DecodingError` if it is no number or out of range.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let number = try container.decode(Double.self)
        guard let fraction = Fraction(number) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(number) is not a fraction from 0 to 1")
        }
        self = fraction
    }

    /// Encodes the number alone.
    ///
    /// - Throws: The error of the encoder.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
