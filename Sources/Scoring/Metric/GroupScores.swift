import Compute
import Datasets
import Randomness

/// The scores of a network without each of several groups of its validation rows, stored compactly: one byte for each
/// group.
///
/// The uncertainty of the difference of two networks on the same rows follows from them (delete-a-group jackknife;
/// Kott, "The delete-a-group jackknife", 2001), for any score, and for any expression of scores. The groups depend on the
/// number of rows alone, so that they are the same for all networks.
public struct GroupScores: Hashable, Sendable {
    /// By the name of a score: its value without each group, minus its value for all rows.
    public let changes: [String: [Double]]

    /// The greatest number of groups.
    public static let maximumGroups = 40
    private static let minimumGroups = 10
    /// The rows that are scored at most for all groups together, unless the fewest groups need more: groups of many rows
    /// vary little, and the scores must cost little beside a training.
    private static let maximumRowsScored = 60_000
    /// The random stream that deals rows into groups.
    private static let stream: UInt64 = 0x6772_6F75_7073
    private static let levels = 127.0

    /// Returns the number of groups of so many rows.
    private static func groupCount(rows: Int) -> Int {
        min(rows, maximumGroups, max(minimumGroups, maximumRowsScored / rows))
    }

    /// Returns the group of each row. Sizes differ by one at most.
    private static func groups(_ count: Int, rows: Int) -> [Int] {
        var groups = (0..<rows).map { $0 % count }
        var generator = Generator(seed: UInt64(rows), stream: stream)
        generator.shuffle(&groups)
        return groups
    }

    /// Computes the scores without each group; nil if there are too few or too many rows.
    ///
    /// - Parameter losses: The loss of each row.
    /// - Complexity: O(groups × metrics × n log n) for n outputs
    public init?(of rows: ScoredRows, metrics: [Metric], losses: [Float]) {
        guard rows.count >= Self.leastRows, rows.count <= RowOutcomes.maximumRows else { return nil }
        let count = Self.groupCount(rows: rows.count)
        var changes = Self.changes(of: rows, metrics.filter { !$0.definition.isQuantile }, in: count)
        // Groups of about √n rows or more are needed for quantiles, which change in steps.
        let few = min(count, Int(Double(rows.count).squareRoot()))
        changes.merge(Self.changes(of: rows, metrics.filter(\.definition.isQuantile), in: few)) { first, _ in first }
        if losses.count == rows.count { changes[Metric.loss.name] = Self.changes(ofMean: losses) }
        // What is read from the memory is the same as what is stored.
        guard !changes.isEmpty, let stored = GroupScores(bytes: Self.bytes(of: changes)[...]) else { return nil }
        self = stored
    }

    private static let leastRows = 10

    private static func changes(of rows: ScoredRows, _ metrics: [Metric], in count: Int) -> [String: [Double]] {
        let all = metrics.map { $0.value(of: rows) }
        let known = metrics.indices.filter { all[$0] != nil }
        guard !known.isEmpty else { return [:] }
        let groups = groups(count, rows: rows.count)
        let members = Dictionary(grouping: 0..<rows.count, by: { groups[$0] })
        let ordered = rows.reordered((0..<count).flatMap { members[$0] ?? [] })
        var changes = [[Double?]](repeating: [], count: metrics.count)
        var start = 0
        for group in 0..<count {
            let end = start + (members[group]?.count ?? 0)
            let rest = ordered.without(start..<end)
            start = end
            for index in known {
                let value = metrics[index].value(of: rest)
                changes[index].append(value.flatMap { value in all[index].map { value - $0 } })
            }
        }
        // A score that is undefined without some rows has no interval.
        return known.reduce(into: [:]) { result, index in
            let values = changes[index].compactMap(\.self)
            if values.count == count { result[metrics[index].name] = values }
        }
    }

    private static func changes(ofMean values: [Float]) -> [Double] {
        let count = groupCount(rows: values.count)
        var sums = [Double](repeating: 0, count: count)
        var sizes = [Double](repeating: 0, count: count)
        for (group, value) in zip(groups(count, rows: values.count), values) {
            sums[group] += Double(value)
            sizes[group] += 1
        }
        let (total, rows) = (sums.reduce(0, +), Double(values.count))
        return sums.indices.map { (total - sums[$0]) / (rows - sizes[$0]) - total / rows }
    }

    // MARK: - Bytes

    /// The stored bytes: for each score the length of its name, its name, the number of groups, the greatest change as a
    /// 32-bit number (little-endian), and each change as a fraction of it in 127 steps.
    public var bytes: [UInt8] { Self.bytes(of: changes) }

    private static func bytes(of changes: [String: [Double]]) -> [UInt8] {
        changes.sorted { $0.key < $1.key }.flatMap { name, values -> [UInt8] in
            let text = Array(name.utf8)
            let greatest = Float(values.reduce(0) { max($0, abs($1)) })
            guard text.count <= 255, values.count <= 255, greatest.isFinite else { return [] }
            let scale = greatest.bitPattern
            return [UInt8(text.count)] + text + [UInt8(values.count)]
                + (0..<4).map { UInt8(truncatingIfNeeded: scale >> (8 * UInt32($0))) }
                + values.map { value in
                    let level = greatest > 0 ? (value / Double(greatest) * levels).rounded() : 0
                    return UInt8(bitPattern: Int8(min(max(level, -levels), levels)))
                }
        }
    }

    /// Creates scores from stored bytes; nil for any other bytes.
    public init?(bytes: ArraySlice<UInt8>) {
        var changes: [String: [Double]] = [:]
        var rest = bytes
        while let length = rest.popFirst().map(Int.init) {
            guard rest.count > length + 5, let name = String(validating: rest.prefix(length), as: UTF8.self) else {
                return nil
            }
            rest = rest.dropFirst(length)
            let count = Int(rest[rest.startIndex])
            let scale = rest.dropFirst().prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
            rest = rest.dropFirst(5)
            let greatest = Float(bitPattern: scale)
            guard rest.count >= count, greatest.isFinite else { return nil }
            changes[name] = rest.prefix(count).map {
                Double(Int8(bitPattern: $0)) / Self.levels * Double(greatest)
            }
            rest = rest.dropFirst(count)
        }
        self.changes = changes
    }
}

extension ScoredRows {
    /// Returns the rows in another order.
    fileprivate func reordered(_ order: [Int]) -> ScoredRows {
        func columns(_ values: [Float]) -> [Float] { order.flatMap { values[$0 * width..<($0 + 1) * width] } }
        let ordered: Targets =
            switch targets {
            case .classes(let labels, let names): .classes(labels: order.map { labels[$0] }, names: names)
            case .values(let values, let names): .values(columns(values), names: names)
            }
        return ScoredRows(outputs: columns(outputs), targets: ordered)
    }

    /// Returns all rows but those of a range.
    fileprivate func without(_ range: Range<Int>) -> ScoredRows {
        func columns(_ values: [Float]) -> [Float] {
            Array(values[..<(range.lowerBound * width)]) + values[(range.upperBound * width)...]
        }
        let rest: Targets =
            switch targets {
            case .classes(let labels, let names):
                .classes(labels: Array(labels[..<range.lowerBound]) + labels[range.upperBound...], names: names)
            case .values(let values, let names): .values(columns(values), names: names)
            }
        return ScoredRows(outputs: columns(outputs), targets: rest)
    }
}
