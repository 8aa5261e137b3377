import DataFiles
import Datasets
import DelimitedText

/// The plan for one pass through a table.
struct TablePlan: Equatable {
    /// The columns, the label first.
    var columns: [ColumnPlan]
    /// The lines of rows that are not data: units, totals.
    var excluded: Set<Int> = []
    /// The words that usually mean a missing value but are a class of the label here.
    var labelWords: Set<String> = []
}

/// One pass through the file of a table.
struct TablePass {
    let plan: TablePlan
    private(set) var columns: [CSVColumn]
    private(set) var rows = 0
    /// The number of rows without a label, which are left out.
    private(set) var unlabelled = 0
    /// The number of comment lines.
    private(set) var comments = 0
    /// The number of bytes of the records that were read.
    private(set) var bytes = 0
    /// True if the table was read to its end.
    private(set) var isWhole = true
    /// The line numbers of the first and the last row.
    private(set) var firstLine = 0
    private(set) var lastLine = 0
    /// The line of the first row without a usable value in each split column.
    private(set) var lackingLines: [SplitRole: Int] = [:]
    /// The words that mean a missing value and occur as label, with their counts.
    private(set) var labelWords = TextValues()

    /// The same pass without its columns.
    var withoutColumns: TablePass {
        var pass = self
        pass.columns = []
        return pass
    }

    init(_ plan: TablePlan, room rows: Int) {
        self.plan = plan
        columns = plan.columns.map { CSVColumn($0, rows: rows) }
    }

    /// Reads the records of a table.
    ///
    /// - Parameter limit: The maximum number of rows; nil for all.
    /// - Throws: `DataError` if the file cannot be read, a row has the wrong number of fields, or the rows do not fit
    ///   into memory; `.stopped`.
    /// - Complexity: O(bytes)
    mutating func read(
        path: String, _ dialect: CSVDialect, atMost limit: Int?, _ monitor: Monitor
    ) throws(DataError) {
        var pass = self
        self.columns = []
        var isHeader = dialect.hasHeader
        var record = 0
        let indices = plan.columns.map(\.index)
        let splitting = plan.columns.indices.filter { plan.columns[$0].role != nil }
        let isTextLabel = plan.columns[0].kind == .texts
        let missing = dialect.missing
        try dialect.records(path).forEach(monitor) { (bytes, fields, line) throws(DataError) in
            if isHeader {
                isHeader = false
                return true
            }
            if try dialect.isNoRow(bytes, fields, line, path, isFirst: record == 0) {
                if fields[0].end > fields[0].start { pass.comments += 1 }
                return true
            }
            record += 1
            if !pass.plan.excluded.isEmpty, pass.plan.excluded.contains(line) { return true }
            guard pass.hasLabel(bytes, fields[indices[0]], isText: isTextLabel, missing) else { return true }
            if pass.firstLine == 0 { pass.firstLine = line }
            pass.columns[0].add(bytes, fields[indices[0]], line: line, record: record, missing)
            if pass.columns[0].dropLastUnlessNumber() { return true }
            for index in 1..<indices.count {
                pass.columns[index].add(bytes, fields[indices[index]], line: line, record: record, missing)
            }
            for index in splitting where pass.columns[index].lacking > 0 {
                if let role = pass.columns[index].plan.role, pass.lackingLines[role] == nil {
                    pass.lackingLines[role] = line
                }
            }
            pass.lastLine = line
            pass.rows += 1
            if pass.rows & 0xFFFF == 0 { try pass.check(memory: monitor.memory, path: path) }
            guard let limit else { return true }
            pass.bytes += fields[fields.count - 1].end - fields[0].start + 1
            pass.isWhole = pass.rows < limit
            return pass.isWhole
        }
        self = pass
    }

    /// The maximum number of rows.
    private static let maximumRows = 1 << 30

    /// Checks the size of the table before it fills the memory.
    ///
    /// - Throws: `.dataset` if it is too large.
    private func check(memory: Int, path: String) throws(DataError) {
        let taken = columns.reduce(0) { $0 + $1.bytes }
        guard taken < memory, rows < Self.maximumRows else {
            throw .tooManyRows(rows, columns: columns.count, memory: memory, path)
        }
    }

    /// Returns true if a row has a label; counts the rows without one.
    private mutating func hasLabel(
        _ bytes: Span<UInt8>, _ field: CSVRecords.Field, isText: Bool, _ missing: MissingWords
    ) -> Bool {
        let (start, end) = FieldText.trimmed(bytes, field)
        if start == end {
            unlabelled += 1
            return false
        }
        guard !(isText && field.isQuoted), missing.contains(bytes, start, end) else { return true }
        _ = labelWords.add(bytes, start, end)
        if !plan.labelWords.isEmpty, plan.labelWords.contains(FieldText.text(bytes, start, end)) { return true }
        unlabelled += 1
        return false
    }
}
