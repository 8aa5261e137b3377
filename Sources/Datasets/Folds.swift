import Randomness

/// Cross-validation: all samples but the test part in a few folds, each of which judges once what the others trained
/// (Stone, "Cross-validatory choice and assessment of statistical predictions", 1974). For small data, where one
/// validation part alone would choose by luck.
public struct Folds: Codable, Hashable, Sendable {
    /// One split a fold: the fold is its validation part, the other folds its training part; all have the same test part.
    public let splits: [Split]

    /// Parts a dataset by a plan: the test part is the plan's own, and what the plan would train on or validate with is
    /// dealt into folds. Folds differ in size by one sample at the most, and so do their shares of each class. Drawn by the
    /// plan's seed alone. O(n).
    ///
    /// - Throws: `DatasetError.folds` for fewer than two folds or more than samples; `.foldsBesideOfficialTest` where the plan
    ///   validates on the official test part; what `Split` throws.
    public init(_ dataset: Dataset, plan: SplitPlan, count: Int) throws(DatasetError) {
        if case .officialTest = plan.validation { throw .foldsBesideOfficialTest }
        let whole = try Split(dataset, plan: plan)
        let rows = (whole.training + whole.validation).sorted()
        guard count >= 2, count <= rows.count else { throw .folds(found: count, most: rows.count) }
        var generator = Generator(seed: plan.seed, stream: Self.stream)
        let strata = Strata(rows: rows.lazy.map { Int($0) }, of: dataset, &generator)
        var folds = [[Int32]](repeating: [], count: count)
        // Dealt like cards, class after class.
        for (place, row) in strata.groups.joined().enumerated() { folds[place % count].append(row) }
        splits = folds.indices.map { fold in
            let others = folds.indices.filter { $0 != fold }
            return Split(
                training: others.flatMap { folds[$0] }.sorted(), validation: folds[fold].sorted(), test: whole.test)
        }
    }

    /// The folds of a dataset unless the user says otherwise: 5 below 1,000 samples, else none.
    public static func usual(for dataset: Dataset) -> Int? { dataset.count < 1000 ? 5 : nil }

    /// Draws for folds share nothing with other draws of the same seed.
    private static let stream: UInt64 = 0xF01D
}
