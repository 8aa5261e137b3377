import Datasets
import Reports

/// Classes with too few rows for a split, so that scores do not measure them.
struct SmallClasses {
    private let names: [String]
    /// The number of rows of each class in the training and validation sets together.
    private let counts: [Int]
    /// The number of rows of each class in each validation set: one set, or one per fold.
    private let validation: [[Int]]
    /// True if groups or times decide which rows a set has.
    private let keepsRowsTogether: Bool

    /// Counts the rows of each class; nil for regression.
    ///
    /// - Parameter folds: The examples of each fold; empty for a single validation set.
    /// - Complexity: O(rows).
    init?(_ examples: Examples, folds: [Examples]) {
        guard case .classes(let labels, let names) = examples.dataset.targets else { return nil }
        func counts(_ rows: [Int32]) -> [Int] {
            rows.reduce(into: [Int](repeating: 0, count: names.count)) { $0[Int(labels[Int($1)])] += 1 }
        }
        self.names = names
        keepsRowsTogether = examples.dataset.splitting.map { $0.groups != nil || $0.times != nil } ?? false
        self.counts = counts(examples.split.training + examples.split.validation)
        validation = (folds.isEmpty ? [examples] : folds).map { counts($0.split.validation) }
    }

    /// One warning for all of them; nil if every class has enough rows.
    var warning: String? {
        let parts = validation.count
        let small = names.indices.filter { name in validation.contains { $0[name] == 0 } }
        guard !small.isEmpty else { return nil }
        let shown = small.prefix(5).map { "\"\(names[$0])\" (\(Numbers.counted(counts[$0], "row")))" }
        let list = shown.joined(separator: ", ") + (small.count > 5 ? " and \(small.count - 5) more" : "")
        let classes = small.count == 1 ? "the class" : "the classes"
        if keepsRowsTogether, parts > 1 {
            return
                "\(classes) \(list) \(small.count == 1 ? "has" : "have") no row in the validation rows of some folds, so these "
                + "folds do not measure \(small.count == 1 ? "it" : "them"); use fewer folds or `validation 20%`"
        }
        return parts == 1
            ? "\(classes) \(list) \(small.count == 1 ? "has" : "have") no row in the validation set, so scores do not measure "
                + "\(small.count == 1 ? "it" : "them"); use more rows or `validation 30%`"
            : "\(classes) \(list) \(small.count == 1 ? "has" : "have") fewer rows outside the test set than there are folds "
                + "(\(parts)), so some folds do not measure \(small.count == 1 ? "it" : "them"); "
                + "use more rows or `folds \(max(2, least(small)))`"
    }

    /// Returns the number of rows of the smallest class, which is the number of folds with a row of each class.
    private func least(_ small: [Int]) -> Int { small.map { counts[$0] }.min() ?? 2 }
}
