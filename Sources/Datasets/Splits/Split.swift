import Randomness

/// The division of a dataset into training, validation and test sets: three disjoint lists of rows.
public struct Split: Codable, Hashable, Sendable {
    /// The rows of the training set, in ascending order.
    public let training: [Int32]
    /// The rows of the validation set, on which fitness is measured, in ascending order.
    public let validation: [Int32]
    /// The rows of the test set, which only `train fittest` reads; empty if the official test set is used for
    /// validation.
    public let test: [Int32]

    /// Creates a split from three lists.
    public init(training: [Int32], validation: [Int32], test: [Int32]) {
        self.training = training
        self.validation = validation
        self.test = test
    }

    /// Splits a dataset by a plan, stratified by class or another column; by groups or times if the dataset has them. The
    /// draw depends on the plan's seed alone.
    ///
    /// - Throws: `DatasetError.noOfficialTest` if the plan needs an official test set and there is none;
    ///   `.tooFewSamples`, `.tooFewGroups` or `.tooFewTimes` if a set would be empty; `.officialTestBesideColumns` for
    ///   groups or times beside an official test set.
    /// - Complexity: O(n)
    public init(_ dataset: Dataset, plan: SplitPlan) throws(DatasetError) {
        var generator = Generator(seed: plan.seed, stream: Self.stream)
        if let columns = dataset.splitting, columns.keepsRowsTogether {
            self = try columns.split(dataset, plan: plan, &generator)
            return
        }
        let official = dataset.officialTest ?? dataset.count..<dataset.count
        var own = Strata(rows: 0..<official.lowerBound, of: dataset, &generator)
        var kept = Strata(rows: official, of: dataset, &generator)
        if let limit = plan.limit, limit < dataset.count {
            let fraction = Double(limit) / Double(dataset.count)
            own = Strata(groups: own.take(Int((fraction * Double(own.count)).rounded())).taken)
            kept = Strata(groups: kept.take(limit - own.count).taken)
        }
        let total = own.count
        let validation: Strata
        let test: Strata
        switch (plan.validation, plan.test) {
        case (.officialTest, _):
            guard dataset.officialTest != nil else { throw .noOfficialTest(name: dataset.name) }
            (validation, test) = (kept, Strata(groups: []))
        case (.fraction(let fraction), .usual) where dataset.officialTest != nil:
            (validation, test) = (own.remove(fraction, of: total), kept)
        case (.fraction(let fraction), .usual):
            test = own.remove(.usual, of: total)
            validation = own.remove(fraction, of: total)
        case (.fraction(let fraction), .fraction(let testFraction)):
            test = own.remove(testFraction, of: total)
            validation = own.remove(fraction, of: total)
        }
        training = own.sorted
        self.validation = validation.sorted
        self.test = test.sorted
        let needsTest = if case .officialTest = plan.validation { false } else { true }
        guard !training.isEmpty, !self.validation.isEmpty, !needsTest || !self.test.isEmpty else {
            throw .tooFewSamples(name: dataset.name, needed: 10, found: own.count + validation.count + test.count)
        }
    }

    /// The random stream of splits, independent of the other streams of the same seed.
    private static let stream: UInt64 = 0x5B11
}
