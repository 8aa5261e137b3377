import Datasets
import DelimitedText

/// Notable differences between the rows of a new table and the training table: unknown categories, and numbers far
/// outside of the training ranges.
struct RowFindings {
    private let columns: [ColumnEncoding]
    /// The numbers of the training data; nil if unknown.
    private let trained: TrainingNumbers?
    /// By column and category: the line of the first row, and the number of rows.
    private var unknown: [Int: [String: (line: Int, count: Int)]] = [:]
    /// By column: the first numbers far outside with their lines, and the number of all.
    private var outside: [Int: (shown: [String], count: Int)] = [:]
    /// The index of the first input of each column.
    private let firstInputs: [Int]

    init(_ columns: [ColumnEncoding], trained: TrainingNumbers?) {
        self.columns = columns
        self.trained = trained
        var next = 0
        firstInputs = columns.map { column in
            defer { next += column.width }
            return next
        }
    }

    /// Notes a category that was not in the training table.
    mutating func add(unknown category: String, column: Int, line: Int?) {
        let known = unknown[column]?[category]
        unknown[column, default: [:]][category] = (known?.line ?? line ?? 0, (known?.count ?? 0) + 1)
    }

    /// Notes the numbers of a row that are outside of the training range by more than its width.
    ///
    /// - Complexity: O(columns)
    mutating func add(inputs: some RandomAccessCollection<Float>, line: Int?) {
        guard let trained else { return }
        for (column, encoding) in columns.enumerated() {
            let offset: Double
            switch encoding {
            case .number: offset = 0
            case .difference(_, let origin): offset = origin
            case .oneHot, .date: continue
            }
            let input = firstInputs[column]
            let value = inputs[inputs.index(inputs.startIndex, offsetBy: input)]
            guard trained.isFarOutside(value, column: input) else { continue }
            var found = outside[column] ?? ([], 0)
            found.count += 1
            if found.shown.count < Self.maximum {
                found.shown.append(words(Double(value) + offset) + (line.map { " in line \($0)" } ?? ""))
            }
            outside[column] = found
        }
    }

    private static let maximum = 3

    /// One sentence for each finding, in the order of the columns.
    var remarks: [String] {
        columns.indices.flatMap { column in [unknownRemark(column), outsideRemark(column)].compactMap { $0 } }
    }

    private func unknownRemark(_ column: Int) -> String? {
        guard let found = unknown[column] else { return nil }
        let all = found.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }
        let shown = all.prefix(5).map { category, rowsFound in
            let rows = rowsFound.count == 1 ? "1 row" : "\(rowsFound.count) rows"
            let words = rowsFound.count == 1 ? "line" : "first in line"
            let line = rowsFound.line == 0 ? "" : ", \(words) \(rowsFound.line)"
            return "\"\(category)\" (\(rows)\(line))"
        }
        let list = shown.joined(separator: ", ") + (all.count > 5 ? " and \(all.count - 5) more" : "")
        return ReadingRemark.unknownCategories(all.count, of: columns[column].name, list)
    }

    private func outsideRemark(_ column: Int) -> String? {
        guard let found = outside[column], let trained, let range = range(column, trained) else { return nil }
        let others = found.count > Self.maximum ? " and \(found.count - Self.maximum) more" : ""
        let list = found.shown.joined(separator: ", ") + others
        return ReadingRemark.farOutside(columns[column].name, range: range, list)
    }

    private func range(_ column: Int, _ trained: TrainingNumbers) -> String? {
        guard case .difference(_, let origin) = columns[column] else {
            return trained.range(ofColumn: firstInputs[column])
        }
        let input = firstInputs[column]
        return "\(words(Double(trained.least[input]) + origin)) to \(words(Double(trained.greatest[input]) + origin))"
    }

    private func words(_ number: Double) -> String {
        number.isWhole && abs(number) < 1e15 ? number.words : "\(Float(number))"
    }
}
