import DataFiles
import Datasets
import DelimitedText
import Notation
import Suggestions

/// A row of typed columns and values, converted to the inputs of a network.
struct TypedCells {
    private let columns: [ColumnEncoding]
    private let reading: TableReading?
    private let trained: TrainingNumbers?
    private let cells: [(column: String, value: String)]

    init(
        _ columns: [ColumnEncoding], reading: TableReading?, trained: TrainingNumbers?,
        cells: [(column: String, value: String)]
    ) {
        self.columns = columns
        self.reading = reading
        self.trained = trained
        self.cells = cells
    }

    /// The words for a missing value.
    private static let missing: Set<String> = ["", "na", "n/a", "nan", "null", "?"]

    /// Reads the row.
    ///
    /// - Throws: `.row` for columns that the network does not have, for missing columns, for values that are not
    ///   numbers or dates, and for the beginning of a category in place of the category.
    /// - Complexity: O(columns)
    func read() throws(DataError) -> NewSamples {
        let names = columns.map(\.name)
        if let other = cells.first(where: { !names.contains($0.column) }) {
            throw .unknownInput(other.column, among: names)
        }
        let values = Dictionary(cells.map { ($0.column, $0.value) }) { first, _ in first }
        let absent = names.filter { values[$0] == nil }
        guard absent.isEmpty else {
            throw .missingInputs(absent)
        }
        var findings = RowFindings(columns, trained: trained)
        var inputs: [Float] = []
        for (index, column) in columns.enumerated() {
            let value = values[column.name] ?? ""
            guard let numbers = numbers(of: value, column) else {
                throw .wrongInput(value, of: column.name, expected: Self.expected(column))
            }
            if case .oneHot(_, let categories, _) = column, !isMissing(value), !categories.contains(value) {
                try check(value, in: column.name, categories)
                findings.add(unknown: value, column: index, line: nil)
            }
            inputs += numbers
        }
        findings.add(inputs: inputs, line: nil)
        return NewSamples(names: ["1"], noun: "row", numbers: inputs, remarks: findings.remarks)
    }

    /// Checks that an unknown category is not the beginning of known ones: values cannot be abbreviated as words can.
    private func check(_ value: String, in column: String, _ categories: [String]) throws(DataError) {
        let longer = categories.filter { $0.hasPrefix(value) }
        guard !longer.isEmpty else { return }
        throw .shortenedCategory(value, of: column, longer)
    }

    private func isMissing(_ value: String) -> Bool { Self.missing.contains(value.lowercased()) }

    private static func expected(_ column: ColumnEncoding) -> String {
        switch column {
        case .number, .difference: "a number as the value"
        case .oneHot: "a text as the value"
        case .date: "a date, written as in the training table, as the value"
        }
    }

    /// Returns the inputs for a value; nil if it does not fit the column.
    private func numbers(of value: String, _ column: ColumnEncoding) -> [Float]? {
        switch column {
        case .oneHot(_, let categories, let usual):
            let found = isMissing(value) || !categories.contains(value) ? usual : value
            return categories.map { $0 == found ? 1 : 0 }
        case .number: return isMissing(value) ? [.nan] : finite(value).map { [Float($0)] }
        case .difference(_, let origin): return isMissing(value) ? [.nan] : finite(value).map { [Float($0 - origin)] }
        case .date(let name, let parts, let origin):
            if isMissing(value) { return [Float](repeating: .nan, count: parts.count) }
            let bytes = Array(value.utf8)
            return order(of: name).seconds(bytes.span, 0, bytes.count).map { seconds in
                parts.map { Float(DateText.value(of: $0, seconds, origin: origin)) }
            }
        }
    }

    /// Returns the reader of dates with the order of the training table.
    private func order(of column: String) -> DateText {
        guard case .date(let order)? = reading?.column(named: column)?.kind else {
            return DateText(order: .yearMonthDay)
        }
        return DateText(order: order)
    }

    private func finite(_ value: String) -> Double? { Double(value).flatMap { $0.isFinite ? $0 : nil } }
}
