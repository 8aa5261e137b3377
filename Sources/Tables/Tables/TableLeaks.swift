import Datasets
import DelimitedText
import Notation

/// Finds columns that reveal the label (target leaks).
struct TableLeaks {
    /// The minimum number of rows; fewer may fit by chance.
    private static let leastRows = 20
    /// The number of rows that are enough to exclude most columns.
    private static let sample = 2000

    let table: CSVTable
    let targets: Targets

    /// Returns a warning for each column that predicts the label perfectly.
    ///
    /// - Complexity: O(rows of the sample) for a column that does not
    func warnings(_ kept: [TableFeatures.Kept]) -> [String] {
        guard table.rows >= Self.leastRows else { return [] }
        let label = table.label.plan.name
        return kept.compactMap { entry in
            let column = table.features[entry.index]
            let sample = Array(stride(from: 0, to: table.rows, by: max(1, table.rows / Self.sample)))
            guard givesAway(column, sample), givesAway(column, Array(0..<table.rows)) else { return nil }
            return ReadingRemark.leak(column.plan.name, of: label)
        }
    }

    private func givesAway(_ column: CSVColumn, _ rows: [Int]) -> Bool {
        switch (column.plan.kind, targets) {
        case (.texts, _): return isFunction(rows.map { Double(column.codes[$0]) }, rows)
        case (.dates, _): return false
        case (_, .classes(let labels, _)): return separates(values(of: column, rows), rows.map { labels[$0] })
        case (_, .values(let numbers, _)):
            let inputs = values(of: column, rows)
            return isLine(inputs, rows.map { Double(numbers[$0]) }) || isFunction(inputs, rows)
        }
    }

    private func values(of column: CSVColumn, _ rows: [Int]) -> [Double] {
        column.doubles.isEmpty ? rows.map { Double(column.numbers[$0]) } : rows.map { column.doubles[$0] }
    }

    private func label(_ row: Int) -> Float {
        switch targets {
        case .classes(let labels, _): Float(labels[row])
        case .values(let numbers, _): numbers[row]
        }
    }

    /// Returns true if each value has one label, and values recur.
    private func isFunction(_ values: [Double], _ rows: [Int]) -> Bool {
        var labels: [Double: Float] = [:]
        for (value, row) in zip(values, rows) {
            guard !value.isNaN else { return false }
            let label = label(row)
            guard labels.updateValue(label, forKey: value).map({ $0 == label }) ?? true else { return false }
        }
        return labels.count * 2 <= rows.count && Set(labels.values).count > 1
    }

    /// Returns true if the values of each class form a separate range.
    private func separates(_ values: [Double], _ labels: [UInt16]) -> Bool {
        guard !values.contains(where: \.isNaN) else { return false }
        let order = values.indices.sorted { values[$0] < values[$1] }
        var runs = 1
        for (left, right) in zip(order, order.dropFirst()) where labels[left] != labels[right] {
            guard values[left] < values[right] else { return false }
            runs += 1
        }
        let classes = Set(labels).count
        return classes > 1 && runs == classes
    }

    /// Returns true if labels are a linear function of values, to the precision of 32 bits.
    private func isLine(_ values: [Double], _ labels: [Double]) -> Bool {
        guard let low = values.indices.min(by: { values[$0] < values[$1] }),
            let high = values.indices.max(by: { values[$0] < values[$1] }), values[low] < values[high],
            labels[low] != labels[high]
        else { return false }
        let slope = (labels[high] - labels[low]) / (values[high] - values[low])
        let tolerance = abs(labels[high] - labels[low]) * 1e-5
        return values.indices.allSatisfy {
            abs(labels[low] + slope * (values[$0] - values[low]) - labels[$0]) <= tolerance
        }
    }
}
