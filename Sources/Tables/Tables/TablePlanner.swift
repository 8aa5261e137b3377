import DataFiles
import Datasets
import DelimitedText

/// Decides the types of a table's columns, based on the last pass.
struct TablePlanner {
    /// The minimum fraction of cells that are numbers, or dates, for the others to count as missing.
    private static let minimumNumbers = 0.8
    /// The maximum number of different integers that become classes, unless the user decides otherwise.
    static let maximumClasses = 20

    private static let totals: Set<String> = [
        "total", "totals", "grand total", "sum", "summe", "gesamt", "insgesamt", "average", "mean", "mittelwert",
    ]
    /// Texts among numbers that are not classes.
    private static let marks: Set<String> = [
        "-", "--", "---", ".", "..", "...", "*", "x", "n.a.", "n.d.", "nd", "k.a.", "missing", "–", "—",
    ]

    let options: CSVOptions
    let names: [String]

    private enum Wish { case number, text, date }

    private func wish(_ plan: ColumnPlan) -> Wish? {
        func has(_ columns: [String]) -> Bool { columns.contains { $0 == plan.name || Int($0) == plan.index + 1 } }
        if plan.role == .group { return .text }
        if has(options.texts), plan.role == nil { return .text }
        if has(options.dates) { return .date }
        if has(options.numbers) { return .number }
        return plan.isLabel && options.task == .classes ? .text : nil
    }

    /// Returns the plan for the first pass.
    func first(_ columns: [(name: String, index: Int, role: SplitRole?)]) -> TablePlan {
        let format = NumberFormat(
            decimal: options.decimal ?? (options.thousands == "." ? "," : "."),
            thousands: options.thousands.flatMap { $0.isEmpty ? nil : $0 })
        return TablePlan(
            columns: columns.enumerated().map { position, column in
                var plan = ColumnPlan(
                    name: column.name, index: column.index,
                    // Seconds have more digits than 32 bits hold.
                    kind: column.role == .time ? .wide(format) : .numbers(format), isLabel: position == 0,
                    role: column.role)
                switch wish(plan) {
                case .text: plan.kind = .texts
                case .date: plan.kind = .dates(.yearMonthDay)
                default: break
                }
                return plan
            })
    }

    /// Returns the marks of all numeric columns.
    func marks(of pass: TablePass) -> NumberMarks {
        pass.columns.reduce(into: []) { if numberFraction($1) >= Self.minimumNumbers { $0.formUnion($1.marks) } }
    }

    private func numberFraction(_ column: CSVColumn) -> Double {
        let cells = column.facts.count + column.odd.count
        return cells == 0
            ? 1 : Double(column.facts.count + column.misread + column.infiniteNumbers) / Double(cells)
    }

    /// Returns the plan for the next pass; the same as the last one if it proved right.
    func revised(_ pass: TablePass) -> TablePlan {
        var plan = pass.plan
        let all = marks(of: pass)
        for (index, column) in pass.columns.enumerated() {
            plan.columns[index].kind =
                column.plan.isLabel ? labelKind(column, all) : kind(column, all, isWhole: pass.isWhole)
        }
        if pass.columns[0].plan.isLabel { plan.labelWords = labelWords(pass) }
        if plan.columns.map(\.kind) == pass.plan.columns.map(\.kind) {
            if pass.plan.excluded.isEmpty, let line = unitsLine(pass) { plan.excluded.insert(line) }
            if pass.isWhole, let line = totalLine(pass) { plan.excluded.insert(line) }
        }
        return plan
    }

    // MARK: - Kinds

    private func kind(_ column: CSVColumn, _ all: NumberMarks, isWhole: Bool) -> ColumnPlan.Kind {
        let wish = wish(column.plan)
        switch column.plan.kind {
        case .texts:
            guard wish == nil, column.numberFraction >= Self.minimumNumbers else { return .texts }
            let format = NumberDecision(column.marks, among: all, options).format
            return column.plan.role == .time ? .wide(format) : .numbers(format)
        case .dates(let order):
            let counts = column.dateCounts
            let best =
                counts.max { ($0.value, $0.key == order ? 1 : 0) < ($1.value, $1.key == order ? 1 : 0) }?.key ?? order
            if wish == .date { return .dates(anyDateOrder(column) ?? best) }
            let areDates =
                column.facts.count + column.odd.count == 0
                || Double(counts[best] ?? 0) >= Self.minimumNumbers * Double(column.facts.count + column.odd.count)
            return areDates && !(isWhole && isAmbiguous(column)) ? .dates(best) : .texts
        case .numbers(let format), .wide(let format):
            guard wish == .number || numberFraction(column) >= Self.minimumNumbers else {
                guard wish == nil, column.facts.count == 0, let order = dateOrder(column) else { return .texts }
                return .dates(order)
            }
            let isUnread = column.facts.count + column.odd.count == 0
            let decided = isUnread ? format : NumberDecision(column.marks, among: all, options).format
            if case .wide = column.plan.kind { return .wide(decided) }
            return column.facts.needDifferences ? .wide(decided) : .numbers(decided)
        }
    }

    /// Returns the order in which most of a column's cells are dates.
    private func dateOrder(_ column: CSVColumn) -> DateOrder? {
        let least = Self.minimumNumbers * Double(column.odd.count)
        return DateOrder.allCases.filter { Double(column.dateCounts[$0] ?? 0) >= least }
            .max { (column.dateCounts[$0] ?? 0) < (column.dateCounts[$1] ?? 0) }
    }

    /// Returns an order in which the cells of a column are dates, if the user calls them dates and they are not in its
    /// present order.
    private func anyDateOrder(_ column: CSVColumn) -> DateOrder? {
        guard column.facts.count == 0, let text = column.odd.first?.text else { return nil }
        let bytes = Array(text.utf8)
        return DateOrder.allCases.first { DateText(order: $0).seconds(bytes.span, 0, bytes.count) != nil }
    }

    /// Returns true if day and month cannot be distinguished in any cell of a date column.
    func isAmbiguous(_ column: CSVColumn) -> Bool {
        guard case .dates(let order) = column.plan.kind, [.dayMonthYear, .monthDayYear].contains(order) else {
            return false
        }
        return column.dateCounts[.dayMonthYear] == column.dateCounts[.monthDayYear]
    }

    // MARK: - The label

    private func labelKind(_ column: CSVColumn, _ all: NumberMarks) -> ColumnPlan.Kind {
        guard column.plan.kind != .texts else { return .texts }
        let wish = wish(column.plan)
        if wish == .text { return .texts }
        let isNumber = wish == .number || options.task == .regression || numberFraction(column) >= Self.minimumNumbers
        guard isNumber, wish == .number || options.task == .regression || !areClasses(column) else { return .texts }
        return .numbers(NumberDecision(column.marks, among: all, options).format)
    }

    /// Returns true if some labels are texts that are classes like the few integers beside them.
    private func areClasses(_ column: CSVColumn) -> Bool {
        guard column.odd.count > 0, column.infinite == nil, !column.isCountless else { return false }
        guard column.odd.entries.keys.contains(where: { !Self.marks.contains($0.lowercased()) }) else { return false }
        return column.facts.areExact && column.texts.count <= Self.maximumClasses && column.misread == 0
    }

    /// Returns the words such as `None` that are the most frequent label.
    private func labelWords(_ pass: TablePass) -> Set<String> {
        guard pass.columns[0].plan.kind == .texts,
            let mostFrequent = pass.labelWords.counts.indices.max(by: {
                pass.labelWords.counts[$0] < pass.labelWords.counts[$1]
            }),
            pass.labelWords.counts[mostFrequent] > (pass.columns[0].texts.counts.max() ?? 0)
        else { return [] }
        return [pass.labelWords.text(mostFrequent)]
    }

    /// Returns the error for a label that should be a number, with its first other text.
    func mistake(inLabel label: CSVColumn, path: String) -> DataError {
        let name = label.plan.name
        if let (text, line) = label.infinite {
            return .infiniteLabel(text, of: name, path, line: line)
        }
        let (text, line) = label.odd.first ?? ("", 1)
        return .textLabel(text, of: name, isRegression: options.task == .regression, path, line: line)
    }

    // MARK: - Rows that are not data

    /// Returns the line of a row of units below the header: texts in columns that have numbers in all other rows.
    private func unitsLine(_ pass: TablePass) -> Int? {
        let numbers = pass.columns.filter { column in
            switch column.plan.kind {
            case .numbers, .wide: column.facts.count > 0
            default: false
            }
        }
        let odd = numbers.filter { $0.odd.isAlone(in: pass.firstLine) }
        guard !odd.isEmpty,
            numbers.allSatisfy({ ($0.numbers.first?.isNaN ?? true) && ($0.doubles.first?.isNaN ?? true) })
        else { return nil }
        if odd.count == 1, let text = odd[0].odd.first?.text {
            guard let first = text.first, let last = text.last, "[(".contains(first), "])".contains(last) else {
                return nil
            }
        }
        return pass.firstLine
    }

    /// Returns the line of a last row with totals.
    private func totalLine(_ pass: TablePass) -> Int? {
        let isTotal = pass.columns.contains { column in
            if column.plan.kind == .texts, let code = column.codes.last, code >= 0, column.texts.counts[Int(code)] == 1
            {
                return Self.totals.contains(column.texts.text(Int(code)).lowercased())
            }
            return column.odd.entries.contains {
                $0.value.count == 1 && $0.value.line == pass.lastLine && Self.totals.contains($0.key.lowercased())
            }
        }
        return isTotal && pass.rows > 2 && !pass.plan.excluded.contains(pass.lastLine) ? pass.lastLine : nil
    }
}
