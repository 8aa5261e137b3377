import Datasets
import Reports

/// The input values of a table's rows as they were read, column by column.
struct RowValues {
    /// A column with the range of its inputs.
    private struct Column {
        let encoding: ColumnEncoding
        let inputs: Range<Int>
    }

    private let dataset: Dataset
    private let columns: [Column]

    /// The names of the columns; empty for images.
    let names: [String]

    init(_ dataset: Dataset) {
        self.dataset = dataset
        guard case .table(let layout) = dataset.layout else {
            (columns, names) = ([], [])
            return
        }
        let encodings = dataset.encodings.isEmpty ? layout.map { .number(name: $0) } : dataset.encodings
        var first = 0
        columns = encodings.map { encoding in
            defer { first += encoding.width }
            return Column(encoding: encoding, inputs: first..<first + encoding.width)
        }
        names = encodings.map(\.name)
    }

    /// Returns the value of a column in a row; `–` if it is missing.
    func text(row: Int, column: Int) -> String {
        let width = dataset.layout.width
        let numbers = columns[column].inputs.map { index -> Double in
            switch dataset.features {
            case .bytes(let values): Double(values[row * width + index])
            case .floats(let values): Double(values[row * width + index])
            }
        }
        switch columns[column].encoding {
        case .number: return numbers[0].isNaN ? "–" : Numbers.score(numbers[0])
        case .difference(_, let origin): return numbers[0].isNaN ? "–" : Numbers.score(origin + numbers[0])
        case .oneHot(_, let values, _):
            guard let index = numbers.firstIndex(of: 1), index < values.count else { return "–" }
            return values[index]
        case .date(_, let parts, _):
            guard !numbers.contains(where: \.isNaN) else { return "–" }
            return zip(parts, numbers).map { "\($0.rawValue) \(Numbers.score($1))" }.joined(separator: ", ")
        }
    }

    /// True if the column is aligned as numbers are.
    func isNumeric(column: Int) -> Bool {
        switch columns[column].encoding {
        case .number, .difference: true
        case .oneHot, .date: false
        }
    }
}
