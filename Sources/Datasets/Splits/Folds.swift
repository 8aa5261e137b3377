import Randomness

/// Cross-validation: all samples but the test set are divided into folds, each of which validates the training on the
/// others (Stone, "Cross-validatory choice and assessment of statistical predictions", 1974).
///
/// It is for small data: there the choice by a single validation set would depend on chance.
public struct Folds: Codable, Hashable, Sendable {
    /// One split per fold: the fold is its validation set, the other folds its training set; all share the same test
    /// set.
    public let splits: [Split]

    /// Divides a dataset by a plan: the test set is the plan's own, and its training and validation rows are dealt
    /// into folds. The sizes of folds differ by one sample at most, and so do their counts of each class. The draw
    /// depends on the plan's seed alone. Groups stay together; with times, folds roll forward.
    ///
    /// - Throws: `DatasetError.folds` for fewer than two folds or more folds than samples; `.foldsBesideOfficialTest`
    ///   if the plan validates on the official test set; `.tooFewGroupsForFolds` or `.tooFewTimesForFolds`; the errors of
    ///   `Split`.
    /// - Complexity: O(n)
    public init(_ dataset: Dataset, plan: SplitPlan, count: Int) throws(DatasetError) {
        if case .officialTest = plan.validation { throw .foldsBesideOfficialTest }
        let whole = try Split(dataset, plan: plan)
        let rows = (whole.training + whole.validation).sorted()
        guard count >= 2, count <= rows.count else { throw .folds(found: count, maximum: rows.count) }
        var generator = Generator(seed: plan.seed, stream: Self.stream)
        if let columns = dataset.splitting, columns.keepsRowsTogether {
            splits = try columns.folds(dataset, outside: whole.test, rows: rows, count: count, &generator)
            return
        }
        let strata = Strata(rows: rows.lazy.map { Int($0) }, of: dataset, isDealt: true, &generator)
        var folds = [[Int32]](repeating: [], count: count)
        // Dealt like cards, one class after another.
        for (index, row) in strata.groups.joined().enumerated() { folds[index % count].append(row) }
        splits = folds.indices.map { fold in
            let others = folds.indices.filter { $0 != fold }
            return Split(
                training: others.flatMap { folds[$0] }.sorted(), validation: folds[fold].sorted(), test: whole.test)
        }
    }

    /// Returns the default number of folds: 5 below 1,000 samples, otherwise nil.
    public static func usual(for dataset: Dataset) -> Int? { dataset.count < 1000 ? 5 : nil }

    /// The random stream of folds, independent of the other streams of the same seed.
    private static let stream: UInt64 = 0xF01D
}
