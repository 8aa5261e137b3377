import DataFiles
import Datasets
import DelimitedText
import Notation

/// Selects the columns that networks learn from, and the encoding of each.
struct TableFeatures {
    /// A selected column.
    struct Kept {
        /// The index among the table's features.
        let index: Int
        let encoding: ColumnEncoding
        let inputs: [String]
    }

    /// The reason for leaving out a column.
    private enum Reason: Int, CaseIterable {
        case empty, constant, counted, identifier, texts

        /// The text before the names of such columns.
        var words: String {
            switch self {
            case .empty: ColumnDecision.leftOutEmpty
            case .constant: ColumnDecision.leftOutConstant
            case .counted: ColumnDecision.leftOutCounted
            case .identifier: ColumnDecision.leftOutIdentifier
            case .texts: ColumnDecision.leftOutTexts
            }
        }
    }

    /// The minimum number of rows; columns with fewer rows may count up by chance.
    private static let leastCounted = 10

    let table: CSVTable
    private(set) var kept: [Kept] = []
    /// All selected columns except for the label, with the decisions about them.
    private(set) var columns: [TableColumn] = []
    private(set) var remarks: [String] = []
    private(set) var warnings: [String] = []
    /// The texts of each column that are values although they usually mean a missing value.
    private(set) var valueWords: [String: [String]] = [:]
    let marks: NumberMarks

    /// Selects columns of a table.
    ///
    /// - Throws: `.dataset` for a column with too many different texts.
    /// - Complexity: O(columns), and O(rows) for columns that may be identifiers
    init(_ table: CSVTable, marks: NumberMarks) throws(DataError) {
        self.table = table
        self.marks = marks
        var reasons = table.features.map { reason($0) }
        if !reasons.contains(nil) {
            // Such a column is better than none.
            for index in reasons.indices where reasons[index] == .counted || reasons[index] == .identifier {
                reasons[index] = nil
            }
        }
        for (index, column) in table.features.enumerated() { try add(column, index, reasons[index]) }
        report(reasons)
    }

    private func facts(_ column: CSVColumn) -> ColumnFacts {
        ColumnFacts(column: column, planner: table.planner, marks: marks)
    }

    // MARK: - Left out

    private func reason(_ column: CSVColumn) -> Reason? {
        let name = column.plan.name
        let isWanted = table.planner.options.features?.contains(name) ?? false
        let facts = facts(column)
        if facts.missing == table.rows { return .empty }
        switch column.plan.kind {
        case .texts:
            guard !column.isCountless else { return column.distinct * 2 > table.rows ? .texts : nil }
            if column.distinct + facts.valueWords.count == 1 { return .constant }
            return column.distinct * 2 > table.rows ? .texts : nil
        case .dates: return column.facts.least == column.facts.greatest ? .constant : nil
        case .numbers, .wide:
            if column.facts.least == column.facts.greatest { return .constant }
            guard !isWanted, !table.planner.options.numbers.contains(name) else { return nil }
            if isCounted(column) { return .counted }
            return ColumnWords.nameRows(name) && isDistinct(column) ? .identifier : nil
        }
    }

    private func isUnnamed(_ column: CSVColumn) -> Bool { table.dialect.unnamed.contains(column.plan.index) }

    private func isCounted(_ column: CSVColumn) -> Bool {
        guard column.facts.areCounted, column.facts.count == table.rows, table.rows > 2 else { return false }
        let name = column.plan.name
        if isUnnamed(column) || ColumnWords.nameRows(name) { return true }
        return table.dialect.hasHeader && table.rows >= Self.leastCounted && !ColumnWords.nameTimes(name)
            && [0, 1].contains(column.facts.least)
    }

    /// Returns true if integers differ in all rows.
    private func isDistinct(_ column: CSVColumn) -> Bool {
        guard column.facts.count == table.rows, table.rows >= Self.leastCounted else { return false }
        let values = column.doubles.isEmpty ? column.numbers.map { Double($0) } : column.doubles
        guard values.allSatisfy({ $0 == $0.rounded() }) else { return false }
        return Set(values).count == values.count
    }

    // MARK: - Selected

    private mutating func add(_ column: CSVColumn, _ index: Int, _ reason: Reason?) throws(DataError) {
        let facts = facts(column)
        let name = column.plan.name
        if !facts.valueWords.isEmpty { valueWords[name] = facts.valueWords }
        var encoding: ColumnEncoding?
        if reason == nil { encoding = try self.encoding(column, facts) }
        let inputs = encoding.map { self.inputs(of: $0) } ?? []
        if let encoding { kept.append(Kept(index: index, encoding: encoding, inputs: inputs)) }
        var decisions = reason.map { [$0.words] } ?? []
        decisions += facts.decisions
        if case .difference(_, let origin)? = encoding {
            decisions.append(ColumnDecision.difference(from: ColumnFacts.words(origin)))
        }
        if areRounded(column) {
            decisions.append(ColumnDecision.rounded)
        }
        if table.ambiguousDates.contains(name) {
            warnings.append(ReadingRemark.ambiguousDates(name))
        }
        if let doubt = facts.doubt { warnings.append(doubt) }
        if reason == nil, case .numbers = column.plan.kind, column.facts.areCounted, column.facts.count == table.rows,
            table.rows >= Self.leastCounted, !ColumnWords.nameTimes(name), table.dialect.hasHeader,
            table.planner.options.features == nil, table.features.count > 1
        {
            warnings.append(ReadingRemark.counted(name))
        }
        columns.append(
            TableColumn(
                name: name, role: encoding == nil ? .leftOut : .input, kind: facts.kind, missing: facts.missing,
                distinct: facts.distinct, values: facts.values, inputs: inputs, decisions: decisions))
    }

    private func encoding(_ column: CSVColumn, _ facts: ColumnFacts) throws(DataError) -> ColumnEncoding {
        let name = column.plan.name
        switch column.plan.kind {
        case .numbers: return .number(name: name)
        case .wide:
            return column.facts.needDifferences
                ? .difference(name: name, origin: column.facts.least) : .number(name: name)
        case .dates(let order): return .date(name: name, parts: parts(column, order), origin: column.facts.least)
        case .texts:
            guard !column.isCountless else {
                throw .tooManyTexts(name, column.distinct, table.path)
            }
            let texts = column.texts
            let values = ((0..<texts.count).map { texts.text($0) } + facts.valueWords).sorted()
            let usual = texts.counts.indices.max {
                (texts.counts[$0], texts.text($1)) < (texts.counts[$1], texts.text($0))
            }
            return .oneHot(
                name: name, values: values, usual: facts.valueWords.first ?? usual.map { texts.text($0) } ?? "")
        }
    }

    /// Returns the parts of a column's dates that vary.
    private func parts(_ column: CSVColumn, _ order: DateOrder) -> [DatePart] {
        guard order != .time else { return [.hour] }
        var parts: [DatePart] = []
        for part in [DatePart.year, .month, .weekday, .hour] {
            var first: Double?
            let differs = column.doubles.contains { seconds in
                guard !seconds.isNaN else { return false }
                let value = DateText.value(of: part, seconds, origin: 0)
                defer { first = first ?? value }
                return first.map { $0 != value } ?? false
            }
            if differs { parts.append(part) }
        }
        return parts + [.days]
    }

    private func inputs(of encoding: ColumnEncoding) -> [String] {
        switch encoding {
        case .number(let name), .difference(let name, _): [name]
        case .oneHot(let name, let values, _): values.map { "\(name)=\($0)" }
        case .date(let name, let parts, _): parts.map { "\(name) \($0.rawValue)" }
        }
    }

    // MARK: - Words

    private mutating func report(_ reasons: [Reason?]) {
        for reason in [Reason.texts, .empty, .constant, .counted, .identifier] {
            let names = zip(table.features, reasons).filter { $0.1 == reason }.map(\.0.plan.name)
            if !names.isEmpty { remarks.append("\(reason.words): \(ColumnWords.list(names))") }
        }
        let kept = kept.map { table.features[$0.index] }
        for column in kept where column.odd.count > 0 {
            remarks.append(
                ReadingRemark.oddCells(
                    column.odd, of: column.plan.name, count: column.facts.count, kind: facts(column).kind))
        }
        let missing = kept.filter { facts($0).missing > 0 }
        for (words, isText) in [("the median of the training set", false), ("the most frequent value", true)] {
            let columns = missing.filter { ($0.plan.kind == .texts) == isText }
            guard !columns.isEmpty else { continue }
            remarks.append(ReadingRemark.replaced(by: words, columns.map { ($0.plan.name, facts($0).missing) }))
        }
        for (name, words) in valueWords.sorted(by: { $0.key < $1.key }) {
            remarks.append(ReadingRemark.values(words, of: name))
        }
        for entry in self.kept {
            guard case .date(let name, let parts, _) = entry.encoding else { continue }
            let words = parts.map { $0 == .days ? "days since the first" : $0.rawValue }.joined(separator: ", ")
            remarks.append(ReadingRemark.dates(name, inputs: words))
        }
        reportFormats(kept)
    }

    /// Returns true if integers of an input are rounded. The seconds of a date are exact and only their parts are inputs.
    private func areRounded(_ column: CSVColumn) -> Bool {
        switch column.plan.kind {
        case .numbers, .wide: column.facts.areRounded
        case .texts, .dates: false
        }
    }

    private mutating func reportFormats(_ columns: [CSVColumn]) {
        var names: [String: [String]] = [:]
        for column in columns {
            for decision in facts(column).decisions
            where ColumnDecision.isFormat(decision) { names[decision, default: []].append(column.plan.name) }
        }
        for (decision, columns) in names.sorted(by: { $0.key < $1.key }) {
            remarks.append("\(decision): \(ColumnWords.list(columns))")
        }
        for entry in kept {
            guard case .difference(let name, let origin) = entry.encoding else { continue }
            remarks.append(ReadingRemark.difference(name, from: ColumnFacts.words(origin)))
        }
        let rounded = columns.filter(areRounded).map(\.plan.name)
        if !rounded.isEmpty {
            remarks.append(ReadingRemark.rounded(rounded))
        }
    }
}

/// Words in the names of columns.
enum ColumnWords {
    private static let rows: Set<String> = [
        "id", "index", "idx", "row", "rows", "rowname", "rownames", "row_names", "rowid", "rownum", "nr", "no", "no.",
        "num", "number", "obs", "unnamed: 0", "unnamed", "key", "#", "uid", "uuid",
    ]
    private static let times: Set<String> = [
        "year", "years", "jahr", "yr", "month", "monat", "week", "woche", "day", "days", "tag", "date", "datum", "time",
        "zeit", "hour", "stunde", "quarter", "period", "t", "minute", "second", "decade", "age",
    ]

    /// Returns true if a name suggests that a column numbers the rows.
    static func nameRows(_ name: String) -> Bool {
        let lowercase = name.lowercased()
        if rows.contains(lowercase) { return true }
        if ["_id", " id", ".id", "-id"].contains(where: { lowercase.hasSuffix($0) }) { return true }
        guard name.count > 2, name.hasSuffix("Id") || name.hasSuffix("ID") else { return false }
        return name.dropLast(2).last?.isLowercase ?? false
    }

    /// Returns true if a name suggests that a column contains times.
    static func nameTimes(_ name: String) -> Bool { times.contains(name.lowercased()) }

    /// Returns the first names in quotes, and the number of the others.
    static func list(_ names: [String]) -> String {
        names.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
            + (names.count > 8 ? " and \(names.count - 8) more" : "")
    }
}
