/// A share of the samples, above 0 and below 1, checked once.
public struct Share: Codable, Hashable, Sendable {
    /// Above 0 and below 1.
    public let value: Double

    private enum CodingKeys: String, CodingKey { case value }

    /// - Throws: `DatasetError.share` for 0, 1 and what lies outside.
    public init(_ value: Double) throws(DatasetError) {
        guard value > 0, value < 1 else { throw .share(value) }
        self.value = value
    }

    private init(known value: Double) { self.value = value }

    /// What is kept for validation and for the test unless the user says otherwise.
    public static let usual = Share(known: 0.15)
}
