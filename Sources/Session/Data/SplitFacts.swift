import Datasets
import Reports
import SessionState

/// Facts and warnings about a split by columns.
struct SplitFacts {
    private let loaded: LoadedExamples
    private let columns: SplitColumns

    /// Creates the facts; nil for a split at random by class.
    init?(_ loaded: LoadedExamples) {
        guard let columns = loaded.examples.dataset.splitting else { return nil }
        self.loaded = loaded
        self.columns = columns
    }

    private var split: Split { loaded.examples.split }
    private var folds: [Split] { loaded.folds.map(\.split) }

    /// The columns and the range of each set.
    ///
    /// - Complexity: O(rows × folds)
    var report: SplitReport {
        var parts: [(String, [Int32])] = []
        if folds.isEmpty {
            parts = [("training", split.training), ("validation", split.validation)]
        } else {
            for (number, fold) in folds.enumerated() {
                if columns.times != nil { parts.append(("fold \(number + 1) training", fold.training)) }
                parts.append(("fold \(number + 1)" + (columns.times == nil ? "" : " validation"), fold.validation))
            }
        }
        if !split.test.isEmpty { parts.append(("test", split.test)) }
        return SplitReport(
            group: columns.groups?.name, time: columns.times?.name, stratify: columns.stratified?.name,
            parts: parts.map { name, rows in
                let range = times(of: rows)
                return .init(
                    name: name, rows: rows.count, groups: columns.groups.map { groups($0, of: rows) },
                    from: range?.first, to: range?.last)
            })
    }

    private func groups(_ groups: SplitColumns.Groups, of rows: [Int32]) -> Int {
        Set(rows.lazy.map { groups.ids[Int($0)] }).count
    }

    private func times(of rows: [Int32]) -> (first: String, last: String)? {
        guard let times = columns.times else { return nil }
        let values = rows.lazy.map { times.values[Int($0)] }
        guard let first = values.min(), let last = values.max() else { return nil }
        return (times.text(of: first), times.text(of: last))
    }

    // MARK: - Warnings

    /// Warnings about sets of other sizes than wanted, and about classes that a set lacks.
    ///
    /// - Complexity: O(rows)
    var warnings: [String] {
        guard columns.groups != nil || columns.times != nil else { return [] }
        return [singleRows, sizes, foldSizes, untrained].compactMap { $0 }
    }

    private var used: [Int32] { split.training + split.validation + split.test }

    private var largestGroup: (name: String, rows: Int)? {
        guard let groups = columns.groups else { return nil }
        var counts = [Int](repeating: 0, count: groups.names.count)
        for row in used { counts[Int(groups.ids[Int(row)])] += 1 }
        return counts.indices.max { (counts[$0], $1) < (counts[$1], $0) }.map { (groups.names[$0], counts[$0]) }
    }

    private var singleRows: String? {
        guard let groups = columns.groups, groups.names.count == groups.ids.count else { return nil }
        return "each row is a group of its own, so \"\(groups.name)\" keeps no rows together; use another column"
    }

    /// A warning about a validation or test set that is far from the wanted size.
    private var sizes: String? {
        let total = Double(used.count)
        guard case .fraction(let validation) = loaded.choice.plan.validation else { return nil }
        let test = if case .fraction(let fraction) = loaded.choice.plan.test { fraction } else { SplitFraction.usual }
        var parts = [("test", split.test.count, test.value * total)]
        if folds.isEmpty { parts.insert(("validation", split.validation.count, validation.value * total), at: 0) }
        let off = parts.filter { abs(Double($0.1) - $0.2) > max(1, $0.2 / 4) }
        guard !off.isEmpty else { return nil }
        let sets = off.map { name, rows, wanted in
            "the \(name) set has \(Numbers.counted(rows, "row")) instead of about \(Int(wanted.rounded()))"
        }.joined(separator: " and ")
        return "\(sets), because \(reason)"
    }

    private var reason: String {
        if let groups = columns.groups {
            let largest = largestGroup.map { "; the largest, \"\($0.name)\", has \(Numbers.counted($0.rows, "row"))" }
            return "groups of \"\(groups.name)\" are not divided\(largest ?? "")"
        }
        return "rows with the same \"\(columns.times?.name ?? "")\" stay together"
    }

    private var foldSizes: String? {
        let counts = folds.map(\.validation.count)
        guard let least = counts.min(), let greatest = counts.max(), greatest > 2 * least else { return nil }
        return "the folds have \(least) to \(Numbers.counted(greatest, "row")), because \(reason); "
            + "use fewer folds or `validation 20%`"
    }

    /// A warning about classes that a network cannot learn, as its training set has none of them.
    private var untrained: String? {
        guard case .classes(let labels, let names) = loaded.examples.dataset.targets else { return nil }
        let present = Set(used.map { labels[Int($0)] })
        let trained = (folds.isEmpty ? [split] : folds).map { split in Set(split.training.map { labels[Int($0)] }) }
        let missing = present.filter { label in trained.contains { !$0.contains(label) } }.sorted()
        guard !missing.isEmpty else { return nil }
        let list =
            missing.prefix(5).map { "\"\(names[Int($0)])\"" }.joined(separator: ", ")
            + (missing.count > 5 ? " and \(missing.count - 5) more" : "")
        let (what, verb, them) = missing.count == 1 ? ("the class", "has", "it") : ("the classes", "have", "them")
        let place = folds.isEmpty ? "in the training set" : "in the training rows of some folds"
        return "\(what) \(list) \(verb) no row \(place), so networks cannot learn \(them); "
            + (columns.times == nil ? "use fewer folds or more groups" : "use fewer folds or more rows of early times")
    }
}
