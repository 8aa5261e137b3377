import Randomness

/// Rows in groups that stay together.
struct GroupedRows {
    /// A group: its rows and the number of them in each stratum.
    struct Group {
        let rows: [Int32]
        /// The strata that occur, each with its number of rows.
        let strata: [(id: Int, count: Int)]

        var count: Int { rows.count }
    }

    /// The number of draws among which the one with the best shares is chosen.
    private static let draws = 32

    private(set) var groups: [Group]
    private let strata: Int

    /// Collects the rows of a dataset by group; only those that `isUsed` accepts.
    ///
    /// - Complexity: O(n)
    init(_ columns: SplitColumns.Groups, of dataset: Dataset, rows: some Sequence<Int32>) {
        let (ids, strata) = dataset.strata()
        var members: [Int32: [Int32]] = [:]
        for row in rows { members[columns.ids[Int(row)], default: []].append(row) }
        self.strata = strata
        groups = members.sorted { $0.key < $1.key }.map { _, rows in
            let counts = rows.reduce(into: [Int: Int]()) { $0[Int(ids[Int($1)]), default: 0] += 1 }
            return Group(rows: rows, strata: counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
    }

    private init(groups: [Group], strata: Int) {
        self.groups = groups
        self.strata = strata
    }

    var count: Int { groups.reduce(0) { $0 + $1.count } }

    var sorted: [Int32] { groups.flatMap(\.rows).sorted() }

    private var strataCounts: [Double] {
        groups.reduce(into: [Double](repeating: 0, count: strata)) { counts, group in
            for (id, count) in group.strata { counts[id] += Double(count) }
        }
    }

    /// Removes whole groups with about the wanted number of rows, and returns them.
    ///
    /// Of several random choices, the one whose shares of strata are the nearest to those of all groups is taken. At
    /// least one group is removed, and `left` groups stay.
    ///
    /// - Complexity: O(groups)
    mutating func remove(_ wanted: Int, leaving left: Int, _ generator: inout Generator) -> GroupedRows {
        let totals = strataCounts
        let share = Double(wanted) / Double(max(1, count))
        var best: (chosen: [Int], loss: Double)?
        for _ in 0..<Self.draws {
            let chosen = draw(wanted, atMost: groups.count - left, &generator)
            var counts = [Double](repeating: 0, count: strata)
            for index in chosen { for (id, count) in groups[index].strata { counts[id] += Double(count) } }
            let size = counts.reduce(0, +)
            let loss = zip(counts, totals).reduce(abs(size - Double(wanted))) { $0 + abs($1.0 - $1.1 * share) }
            if best.map({ loss < $0.loss }) ?? true { best = (chosen, loss) }
        }
        let chosen = Set(best?.chosen ?? [])
        let removed = groups.indices.filter(chosen.contains).map { groups[$0] }
        groups = groups.indices.filter { !chosen.contains($0) }.map { groups[$0] }
        return GroupedRows(groups: removed, strata: strata)
    }

    /// Returns random groups: those that fit one after another, and one more if that comes nearer to the wanted number.
    private func draw(_ wanted: Int, atMost limit: Int, _ generator: inout Generator) -> [Int] {
        var order = Array(groups.indices)
        generator.shuffle(&order)
        var (chosen, sum) = ([Int](), 0)
        var others: [Int] = []
        for index in order {
            if chosen.count < limit, sum + groups[index].count <= wanted {
                chosen.append(index)
                sum += groups[index].count
            } else {
                others.append(index)
            }
        }
        func distance(_ index: Int) -> Int { abs(sum + groups[index].count - wanted) }
        guard chosen.count < limit, let next = others.min(by: { distance($0) < distance($1) }) else { return chosen }
        if chosen.isEmpty || distance(next) < abs(sum - wanted) { chosen.append(next) }
        return chosen
    }

    /// Deals the groups into folds, the largest ones first. The sizes of folds differ by the size of the largest group
    /// at most; among the folds that keep to that, a group goes to the one that has the least of its strata. With one
    /// stratum, this is the rule of scikit-learn's `GroupKFold`: the smallest fold gets the next group.
    ///
    /// - Complexity: O(groups × folds × strata of a group)
    func dealt(into count: Int, _ generator: inout Generator) -> [[Int32]] {
        var order = groups
        generator.shuffle(&order)
        // Stable, so that groups of the same size stay in random order.
        order = order.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map(\.element)
        let largest = order.first?.count ?? 0
        let totals = strataCounts
        let rows = Double(self.count)
        var folds = [[Int32]](repeating: [], count: count)
        var counts = [[Double]](repeating: [Double](repeating: 0, count: strata), count: count)
        for (index, group) in order.enumerated() {
            let least = folds.lazy.map(\.count).min() ?? 0
            let empty = folds.count(where: \.isEmpty)
            let fills = order.count - index <= empty
            func cost(_ fold: Int) -> Double {
                let size = Double(folds[fold].count) / rows
                guard strata > 1 else { return size }
                return group.strata.reduce(size * Double(group.count) / rows) { sum, entry in
                    sum + counts[fold][entry.id] * Double(entry.count) / (totals[entry.id] * totals[entry.id])
                }
            }
            let allowed = folds.indices.filter { fold in
                fills ? folds[fold].isEmpty : folds[fold].count + group.count - least <= largest
            }
            guard let fold = allowed.min(by: { (cost($0), folds[$0].count) < (cost($1), folds[$1].count) }) else {
                continue
            }
            folds[fold] += group.rows
            for (id, count) in group.strata { counts[fold][id] += Double(count) }
        }
        return folds
    }
}
