/// A fraction of the samples, above 0 and below 1.
public struct SplitFraction: Codable, Hashable, Sendable {
    /// The fraction, above 0 and below 1.
    public let value: Double

    private enum CodingKeys: String, CodingKey { case value }

    /// Creates a fraction.
    ///
    /// - Throws: `DatasetError.fraction` for 0, 1 and numbers outside of this range.
    public init(_ value: Double) throws(DatasetError) {
        guard value > 0, value < 1 else { throw .fraction(value) }
        self.value = value
    }

    /// Decodes a fraction.
    ///
    /// - Throws: `DecodingError` if it is no number; `DatasetError.fraction` if it is out of range.
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.container(keyedBy: CodingKeys.self).decode(Double.self, forKey: .value))
    }

    private init(known value: Double) { self.value = value }

    /// The default fraction for validation and for the test.
    public static let usual = SplitFraction(known: 0.15)
}
