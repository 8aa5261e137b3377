import Datasets

/// The plan for one way through a table.
struct TablePlan: Equatable {
    /// The label first.
    var columns: [ColumnPlan]
    /// The lines of rows that are none: units, totals.
    var excluded: Set<Int> = []
    /// The words of the label that mean a missing value elsewhere, and a class here.
    var labelWords: Set<String> = []
}

/// One way through the file of a table.
struct TablePass {
    let plan: TablePlan
    private(set) var columns: [CSVColumn]
    private(set) var rows = 0
    /// The rows without a label, which are left out.
    private(set) var unlabelled = 0
    /// The records that are comments.
    private(set) var comments = 0
    /// The bytes of the records that were read.
    private(set) var bytes = 0
    /// Whether the table was read to its end.
    private(set) var isWhole = true
    /// The lines of the first and the last row.
    private(set) var firstLine = 0
    private(set) var lastLine = 0
    /// How often each word that means a missing value is the label, and the most frequent one's spelling.
    private(set) var labelWords = TextValues()

    /// The same without its columns.
    var withoutColumns: TablePass {
        var pass = self
        pass.columns = []
        return pass
    }

    init(_ plan: TablePlan, room rows: Int) {
        self.plan = plan
        columns = plan.columns.map { CSVColumn($0, rows: rows) }
    }

    /// Reads the records of a table. O(bytes).
    ///
    /// - Parameter limit: the most rows; nil for all.
    mutating func read(
        path: String, _ dialect: CSVDialect, atMost limit: Int?, _ monitor: Monitor
    ) throws(DataError) {
        var pass = self
        self.columns = []
        var isHeader = dialect.hasHeader
        var record = 0
        let indices = plan.columns.map(\.index)
        let isTextLabel = plan.columns[0].kind == .texts
        let missing = dialect.missing
        try dialect.records(path).forEach(monitor) { (bytes, fields, line) throws(DataError) in
            if isHeader {
                isHeader = false
                return true
            }
            if fields.count != dialect.width {
                _ = try dialect.isNoRow(bytes, fields, line, path, isFirst: record == 0)
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

    /// More rows are not numbered.
    private static let mostRows = 1 << 30

    /// Refuses a table before it fills the memory.
    private func check(memory: Int, path: String) throws(DataError) {
        let taken = columns.reduce(0) { $0 + $1.bytes }
        guard taken < memory, rows < Self.mostRows else {
            throw .dataset(
                path: path,
                reason: "more than \(rows) rows of \(columns.count) columns do not fit into "
                    + "\(memory / 1_000_000) MB of memory; split the table, or name fewer columns: features A, B")
        }
    }

    /// Whether a row has a label; what has none is counted.
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
