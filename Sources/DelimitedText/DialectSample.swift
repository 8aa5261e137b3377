import DataFiles
import Datasets

/// The first records of a file, split at one delimiter.
struct DialectSample {
    struct Record {
        let fields: [String]
        let line: Int
        /// For each field, true if it is a number in some format, or a date.
        let areNumbers: [Bool]
        let areMissing: [Bool]

        /// True if it can be a header: it contains texts and no numbers.
        var isHeader: Bool { !areNumbers.contains(true) && fields.contains { !$0.isEmpty } }
        var isComment: Bool { fields.first?.hasPrefix("#") ?? false }
    }

    /// The maximum number of records to examine, and of fields: fewer records for very wide tables.
    private static let maximumRecords = 200
    private static let maximumFields = 40_000
    /// The maximum number of columns of a table.
    static let maximumColumns = 100_000

    let delimiter: UInt8
    let records: [Record]
    /// The error that stopped reading before the end of the sample; nil for none.
    let error: DataError?
    /// The number of records before the table: titles and comments.
    let prelude: Int
    /// The most frequent number of fields.
    let width: Int
    /// The consistency of the records.
    let fit: Fit

    enum Fit: Int, Comparable {
        case ragged, nearly, even
        static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
    }

    init(
        path: String, delimiter: UInt8, encoding: String, skip: Int, missing: MissingWords, _ monitor: Monitor
    ) throws(DataError) {
        self.delimiter = delimiter
        var records: [Record] = []
        var error: DataError?
        var count = 0
        let reader = CSVRecords(path: path, delimiter: delimiter, encoding: encoding, skip: skip)
        do throws(DataError) {
            try reader.forEach(monitor.silent) { (bytes, fields, line) throws(DataError) in
                guard fields.count <= Self.maximumColumns else {
                    throw .tooManyColumns(fields.count, limit: Self.maximumColumns, path)
                }
                if fields.count == 1, case let (start, end) = FieldText.trimmed(bytes, fields[0]), start == end {
                    return true
                }
                records.append(Self.record(bytes, fields, line, missing))
                count += fields.count
                return records.count < Self.maximumRecords && (count < Self.maximumFields || records.count < 3)
            }
        } catch let caught {
            // With another delimiter a quote may be unclosed.
            guard case .mismatch = caught else { throw caught }
            error = caught
        }
        self.records = records
        self.error = error
        width = Self.usualWidth(records)
        prelude = Self.prelude(records, width: width)
        fit = Self.fit(records[prelude...], width: width, hasPrelude: prelude > 0)
    }

    private static func record(
        _ bytes: Span<UInt8>, _ fields: [CSVRecords.Field], _ line: Int, _ missing: MissingWords
    ) -> Record {
        var (texts, areNumbers, areMissing): ([String], [Bool], [Bool]) = ([], [], [])
        let dates = [DateOrder.yearMonthDay, .dayMonthYear, .monthDayYear].map(DateText.init)
        for field in fields {
            let (start, end) = FieldText.trimmed(bytes, field)
            texts.append(FieldText.text(bytes, start, end))
            areMissing.append(start == end || !field.isQuoted && missing.contains(bytes, start, end))
            var marks: NumberMarks = []
            let isNumber =
                NumberText(NumberFormat()).plain(bytes, start, end, &marks) != nil
                || WrittenNumber(bytes, start, end) != nil
            areNumbers.append(isNumber || dates.contains { $0.seconds(bytes, start, end) != nil })
        }
        return Record(fields: texts, line: line, areNumbers: areNumbers, areMissing: areMissing)
    }

    private static func usualWidth(_ records: [Record]) -> Int {
        var counts: [Int: Int] = [:]
        for record in records { counts[record.fields.count, default: 0] += 1 }
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
    }

    /// Returns the number of titles and comments before the table: of another width, with a header below them.
    private static func prelude(_ records: [Record], width: Int) -> Int {
        for (index, record) in records.prefix(20).enumerated() {
            let below = records.dropFirst(index + 1)
            if record.isComment, below.contains(where: { $0.fields.count == width && !$0.isComment }),
                record.fields.count != width || isHeader(below.first, over: below.dropFirst(), width)
            {
                continue
            }
            guard record.fields.count != width || isPadded(record) else { return index }
            // A title is followed by a header, above numeric columns.
            let rest = records.dropFirst(index + 1).drop { isPadded($0) || $0.fields.count != width }
            guard width > 1, isHeader(rest.first, over: rest.dropFirst(), width) else { return index }
        }
        return 0
    }

    /// Returns true for a single text in a table of more than two columns.
    private static func isPadded(_ record: Record) -> Bool {
        record.fields.count > 2 && record.fields.count { !$0.isEmpty } <= 1
    }

    private static func isHeader(_ record: Record?, over rows: ArraySlice<Record>, _ width: Int) -> Bool {
        guard let record, record.fields.count == width, record.isHeader else { return false }
        return record.fields.indices.contains { column in
            let cells = rows.filter { $0.fields.count == width && !$0.areMissing[column] }
            return !cells.isEmpty && cells.count { $0.areNumbers[column] } * 2 > cells.count
        }
    }

    /// True if the first record contains numbers and is a header all the same: at least two different texts are above
    /// columns of numbers alone, or the numbers are consecutive integers, such as years, beside names.
    var hasNumbersInHeader: Bool {
        guard prelude < records.count, case let first = records[prelude], first.areNumbers.contains(true) else {
            return false
        }
        let rows = records.dropFirst(prelude + 1).filter { $0.fields.count == width && !$0.isComment }
        guard rows.count >= 3, first.fields.count == width, Set(first.fields).count == width else { return false }
        let names = first.fields.indices.filter { !first.areNumbers[$0] && !first.areMissing[$0] }
        let above = names.filter { column in
            let cells = rows.filter { !$0.areMissing[column] }
            return cells.count >= 3 && cells.allSatisfy { $0.areNumbers[column] }
        }
        if above.count >= 2 { return true }
        let numbers = first.fields.indices.filter { first.areNumbers[$0] }
        func areConsecutive(_ record: Record) -> Bool {
            let values = numbers.map { Int(record.fields[$0]) }
            return zip(values, values.dropFirst()).allSatisfy { left, right in
                left.flatMap { left in right.map { $0 - 1 == left } } ?? false
            }
        }
        return numbers.count >= 3 && !names.isEmpty && areConsecutive(first) && !rows.contains(where: areConsecutive)
    }

    private static func fit(_ records: ArraySlice<Record>, width: Int, hasPrelude: Bool) -> Fit {
        let rows = records.filter { $0.fields.count == width || !$0.isComment }
        guard let first = rows.first, width > 0 else { return .ragged }
        if rows.allSatisfy({ $0.fields.count == width }) {
            return hasPrelude || rows.count < records.count ? .nearly : .even
        }
        let isShort = first.fields.count == width - 1 && rows.count > 1
        return isShort && rows.dropFirst().allSatisfy { $0.fields.count == width } ? .nearly : .ragged
    }

    /// The fraction of characters that belong to numbers, below the first record.
    var numberFraction: Double {
        let rows = records.dropFirst(prelude + (records.count - prelude > 1 ? 1 : 0)).filter {
            $0.fields.count == width
        }
        var (numbers, all) = (0, 0)
        for row in rows {
            for index in row.fields.indices where !row.areMissing[index] {
                let count = row.fields[index].utf8.count
                all += count
                if row.areNumbers[index] { numbers += count }
            }
        }
        return all == 0 ? 0 : Double(numbers) / Double(all)
    }
}
