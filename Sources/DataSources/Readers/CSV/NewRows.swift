import Datasets
import Suggestions

/// Reads the rows of a table as another table was read.
struct NewRows {
    let columns: [ColumnEncoding]
    let path: String
    /// The decisions with which the training table was read.
    let reading: TableReading?
    /// The numbers of training; nil where they are not known.
    let trained: TrainingNumbers?
    /// Columns that are kept beside the answers.
    let keep: [String]

    init(
        _ columns: [ColumnEncoding], path: String, reading: TableReading?, trained: TrainingNumbers?, keep: [String]
    ) {
        self.columns = columns
        self.path = path
        self.reading = reading
        self.trained = trained
        self.keep = keep
    }

    func read(_ monitor: Monitor) throws(DataError) -> NewSamples {
        let dialect = try CSVDialect(path: path, options: CSVOptions(features: columns.map(\.name)))
        let places = try places(dialect)
        let text = dialect.text
        let width = columns.reduce(0) { $0 + $1.width }
        var numbers: [Float] = []
        var names: [String] = []
        var findings = RowFindings(columns, trained: trained)
        var kept = keep.map { NewSamples.KeptColumn(name: $0) }
        let keptPlaces = try keep.map { (name) throws(DataError) in try place(of: name, dialect) }
        var isHeader = dialect.hasHeader
        try CSVRecords(path: path, delimiter: dialect.delimiter).forEach(monitor) {
            (record, fields, line) throws(DataError) in
            if isHeader {
                isHeader = false
                return true
            }
            guard fields.count == dialect.names.count else {
                throw .mismatch(
                    path: "\(path):\(line)", expected: "\(dialect.names.count) fields as in the first line",
                    found: "\(fields.count)")
            }
            for (index, (column, place)) in zip(columns, places).enumerated() {
                let field = fields[place]
                switch column {
                case .number(let name):
                    switch text.reading(record, field) {
                    case .number(let number): numbers.append(number)
                    case .missing: numbers.append(.nan)
                    case .text:
                        throw .mismatch(
                            path: "\(path):\(line)", expected: "a number in \"\(name)\"",
                            found: "\"\(text.text(record, field))\"")
                    }
                case .oneHot(_, let values, let usual):
                    var found = text.isMissing(record, field) ? usual : text.text(record, field)
                    if !values.contains(found) {
                        findings.add(unknown: found, column: index, line: line)
                        found = usual
                    }
                    numbers += values.map { $0 == found ? 1 : 0 }
                case .difference, .date: numbers += [Float](repeating: .nan, count: column.width)
                }
            }
            findings.add(inputs: numbers.suffix(width), line: line)
            for (index, place) in keptPlaces.enumerated() {
                kept[index].values.append(text.text(record, fields[place]))
            }
            names.append("\(names.count + 1)")
            return true
        }
        guard !names.isEmpty else { throw .mismatch(path: path, expected: "rows", found: "a header alone") }
        precondition(numbers.count == names.count * width, "one number a column")
        return NewSamples(names: names, noun: "row", numbers: numbers, remarks: findings.remarks, kept: kept)
    }

    /// Where each column lies: by its name, or by its place where the network knows no names.
    private func places(_ dialect: CSVDialect) throws(DataError) -> [Int] {
        let names = columns.map(\.name)
        let areCounted = names == names.indices.map { "column\($0 + 1)" }
        if areCounted, !names.contains(where: dialect.names.contains), dialect.names.count == names.count {
            return Array(names.indices)
        }
        return try names.map { (name) throws(DataError) in try place(of: name, dialect) }
    }

    private func place(of name: String, _ dialect: CSVDialect) throws(DataError) -> Int {
        guard let place = dialect.names.firstIndex(of: name) else {
            throw .unknownColumn(
                path: path, name: name, suggestion: Suggestion.nearest(to: name, among: dialect.names),
                columns: dialect.names)
        }
        return place
    }
}
