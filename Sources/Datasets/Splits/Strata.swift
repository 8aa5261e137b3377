import Randomness

/// Rows grouped by class, each group in a random order.
struct Strata {
    private(set) var groups: [[Int32]]

    init(groups: [[Int32]]) { self.groups = groups }

    init(rows: some Sequence<Int>, of dataset: Dataset, _ generator: inout Generator) {
        switch dataset.targets {
        case .classes(let labels, let names):
            groups = [[Int32]](repeating: [], count: names.count)
            for row in rows { groups[Int(labels[row])].append(Int32(row)) }
        case .values:
            groups = [rows.map { Int32($0) }]
        }
        for index in groups.indices { generator.shuffle(&groups[index]) }
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
