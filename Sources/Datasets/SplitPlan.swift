/// How samples are to be parted, before there are any.
public struct SplitPlan: Codable, Hashable, Sendable {
    /// What fitness is measured on.
    public enum Validation: Codable, Hashable, Sendable {
        /// A share of the samples that are not in the official test part.
        case fraction(Share)
        /// The official test part; then there is no test.
        case officialTest

        private enum CodingKeys: String, CodingKey { case fraction, officialTest }
    }

    /// What only the winner is measured on.
    public enum Test: Codable, Hashable, Sendable {
        /// The official test part where there is one, else 15%.
        case usual
        /// A share of the samples that are not in the official test part, which then is left out.
        case fraction(Share)

        private enum CodingKeys: String, CodingKey { case usual, fraction }
    }

    /// What fitness is measured on.
    public let validation: Validation
    /// What only the winner is measured on.
    public let test: Test
    /// The most samples to use, parts and classes in proportion; nil for all.
    public let limit: Int?
    /// The seed of the draw.
    public let seed: UInt64

    private enum CodingKeys: String, CodingKey { case validation, test, limit, seed }

    /// A plan; what is nil is the default: 15% for validation, and the official test part or 15% for the test.
    ///
    /// - Throws: `DatasetError.contradiction` for a test share beside the official test part as validation; `.share`
    ///   where the two shares leave nothing to train on.
    public init(
        validation: Validation? = nil, test: Test? = nil, limit: Int? = nil, seed: UInt64 = 1
    ) throws(DatasetError) {
        self.validation = validation ?? .fraction(.usual)
        self.test = test ?? .usual
        self.limit = limit
        self.seed = seed
        if case .officialTest = self.validation, case .fraction = self.test { throw .contradiction }
        if case .fraction(let one) = self.validation, case .fraction(let other) = self.test,
            one.value + other.value >= 1
        {
            throw .share(one.value + other.value)
        }
    }
}
