import Randomness

/// Which samples train, which choose the winner, and which are kept for the end: three lists of rows without a common
/// member.
public struct Split: Codable, Hashable, Sendable {
    /// The rows that networks are trained on, in ascending order.
    public let training: [Int32]
    /// The rows that fitness is measured on, in ascending order.
    public let validation: [Int32]
    /// The rows that only `train fittest` reads; empty where the official test part was made the validation part.
    public let test: [Int32]

    /// Three lists as they are given.
    public init(training: [Int32], validation: [Int32], test: [Int32]) {
        self.training = training
        self.validation = validation
        self.test = test
    }

    /// Parts a dataset by a plan: each class in the same proportion (stratified), drawn by the plan's seed alone. O(n).
    ///
    /// - Throws: `DatasetError.noOfficialTest`, `.tooFewSamples` where a part would be empty.
    public init(_ dataset: Dataset, plan: SplitPlan) throws(DatasetError) {
        var generator = Generator(seed: plan.seed, stream: Self.stream)
        let official = dataset.officialTest ?? dataset.count..<dataset.count
        var own = Strata(rows: 0..<official.lowerBound, of: dataset, &generator)
        var kept = Strata(rows: official, of: dataset, &generator)
        if let limit = plan.limit, limit < dataset.count {
            let share = Double(limit) / Double(dataset.count)
            own = Strata(groups: own.take(Int((share * Double(own.count)).rounded())).taken)
            kept = Strata(groups: kept.take(limit - own.count).taken)
        }
        let total = own.count
        let validation: Strata
        let test: Strata
        switch (plan.validation, plan.test) {
        case (.officialTest, _):
            guard dataset.officialTest != nil else { throw .noOfficialTest(name: dataset.name) }
            (validation, test) = (kept, Strata(groups: []))
        case (.fraction(let share), .usual) where dataset.officialTest != nil:
            (validation, test) = (own.remove(share, of: total), kept)
        case (.fraction(let share), .usual):
            test = own.remove(.usual, of: total)
            validation = own.remove(share, of: total)
        case (.fraction(let share), .fraction(let testShare)):
            test = own.remove(testShare, of: total)
            validation = own.remove(share, of: total)
        }
        training = own.sorted
        self.validation = validation.sorted
        self.test = test.sorted
        let needsTest = if case .officialTest = plan.validation { false } else { true }
        guard !training.isEmpty, !self.validation.isEmpty, !needsTest || !self.test.isEmpty else {
            throw .tooFewSamples(name: dataset.name, needed: 10, found: own.count + validation.count + test.count)
        }
    }

    /// Draws for splits share nothing with other draws of the same seed.
    private static let stream: UInt64 = 0x5B11
}
