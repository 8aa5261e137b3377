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
        do throws(DataError) {
            return try read(monitor, encoding: nil)
        } catch .encoding(_, TextBlocks.usual, _, _) where !TextBlocks.isMarked(path) {
            return try read(monitor, encoding: TextBlocks.fallback)
        }
    }

    private func read(_ monitor: Monitor, encoding: String?) throws(DataError) -> NewSamples {
        let (dialect, isOther) = try dialect(encoding)
        let places = try places(dialect)
        let cells = columns.map { NewCells($0, reading?.column(named: $0.name)) }
        let width = columns.reduce(0) { $0 + $1.width }
        var numbers: [Float] = []
        var names: [String] = []
        var findings = RowFindings(columns, trained: trained)
        var kept = keep.map { NewSamples.KeptColumn(name: $0) }
        let keptPlaces = try keep.map { (name) throws(DataError) in try place(of: name, dialect) }
        var isHeader = dialect.hasHeader
        try dialect.records(path).forEach(monitor) { (record, fields, line) throws(DataError) in
            if isHeader {
                isHeader = false
                return true
            }
            if try dialect.isNoRow(record, fields, line, path, isFirst: names.isEmpty) { return true }
            for (index, (cell, place)) in zip(cells, places).enumerated() {
                guard let found = cell.numbers(record, fields[place], dialect.missing) else {
                    throw .mismatch(
                        path: "\(path):\(line)", expected: "\(cell.expected) in \"\(cell.column.name)\"",
                        found: "\"\(FieldText.text(record, fields[place]))\"")
                }
                if found.isUnknown {
                    findings.add(unknown: FieldText.text(record, fields[place]), column: index, line: line)
                }
                numbers += found.numbers
            }
            findings.add(inputs: numbers.suffix(width), line: line)
            for (index, place) in keptPlaces.enumerated() {
                kept[index].values.append(FieldText.text(record, fields[place]))
            }
            names.append("\(names.count + 1)")
            return true
        }
        guard !names.isEmpty else { throw .mismatch(path: path, expected: "rows", found: "a header alone") }
        precondition(numbers.count == names.count * width, "one number a column")
        var remarks = findings.remarks
        if isOther {
            remarks.append(
                "the fields are parted by another delimiter than in the training table; numbers are read with the marks of "
                    + "the training table")
        }
        return NewSamples(names: names, noun: "row", numbers: numbers, remarks: remarks, kept: kept)
    }

    /// The dialect of the training table, or another one where the columns are not found in it.
    private func dialect(_ encoding: String?) throws(DataError) -> (CSVDialect, isOther: Bool) {
        var options = CSVOptions(features: columns.map(\.name))
        options.encoding = encoding
        guard let reading else { return (try CSVDialect(path: path, options: options), false) }
        options.missing = reading.missing
        if !reading.hasHeader { options.hasHeader = false }
        if !TextBlocks.areFound.contains(reading.encoding) { options.encoding = reading.encoding }
        var same = options
        same.delimiter = reading.delimiter
        same.skip = reading.skip
        do throws(DataError) {
            let dialect = try CSVDialect(path: path, options: same)
            _ = try places(dialect)
            return (dialect, false)
        } catch .stopped {
            throw .stopped
        } catch {
            // Another program may have written the new rows.
            let dialect = try CSVDialect(path: path, options: options)
            return (dialect, dialect.delimiter != reading.delimiter.utf8.first)
        }
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

/// Reads the cells of one column as those of the training table were read.
struct NewCells {
    let column: ColumnEncoding
    private let number: NumberText
    private let date: DateText
    /// Texts that counted as missing in the training table.
    private let odd: Set<String>

    init(_ column: ColumnEncoding, _ reading: TableReading.Column?) {
        self.column = column
        odd = Set(reading?.missing ?? [])
        switch reading?.kind {
        case .number(let format)?: (number, date) = (NumberText(format), DateText(order: .yearMonthDay))
        case .date(let order)?: (number, date) = (NumberText(NumberFormat()), DateText(order: order))
        default: (number, date) = (NumberText(NumberFormat()), DateText(order: .yearMonthDay))
        }
        if case .text(let values)? = reading?.kind { self.values = Set(values) } else { values = [] }
    }
    /// Words that mean a missing value elsewhere, and are values here.
    private let values: Set<String>

    /// What a cell has to be, for an error.
    var expected: String {
        switch column {
        case .number, .difference:
            number.format.decimal == "," ? "a number with a decimal comma, as in the training table," : "a number"
        case .date: "a date as in the training table"
        case .oneHot: "a text"
        }
    }

    /// The inputs of a cell; nil for a cell that is none of this column.
    func numbers(
        _ bytes: Span<UInt8>, _ field: CSVRecords.Field, _ missing: MissingWords
    ) -> (numbers: [Float], isUnknown: Bool)? {
        let (start, end) = FieldText.trimmed(bytes, field)
        let isWord = start == end || missing.contains(bytes, start, end)
        switch column {
        case .number:
            if let value = value(bytes, start, end) { return ([Float(value).isFinite ? Float(value) : .nan], false) }
            return isWord || isOdd(bytes, start, end) ? ([.nan], false) : nil
        case .difference(_, let origin):
            if let value = value(bytes, start, end) { return ([Float(value - origin)], false) }
            return isWord || isOdd(bytes, start, end) ? ([.nan], false) : nil
        case .date(_, let parts, let origin):
            if let seconds = date.seconds(bytes, start, end) {
                return (parts.map { Float(DateText.value(of: $0, seconds, origin: origin)) }, false)
            }
            return isWord || isOdd(bytes, start, end) ? ([Float](repeating: .nan, count: parts.count), false) : nil
        case .oneHot(_, let all, let usual):
            let text = FieldText.text(bytes, start, end)
            let isMissing = start == end || isWord && !field.isQuoted && !values.contains(text)
            // Equal texts may be composed of other characters.
            let isKnown = isMissing || all.contains(text)
            let found = isMissing || !isKnown ? usual : text
            return (all.map { $0 == found ? 1 : 0 }, !isKnown)
        }
    }

    private func value(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        var marks: NumberMarks = []
        return number.plain(bytes, start, end, &marks) ?? WrittenNumber(bytes, start, end)?.value(in: number.format)
    }

    private func isOdd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        odd.contains(FieldText.text(bytes, start, end))
    }
}
