import DataSources
import Datasets
package import Messages
package import Reports

extension LoadedExamples {
    /// The names of a table's columns, the label first; empty for images.
    var columnNames: [String] {
        if !columns.isEmpty { return columns.map(\.name) }
        if case .table(let names) = examples.dataset.layout { return names }
        return []
    }

    /// A summary of a table's columns: `columns: 3 numbers, 1 text (4 inputs); left out: id`.
    var columnSummary: String? {
        let inputs = columns.filter { $0.role == .input }
        guard !inputs.isEmpty else { return nil }
        let kinds = ["number", "text", "date"].compactMap { kind -> String? in
            let matching = inputs.filter { $0.kind == kind }
            guard !matching.isEmpty else { return nil }
            let made = matching.reduce(0) { $0 + $1.inputs.count }
            let width = made == matching.count ? "" : " (\(Numbers.counted(made, "input")))"
            return Numbers.counted(matching.count, kind) + width
        }
        let left = columns.filter { $0.role == .leftOut }.map(\.name)
        let names = left.prefix(8).joined(separator: ", ") + (left.count > 8 ? " and \(left.count - 8) more" : "")
        return "columns: \(kinds.joined(separator: ", "))" + (left.isEmpty ? "" : "; left out: \(names)")
            + "; `show columns` shows the details"
    }
}

extension Session {
    /// Returns a table of the columns: the part, kind, values and inputs of each, and the decisions about it.
    ///
    /// - Throws: `SessionError.unusable` if the data are images.
    package func columnsTable(_ loaded: LoadedExamples) throws(SessionError) -> TableReport {
        let dataset = loaded.examples.dataset
        let columns = loaded.columns.isEmpty ? Self.plainColumns(of: dataset) : loaded.columns
        guard !columns.isEmpty else { throw .noColumns(of: dataset.name) }
        var first = 0
        let rows = columns.map { column -> [String] in
            defer { first += column.role == .input ? column.inputs.count : 0 }
            let isPlain = column.role == .input && column.kind == "number"
            let distinct = column.distinct ?? (isPlain ? dataset.distinct(column: first) : nil)
            return [
                column.name, column.role.rawValue, column.kind, "\(column.missing)",
                distinct.map { "\($0)" } ?? "–", column.values,
                column.role == .input ? "\(column.inputs.count)" : "–", column.decisions.joined(separator: "; "),
            ]
        }
        return TableReport(
            title: "columns of \(dataset.name)",
            table: Table(
                columns: [
                    .init("column"), .init("role"), .init("type"), .init("missing", .right), .init("distinct", .right),
                    .init("values"), .init("inputs", .right), .init("decisions"),
                ], rows: rows))
    }

    /// Returns the columns of data other than the user's own tables: numbers, each an input.
    private static func plainColumns(of dataset: Dataset) -> [TableColumn] {
        guard case .table(let names) = dataset.layout else { return [] }
        return names.enumerated().map { index, name in
            let values = dataset.values(ofColumn: index)
            let known = values.filter { !$0.isNaN }
            return TableColumn(
                name: name, role: .input, kind: "number", missing: values.count - known.count, distinct: nil,
                values: "\(Numbers.score(Double(known.min() ?? 0))) to \(Numbers.score(Double(known.max() ?? 0)))",
                inputs: [name], decisions: [])
        }
    }
}

extension Dataset {
    /// Returns the values of a column.
    ///
    /// - Complexity: O(rows).
    fileprivate func values(ofColumn column: Int) -> [Float] {
        let indices = stride(from: column, to: count * layout.width, by: layout.width)
        switch features {
        case .bytes(let values): return indices.map { Float(values[$0]) }
        case .floats(let values): return indices.map { values[$0] }
        }
    }

    /// Returns the number of distinct values in a column.
    ///
    /// - Complexity: O(rows).
    fileprivate func distinct(column: Int) -> Int {
        Set(values(ofColumn: column).filter { !$0.isNaN }).count
    }
}
