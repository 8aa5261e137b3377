package import DataFiles
package import Datasets
import DelimitedText
import Suggestions

/// Reads the rows of a table in the same way as another table.
package struct NewRows {
    let columns: [ColumnEncoding]
    let path: String
    /// The decisions with which the training table was read.
    let reading: TableReading?
    /// The numbers of the training data; nil if unknown.
    let trained: TrainingNumbers?
    /// The columns to keep beside the predictions.
    let keep: [String]

    package init(
        _ columns: [ColumnEncoding], path: String, reading: TableReading?, trained: TrainingNumbers?, keep: [String]
    ) {
        self.columns = columns
        self.path = path
        self.reading = reading
        self.trained = trained
        self.keep = keep
    }

    package func read(_ monitor: Monitor) throws(DataError) -> NewSamples {
        do throws(DataError) {
            return try read(monitor, encoding: nil)
        } catch .encoding(_, TextBlocks.usual, _, _) where !TextBlocks.isMarked(path, monitor) {
            return try read(monitor, encoding: TextBlocks.fallback)
        }
    }

    private func read(_ monitor: Monitor, encoding: String?) throws(DataError) -> NewSamples {
        let (dialect, isOther) = try dialect(encoding, monitor)
        let indices = try columnIndices(dialect)
        let cells = columns.map { NewCells($0, reading?.column(named: $0.name)) }
        let width = columns.reduce(0) { $0 + $1.width }
        var numbers: [Float] = []
        var names: [String] = []
        var findings = RowFindings(columns, trained: trained)
        var kept = keep.map { NewSamples.KeptColumn(name: $0) }
        let keptIndices = try keep.map { (name) throws(DataError) in try columnIndex(of: name, dialect) }
        var isHeader = dialect.hasHeader
        try dialect.records(path).forEach(monitor) { (record, fields, line) throws(DataError) in
            if isHeader {
                isHeader = false
                return true
            }
            if try dialect.isNoRow(record, fields, line, path, isFirst: names.isEmpty) { return true }
            for (index, (cell, column)) in zip(cells, indices).enumerated() {
                guard let found = cell.numbers(record, fields[column], dialect.missing) else {
                    throw .wrongCell(
                        FieldText.text(record, fields[column]), in: cell.column.name, expected: cell.expected, path,
                        line: line)
                }
                if found.isUnknown {
                    findings.add(unknown: FieldText.text(record, fields[column]), column: index, line: line)
                }
                numbers += found.numbers
            }
            findings.add(inputs: numbers.suffix(width), line: line)
            for (index, column) in keptIndices.enumerated() {
                kept[index].values.append(FieldText.text(record, fields[column]))
            }
            names.append("\(names.count + 1)")
            return true
        }
        guard !names.isEmpty else { throw .onlyHeader(path) }
        precondition(numbers.count == names.count * width, "one number per column")
        var remarks = findings.remarks
        if isOther {
            remarks.append(ReadingRemark.otherDelimiter)
        }
        return NewSamples(names: names, noun: "row", numbers: numbers, remarks: remarks, kept: kept)
    }

    /// Returns the dialect of the training table, or another one if that does not give the columns.
    private func dialect(_ encoding: String?, _ monitor: Monitor) throws(DataError) -> (CSVDialect, isOther: Bool) {
        var options = CSVOptions(features: columns.map(\.name))
        options.encoding = encoding
        guard let reading else { return (try CSVDialect(path: path, options: options, monitor), false) }
        options.missing = reading.missing
        if !reading.hasHeader { options.hasHeader = false }
        if !TextBlocks.areFound.contains(reading.encoding) { options.encoding = reading.encoding }
        var same = options
        same.delimiter = reading.delimiter
        same.skip = reading.skip
        do throws(DataError) {
            let dialect = try CSVDialect(path: path, options: same, monitor)
            _ = try columnIndices(dialect)
            return (dialect, false)
        } catch .stopped {
            throw .stopped
        } catch {
            // The new rows may have been written by another program.
            let dialect = try CSVDialect(path: path, options: options, monitor)
            return (dialect, dialect.delimiter != reading.delimiter.utf8.first)
        }
    }

    /// Returns the index of each column: by its name, or by its position if the network has no names.
    private func columnIndices(_ dialect: CSVDialect) throws(DataError) -> [Int] {
        let names = columns.map(\.name)
        let areCounted = names == names.indices.map { "column\($0 + 1)" }
        if areCounted, !names.contains(where: dialect.names.contains), dialect.names.count == names.count {
            return Array(names.indices)
        }
        return try names.map { (name) throws(DataError) in try columnIndex(of: name, dialect) }
    }

    private func columnIndex(of name: String, _ dialect: CSVDialect) throws(DataError) -> Int {
        guard let index = dialect.names.firstIndex(of: name) else {
            throw .unknownColumn(
                path: path, name: name, suggestion: Suggestion.nearest(to: name, among: dialect.names),
                columns: dialect.names)
        }
        return index
    }
}

/// Reads the cells of one column in the same way as those of the training table.
struct NewCells {
    let column: ColumnEncoding
    private let number: NumberText
    private let date: DateText
    /// Texts that were treated as missing in the training table.
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
    /// Words that usually mean a missing value but are values in this column.
    private let values: Set<String>

    /// The expected content of a cell, for an error message.
    var expected: String {
        switch column {
        case .number, .difference:
            number.format.decimal == "," ? "a number with a decimal comma, as in the training table," : "a number"
        case .date: "a date as in the training table"
        case .oneHot: "a text"
        }
    }

    /// Returns the inputs of a cell; nil if it does not fit this column.
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
            // Equal texts may be composed of different characters.
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
