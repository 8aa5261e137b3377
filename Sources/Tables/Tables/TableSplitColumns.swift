import DataFiles
import Datasets
import DelimitedText

/// Reads the columns by which a table is split.
struct TableSplitColumns {
    let table: CSVTable

    /// Returns the split columns of a table; nil if the user named none.
    ///
    /// - Throws: `.dataset` for a group or time that is missing or unreadable in a row, for times that are neither dates
    ///   nor numbers, and for strata that differ in most rows.
    /// - Complexity: O(rows)
    func columns(_ remarks: inout [String]) throws(DataError) -> SplitColumns? {
        var groups: SplitColumns.Groups?
        var times: SplitColumns.Times?
        var stratified: SplitColumns.Values?
        for column in table.splitting {
            switch column.plan.role {
            case .group: groups = try self.groups(column)
            case .time: times = try self.times(column)
            case .stratify: stratified = try strata(column, &remarks)
            case nil: break
            }
        }
        return SplitColumns(groups: groups, times: times, stratified: stratified)
    }

    /// Returns the descriptions of the columns that are no inputs, for `show columns`.
    func descriptions(besides columns: [TableColumn], _ marks: NumberMarks) -> [TableColumn] {
        table.splitting.compactMap { column in
            guard column.plan.role != .stratify, !columns.contains(where: { $0.name == column.plan.name }) else {
                return nil
            }
            let facts = ColumnFacts(column: column, planner: table.planner, marks: marks)
            return TableColumn(
                name: column.plan.name, role: column.plan.role == .group ? .group : .time, kind: facts.kind,
                missing: facts.missing, distinct: facts.distinct, values: facts.values, inputs: [],
                decisions: [column.plan.role == .group ? ColumnDecision.group : ColumnDecision.time])
        }
    }

    private func groups(_ column: CSVColumn) throws(DataError) -> SplitColumns.Groups {
        try check(column)
        let names = (0..<column.texts.count).map { column.texts.text($0) }
        // Rows without a label were not read, so that each text has a row.
        return SplitColumns.Groups(name: column.plan.name, ids: column.codes, names: names)
    }

    private func times(_ column: CSVColumn) throws(DataError) -> SplitColumns.Times {
        let name = column.plan.name
        switch column.plan.kind {
        case .texts:
            if table.ambiguousDates.contains(name) { throw .ambiguousDates(name, table.path) }
            throw .noTimes(name, example: column.texts.count > 0 ? column.texts.text(0) : "", table.path)
        case .dates(let order):
            try check(column)
            return .init(name: name, values: column.doubles, clock: order == .time ? .timeOfDay : .date)
        case .numbers, .wide:
            try check(column)
            let values = column.doubles.isEmpty ? column.numbers.map { Double($0) } : column.doubles
            return .init(name: name, values: values, clock: .number)
        }
    }

    private func strata(_ column: CSVColumn, _ remarks: inout [String]) throws(DataError) -> SplitColumns.Values {
        let name = column.plan.name
        switch column.plan.kind {
        case .numbers: return SplitValues.strata(name, column.numbers.map { Double($0) }, &remarks)
        case .wide, .dates: return SplitValues.strata(name, column.doubles, &remarks)
        case .texts:
            guard !column.isCountless, column.distinct * 2 <= table.rows else {
                throw .tooManyStrata(name, column.distinct, rows: table.rows, table.path)
            }
            let texts = (0..<column.texts.count).map { column.texts.text($0) }
            return SplitValues.strata(name, column.codes.map { $0 >= 0 ? texts[Int($0)] : nil })
        }
    }

    /// Checks that each row has a value.
    private func check(_ column: CSVColumn) throws(DataError) {
        guard column.lacking > 0, let role = column.plan.role else { return }
        throw .lackingSplitValues(
            column.lacking, of: column.plan.name, role: role, odd: column.odd.first?.text,
            "\(table.path):\(table.pass.lackingLines[role] ?? table.pass.firstLine)")
    }
}
