import Randomness

/// Rows grouped by class, each group in a random order.
struct Strata {
    private(set) var groups: [[Int32]]

    init(groups: [[Int32]]) { self.groups = groups }

    /// Collects rows by class, or by the value of another column.
    ///
    /// - Parameter isDealt: True if rows are dealt one by one, false if they are taken from the front. With another
    ///   column, the order within its values keeps the shares of classes either way.
    init(
        rows: some Sequence<Int>, of dataset: Dataset, isDealt: Bool = false, _ generator: inout Generator
    ) {
        if let values = dataset.splitting?.stratified {
            groups = Self.groups(rows, of: dataset, by: values, isDealt: isDealt, &generator)
            return
        }
        switch dataset.targets {
        case .classes(let labels, let names):
            groups = [[Int32]](repeating: [], count: names.count)
            for row in rows { groups[Int(labels[row])].append(Int32(row)) }
        case .values:
            groups = [rows.map { Int32($0) }]
        }
        for index in groups.indices { generator.shuffle(&groups[index]) }
    }

    private static func groups(
        _ rows: some Sequence<Int>, of dataset: Dataset, by values: SplitColumns.Values, isDealt: Bool,
        _ generator: inout Generator
    ) -> [[Int32]] {
        var groups = [[Int32]](repeating: [], count: values.count)
        for row in rows { groups[Int(values.ids[row])].append(Int32(row)) }
        for index in groups.indices { generator.shuffle(&groups[index]) }
        guard case .classes(let labels, let names) = dataset.targets else { return groups }
        for index in groups.indices {
            var members = [[Int32]](repeating: [], count: names.count)
            for row in groups[index] { members[Int(labels[Int(row)])].append(row) }
            guard !isDealt else {
                groups[index] = members.flatMap { $0 }
                continue
            }
            // Evenly spaced, so that the first rows have about the shares of all.
            let spaced = members.flatMap { rows in
                rows.enumerated().map { (position: (Double($0.offset) + 0.5) / Double(rows.count), row: $0.element) }
            }
            groups[index] = spaced.sorted { ($0.position, $0.row) < ($1.position, $1.row) }.map(\.row)
        }
        return groups
    }

    var count: Int { groups.reduce(0) { $0 + $1.count } }

    var sorted: [Int32] { groups.flatMap { $0 }.sorted() }

    /// Takes rows from each group in proportion to its size, by the largest remainder method.
    func take(_ wanted: Int) -> (taken: [[Int32]], left: [[Int32]]) {
        let total = count
        guard total > 0 else { return (groups, groups) }
        let quotas = groups.map { Double($0.count) * Double(wanted) / Double(total) }
        var counts = quotas.map { Int($0) }
        let byRemainder = groups.indices.sorted {
            (quotas[$0] - Double(counts[$0]), -$0) > (quotas[$1] - Double(counts[$1]), -$1)
        }
        for index in byRemainder.prefix(max(0, wanted - counts.reduce(0, +))) { counts[index] += 1 }
        let pairs = zip(groups, counts)
        return (pairs.map { Array($0.prefix($1)) }, pairs.map { Array($0.dropFirst($1)) })
    }

    mutating func remove(_ fraction: SplitFraction, of total: Int) -> Strata {
        let (taken, left) = take(Int((fraction.value * Double(total)).rounded()))
        groups = left
        return Strata(groups: taken)
    }
}
