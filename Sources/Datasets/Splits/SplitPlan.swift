/// A plan for splitting samples, made before they are loaded.
public struct SplitPlan: Codable, Hashable, Sendable {
    /// The source of the validation set.
    public enum Validation: Codable, Hashable, Sendable {
        /// A fraction of the samples that are not in the official test set.
        case fraction(SplitFraction)
        /// The official test set; there is no test set then.
        case officialTest

        private enum CodingKeys: String, CodingKey { case fraction, officialTest }
    }

    /// The source of the test set, on which only the winner is evaluated.
    public enum TestSet: Codable, Hashable, Sendable {
        /// The official test set if there is one, otherwise 15% of the samples.
        case usual
        /// A fraction of the samples that are not in the official test set, which is then not used.
        case fraction(SplitFraction)

        private enum CodingKeys: String, CodingKey { case usual, fraction }
    }

    /// The source of the validation set, on which fitness is measured.
    public let validation: Validation
    /// The source of the test set, on which only the winner is evaluated.
    public let test: TestSet
    /// The maximum number of samples to use, with sets and classes in proportion; nil for all samples.
    public let limit: Int?
    /// The seed of the draw.
    public let seed: UInt64

    private enum CodingKeys: String, CodingKey { case validation, test, limit, seed }

    /// Creates a plan. Nil means the default: 15% for validation, and the official test set or 15% for the test.
    ///
    /// - Throws: `DatasetError.contradiction` for a test fraction while the official test set is used for validation;
    ///   `.fraction` if the two fractions leave nothing to train on.
    public init(
        validation: Validation? = nil, test: TestSet? = nil, limit: Int? = nil, seed: UInt64 = 1
    ) throws(DatasetError) {
        self.validation = validation ?? .fraction(.usual)
        self.test = test ?? .usual
        self.limit = limit
        self.seed = seed
        if case .officialTest = self.validation, case .fraction = self.test { throw .contradiction }
        if case .fraction(let one) = self.validation, case .fraction(let other) = self.test,
            one.value + other.value >= 1
        {
            throw .fraction(one.value + other.value)
        }
    }

    /// Decodes a plan.
    ///
    /// - Throws: `DecodingError` if a part is missing, or for a limit below 1; the errors of a new plan.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let limit = try container.decodeIfPresent(Int.self, forKey: .limit)
        guard limit ?? 1 > 0 else {
            throw DecodingError.dataCorruptedError(
                forKey: .limit, in: container, debugDescription: "expected 1 or more samples")
        }
        try self.init(
            validation: container.decode(Validation.self, forKey: .validation),
            test: container.decode(TestSet.self, forKey: .test), limit: limit,
            seed: container.decode(UInt64.self, forKey: .seed))
    }
}
