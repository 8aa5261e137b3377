import Datasets
package import ModelFiles

/// The columns of a table that a network takes as inputs.
package struct InputColumns {
    /// A column.
    package struct Column {
        package let name: String
        /// A summary of its values: `numbers; in training 11.03 to 14.83`.
        package let summary: String
        /// The categories; empty for a column without categories.
        package let values: [String]
    }

    /// The columns in the order of the training table; empty for a network that takes no table.
    package let columns: [Column]

    package init(_ saved: SavedNetwork) {
        guard case .table(let names) = saved.layout else {
            columns = []
            return
        }
        let encodings = saved.encodings.isEmpty ? names.map { ColumnEncoding.number(name: $0) } : saved.encodings
        var input = 0
        var columns: [Column] = []
        for encoding in encodings {
            let range = saved.numbers?.range(ofColumn: input)
            switch encoding {
            case .oneHot(let name, let values, _):
                columns.append(Column(name: name, summary: values.joined(separator: ", "), values: values))
            case .number(let name):
                columns.append(
                    Column(name: name, summary: range.map { "numbers; in training \($0)" } ?? "numbers", values: []))
            case .difference(let name, _): columns.append(Column(name: name, summary: "numbers", values: []))
            case .date(let name, _, _): columns.append(Column(name: name, summary: "dates", values: []))
            }
            input += encoding.width
        }
        self.columns = columns
    }
}
