import Datasets
package import Reports

extension Session {
    package func dataReport(of loaded: LoadedExamples, notes: [String] = [], draws: Bool = false) -> DataReport {
        let dataset = loaded.examples.dataset
        let split = loaded.examples.split
        let shape: String
        let isImages: Bool
        switch dataset.layout {
        case .image(let height, let width, let channels): (shape, isImages) = ("\(height)×\(width)×\(channels)", true)
        case .table(let columns): (shape, isImages) = (Numbers.counted(columns.count, "column"), false)
        }
        let used = (split.training + split.validation + split.test).map { Int($0) }
        var classes: [String] = []
        var counts: [Int] = []
        if case .classes(let labels, let names) = dataset.targets {
            classes = names
            counts = [Int](repeating: 0, count: names.count)
            for row in used { counts[Int(labels[row])] += 1 }
        }
        let facts = SplitFacts(loaded)
        return DataReport(
            name: dataset.name, count: used.count, total: dataset.count, shape: shape, isImages: isImages,
            classes: classes, classCounts: counts, amounts: dataset.amounts(of: used), columns: loaded.columnNames,
            columnSummary: loaded.columnSummary, remarks: loaded.remarks,
            warnings: loaded.warnings + (facts?.warnings ?? []) + [DuplicateRows(loaded)?.warning].compactMap { $0 },
            training: split.training.count, validation: split.validation.count,
            folds: loaded.folds.isEmpty ? nil : loaded.folds.count, test: split.test.count,
            testReads: testReads(of: loaded.examples), digest: "\(dataset.digest)",
            pictures: draws ? loaded.examples.pictures(atMost: 10) : [], notes: notes, split: facts?.report)
    }
}

extension Dataset {
    /// Returns statistics of each numeric target over some rows; empty for classes.
    fileprivate func amounts(of rows: [Int]) -> [DataReport.Amount] {
        guard case .values(let values, let names) = targets else { return [] }
        return names.indices.map { index in
            let column = rows.lazy.map { Double(values[$0 * names.count + index]) }
            let mean = column.reduce(0, +) / Double(rows.count)
            let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(rows.count)
            return DataReport.Amount(
                name: names[index], least: column.min() ?? 0, greatest: column.max() ?? 0, mean: mean,
                deviation: variance.squareRoot())
        }
    }
}
