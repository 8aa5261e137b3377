import Foundation
import Suggestions

/// A table of the user's own, read column by column.
struct CSVTable {
    let path: String
    let dialect: CSVDialect
    let label: CSVColumn
    /// The other columns that were wanted, in their order.
    let features: [CSVColumn]
    /// Rows that have a label.
    let rows: Int
    /// Rows that have none, and are left out.
    let unlabelled: Int
    /// Where the label turned out to be text, the first one.
    let labelText: (line: Int, text: String)?

    /// Records that decide at first what is a number.
    private static let survey = 1000

    /// Reads a file. O(bytes): once, and once more where a column of numbers turns out to hold text.
    ///
    /// - Throws: what is no table, with its place: a record with more or fewer fields than the first, a column that does
    ///   not exist; `.stopped`.
    init(path: String, options: CSVOptions, monitor: Monitor) throws(DataError) {
        let dialect = try CSVDialect(path: path, options: options)
        let chosen = try Self.columns(path: path, dialect, options)
        var texts: Set<Int> = []
        var labelText: (line: Int, text: String)?
        // The first records tell the kinds of columns, unless they are all there are.
        var reading = Reading(path: path, dialect, chosen, texts: [], rows: Self.survey)
        try reading.read(atMost: Self.survey, monitor)
        while !reading.isWhole || reading.columns.contains(where: { $0.contradiction != nil }) {
            for column in reading.columns where column.contradiction != nil { texts.insert(column.index) }
            labelText = labelText ?? reading.columns[0].contradiction
            let rows = reading.isWhole ? reading.rows : Self.rows(in: path, reading.bytes, of: reading.rows)
            reading = Reading(path: path, dialect, chosen, texts: texts, rows: rows)
            try reading.read(atMost: nil, monitor)
        }
        guard reading.rows > 0 else {
            throw .mismatch(
                path: path, expected: "rows that have a \"\(chosen.names[0])\"",
                found: reading.unlabelled > 0 ? "none" : "a header alone")
        }
        self.path = path
        self.dialect = dialect
        self.labelText = labelText
        (rows, unlabelled) = (reading.rows, reading.unlabelled)
        label = reading.columns.removeFirst()
        features = reading.columns
    }

    /// About how many rows a file has, by its first ones.
    private static func rows(in path: String, _ bytes: Int, of rows: Int) -> Int {
        guard bytes > 0, let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        else { return rows }
        return Int(Double(size) / Double(bytes) * Double(rows) * 1.02) + 1
    }

    /// The columns that are wanted, the label first.
    private struct Chosen {
        var names: [String]
        var indices: [Int]
    }

    private static func columns(
        path: String, _ dialect: CSVDialect, _ options: CSVOptions
    ) throws(DataError) -> Chosen {
        func index(_ name: String) throws(DataError) -> Int {
            if let index = dialect.names.firstIndex(of: name) { return index }
            if let number = Int(name), (1...dialect.names.count).contains(number) { return number - 1 }
            throw .unknownColumn(
                path: path, name: name, suggestion: Suggestion.nearest(to: name, among: dialect.names),
                columns: dialect.names)
        }
        guard let name = options.label else { throw .noLabel(path: path, columns: dialect.names) }
        let label = try index(name)
        var ignored: Set<Int> = []
        for name in options.ignored { ignored.insert(try index(name)) }
        guard ignored.insert(label).inserted else {
            throw .dataset(path: path, reason: "the label \"\(name)\" cannot be ignored")
        }
        var features: [Int] = []
        if let wanted = options.features {
            for name in wanted {
                let place = try index(name)
                guard place != label else {
                    throw .dataset(
                        path: path, reason: "\"\(name)\" is the label, and what is to be learned cannot be learned from"
                    )
                }
                if !ignored.contains(place), !features.contains(place) { features.append(place) }
            }
        } else {
            features = dialect.names.indices.filter { !ignored.contains($0) }
        }
        guard !features.isEmpty else {
            throw .dataset(path: path, reason: "no column is left to learn \"\(dialect.names[label])\" from")
        }
        let indices = [label] + features
        return Chosen(names: indices.map { dialect.names[$0] }, indices: indices)
    }

    /// One way through the file.
    private struct Reading {
        let path: String
        let dialect: CSVDialect
        var columns: [CSVColumn]
        var rows = 0
        var unlabelled = 0
        var bytes = 0
        var isWhole = true

        init(path: String, _ dialect: CSVDialect, _ chosen: Chosen, texts: Set<Int>, rows: Int) {
            self.path = path
            self.dialect = dialect
            columns = zip(chosen.names, chosen.indices).map { name, index in
                CSVColumn(name: name, index: index, isText: texts.contains(index), rows: rows)
            }
        }

        mutating func read(atMost limit: Int?, _ monitor: Monitor) throws(DataError) {
            let text = dialect.text
            let width = dialect.names.count
            var isHeader = dialect.hasHeader
            var (columns, rows, unlabelled, bytes, isWhole) = (columns, 0, 0, 0, true)
            self.columns = []
            try CSVRecords(path: path, delimiter: dialect.delimiter).forEach(monitor) {
                (record, fields, line) throws(DataError) in
                if isHeader {
                    isHeader = false
                    return true
                }
                guard fields.count == width else {
                    throw .mismatch(
                        path: "\(path):\(line)",
                        expected: "\(width) fields as in \(dialect.hasHeader ? "the header" : "the first line")",
                        found: "\(fields.count)")
                }
                if text.isMissing(record, fields[columns[0].index]) {
                    unlabelled += 1
                    return true
                }
                for place in columns.indices {
                    columns[place].add(record, fields[columns[place].index], line: line, text)
                }
                rows += 1
                guard let limit else { return true }
                bytes += fields[fields.count - 1].end - fields[0].start + 1
                isWhole = rows < limit
                return isWhole
            }
            (self.columns, self.rows, self.unlabelled, self.bytes, self.isWhole) =
                (columns, rows, unlabelled, bytes, isWhole)
        }
    }
}
