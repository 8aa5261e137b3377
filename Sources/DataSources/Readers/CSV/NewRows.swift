import Datasets

/// Reads the rows of a table as another table was read.
struct NewRows {
    let columns: [ColumnEncoding]
    let path: String
    /// The decisions with which the training table was read.
    let reading: TableReading?

    init(_ columns: [ColumnEncoding], path: String, reading: TableReading?) {
        self.columns = columns
        self.path = path
        self.reading = reading
    }

    func read(_ monitor: Monitor) throws(DataError) -> NewSamples {
        let dialect = try CSVDialect(path: path, options: CSVOptions(features: columns.map(\.name)))
        let places = try places(dialect)
        let text = dialect.text
        let width = columns.reduce(0) { $0 + $1.width }
        var numbers: [Float] = []
        var names: [String] = []
        var unknown: [String: Int] = [:]
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
            for (column, place) in zip(columns, places) {
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
                case .oneHot(let name, let values, let usual):
                    var found = text.isMissing(record, field) ? usual : text.text(record, field)
                    if !values.contains(found) {
                        unknown[name, default: 0] += 1
                        found = usual
                    }
                    numbers += values.map { $0 == found ? 1 : 0 }
                case .difference, .date: numbers += [Float](repeating: .nan, count: column.width)
                }
            }
            names.append("\(names.count + 1)")
            return true
        }
        guard !names.isEmpty else { throw .mismatch(path: path, expected: "rows", found: "a header alone") }
        precondition(numbers.count == names.count * width, "one number a column")
        let remarks = unknown.sorted { $0.key < $1.key }.map { name, count in
            "\"\(name)\" has a value in \(count == 1 ? "1 row" : "\(count) rows") that the network was not trained on: it "
                + "counts as missing"
        }
        return NewSamples(names: names, noun: "row", numbers: numbers, remarks: remarks)
    }

    /// Where each column lies: by its name, or by its place where the network knows no names.
    private func places(_ dialect: CSVDialect) throws(DataError) -> [Int] {
        let names = columns.map(\.name)
        let areCounted = names == names.indices.map { "column\($0 + 1)" }
        if areCounted, !names.contains(where: dialect.names.contains), dialect.names.count == names.count {
            return Array(names.indices)
        }
        var places: [Int] = []
        for name in names {
            guard let place = dialect.names.firstIndex(of: name) else {
                throw .unknownColumn(path: path, name: name, suggestion: nil, columns: dialect.names)
            }
            places.append(place)
        }
        return places
    }
}
