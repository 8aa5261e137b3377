import Datasets

/// Classes with too few rows for a split: what scores cannot say of them.
struct SmallClasses {
    private let names: [String]
    /// The rows of each class that networks are trained on or validated with.
    private let counts: [Int]
    /// The rows of each class in each validation part: one, or one a fold.
    private let validation: [[Int]]

    /// Counts the rows of each class; nil for numbers. O(rows).
    ///
    /// - Parameter folds: the examples of each fold; empty for one validation part.
    init?(_ examples: Examples, folds: [Examples]) {
        guard case .classes(let labels, let names) = examples.dataset.targets else { return nil }
        func counts(_ rows: [Int32]) -> [Int] {
            rows.reduce(into: [Int](repeating: 0, count: names.count)) { $0[Int(labels[Int($1)])] += 1 }
        }
        self.names = names
        self.counts = counts(examples.split.training + examples.split.validation)
        validation = (folds.isEmpty ? [examples] : folds).map { counts($0.split.validation) }
    }

    /// One warning for all of them; nil where each class has rows enough.
    var warning: String? {
        let parts = validation.count
        let small = names.indices.filter { name in validation.contains { $0[name] == 0 } }
        guard !small.isEmpty else { return nil }
        let shown = small.prefix(5).map { "\"\(names[$0])\" (\(Numbers.counted(counts[$0], "row")))" }
        let list = shown.joined(separator: ", ") + (small.count > 5 ? " and \(small.count - 5) more" : "")
        let classes = small.count == 1 ? "the class" : "the classes"
        return parts == 1
            ? "\(classes) \(list) \(small.count == 1 ? "has" : "have") no row in the validation part: scores do not measure "
                + "\(small.count == 1 ? "it" : "them"); more rows, or `validation 30%`, help"
            : "\(classes) \(list) \(small.count == 1 ? "has" : "have") fewer rows than there are folds, \(parts): some folds do "
                + "not measure \(small.count == 1 ? "it" : "them"); more rows, or `folds \(max(2, least(small)))`, help"
    }

    /// The rows of the smallest of some classes, as a number of folds in which each has a row.
    private func least(_ small: [Int]) -> Int { small.map { counts[$0] }.min() ?? 2 }
}
