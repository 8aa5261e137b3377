import Randomness

/// Splits and folds of tables whose rows belong together or follow one another.
extension SplitColumns {
    /// True if rows are not split one by one.
    var keepsRowsTogether: Bool { groups != nil || times != nil }

    /// Returns the split of a dataset by groups or times.
    ///
    /// - Throws: `.officialTestBesideColumns` if the dataset has an official test set; `.tooFewGroups` or `.tooFewTimes` if a
    ///   set would be empty.
    func split(_ dataset: Dataset, plan: SplitPlan, _ generator: inout Generator) throws(DatasetError) -> Split {
        guard case .fraction(let validation) = plan.validation else { throw .noOfficialTest(name: dataset.name) }
        guard dataset.officialTest == nil else { throw .officialTestBesideColumns(name: dataset.name) }
        let test = if case .fraction(let fraction) = plan.test { fraction } else { SplitFraction.usual }
        func rows(_ fraction: SplitFraction, of count: Int) -> Int { Int((fraction.value * Double(count)).rounded()) }
        if let times {
            let all = TimedRows(times, latest: plan.limit)
            guard all.times >= 3 else {
                throw .tooFewTimes(column: times.name, needed: 3, found: all.times)
            }
            let (before, last) = all.divided(later: rows(test, of: all.count), leaving: 2)
            let (first, middle) = before.divided(later: rows(validation, of: all.count), leaving: 1)
            return Split(training: first.sorted, validation: middle.sorted, test: last.sorted)
        }
        guard let groups else { return Split(training: [], validation: [], test: []) }
        var all = GroupedRows(groups, of: dataset, rows: 0..<Int32(dataset.count))
        if let limit = plan.limit, limit < all.count {
            all = all.remove(limit, leaving: 0, &generator)
        }
        guard all.groups.count >= 3 else {
            throw .tooFewGroups(column: groups.name, needed: 3, found: all.groups.count)
        }
        let total = all.count
        let last = all.remove(rows(test, of: total), leaving: 2, &generator)
        let middle = all.remove(rows(validation, of: total), leaving: 1, &generator)
        return Split(training: all.sorted, validation: middle.sorted, test: last.sorted)
    }

    /// Returns folds by groups or times over the rows outside the test set.
    ///
    /// - Throws: `.tooFewGroups` or `.tooFewTimes` if there are fewer than needed for the number of folds.
    func folds(
        _ dataset: Dataset, outside test: [Int32], rows: [Int32], count: Int, _ generator: inout Generator
    ) throws(DatasetError) -> [Split] {
        if let times {
            let kept = TimedRows(times, rows: rows)
            guard kept.times > count else {
                throw .tooFewTimesForFolds(column: times.name, folds: count, found: kept.times)
            }
            return kept.rolling(count).map { Split(training: $0.training, validation: $0.validation, test: test) }
        }
        guard let groups else { return [] }
        let kept = GroupedRows(groups, of: dataset, rows: rows)
        guard kept.groups.count >= count else {
            throw .tooFewGroupsForFolds(column: groups.name, folds: count, found: kept.groups.count)
        }
        let folds = kept.dealt(into: count, &generator)
        return folds.indices.map { fold in
            let others = folds.indices.filter { $0 != fold }
            return Split(
                training: others.flatMap { folds[$0] }.sorted(), validation: folds[fold].sorted(), test: test)
        }
    }
}
