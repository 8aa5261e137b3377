import Datasets
import Foundation
import Suggestions

/// A table of the user's own, read column by column.
struct CSVTable {
    let path: String
    let dialect: CSVDialect
    let label: CSVColumn
    /// The other columns that were wanted, in their order.
    let features: [CSVColumn]
    /// The rows that have a label.
    let rows: Int
    /// The last way through the file.
    let pass: TablePass
    let planner: TablePlanner
    /// The marks of all columns that are numbers.
    let marks: NumberMarks
    /// The columns whose dates may be read in two ways, and which are texts therefore.
    let ambiguousDates: Set<String>

    /// The records that decide at first what a column is.
    private static let survey = 1000
    /// More ways through a file change nothing.
    private static let mostPasses = 8

    /// Reads a file. O(bytes): once, and once more where the first records did not show what a column is.
    ///
    /// - Throws: what is no table, with its line: a record with more or fewer fields than the first, a column that does
    ///   not exist; `.stopped`.
    static func read(path: String, options: CSVOptions, monitor: Monitor) throws(DataError) -> CSVTable {
        do throws(DataError) {
            return try CSVTable(path: path, options: options, monitor: monitor)
        } catch .encoding(let place, TextBlocks.usual, let byte, let line)
            where options.encoding == nil && !TextBlocks.isMarked(path)
        {
            // What is not UTF-8 far behind its beginning shows only while it is read.
            var other = options
            other.encoding = TextBlocks.fallback
            do throws(DataError) {
                return try CSVTable(path: path, options: other, monitor: monitor)
            } catch .encoding {
                throw .encoding(path: place, name: TextBlocks.usual, byte: byte, line: line)
            }
        }
    }

    private init(path: String, options: CSVOptions, monitor: Monitor) throws(DataError) {
        try options.check(path: path)
        let dialect = try CSVDialect(path: path, options: options)
        let chosen = try options.columns(path: path, dialect)
        let planner = TablePlanner(options: options, names: dialect.names)
        var ambiguous: Set<String> = []
        // The first records show the kinds of columns, unless they are all there are.
        var pass = TablePass(planner.first(chosen), room: Self.survey)
        try pass.read(path: path, dialect, atMost: Self.survey, monitor)
        for _ in 0..<Self.mostPasses {
            if pass.isWhole { ambiguous.formUnion(pass.columns.filter(planner.isAmbiguous).map(\.plan.name)) }
            let plan = planner.revised(pass)
            if plan == pass.plan, pass.isWhole { break }
            let rows = pass.isWhole ? pass.rows : Self.rows(in: path, pass.bytes, of: pass.rows)
            pass = TablePass(plan, room: rows)
            try pass.read(path: path, dialect, atMost: nil, monitor)
        }
        if let column = pass.columns.first(where: planner.isAmbiguous) {
            throw .dataset(
                path: path,
                reason: "\"\(column.plan.name)\": nothing shows which number of a date is the day and which the month; "
                    + "write dates as 2020-01-31")
        }
        guard pass.rows > 0 else {
            throw .mismatch(
                path: path, expected: "rows that have a \"\(chosen[0].name)\"",
                found: pass.unlabelled > 0 ? "none" : "a header alone")
        }
        self.path = path
        self.dialect = dialect
        self.planner = planner
        marks = planner.marks(of: pass)
        self.pass = pass.withoutColumns
        ambiguousDates = ambiguous
        rows = pass.rows
        label = pass.columns[0]
        features = Array(pass.columns.dropFirst())
    }

    /// About how many rows a file has, by its first ones.
    private static func rows(in path: String, _ bytes: Int, of rows: Int) -> Int {
        guard bytes > 0, let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        else { return rows }
        return Int(Double(size) / Double(bytes) * Double(rows) * 1.02) + 1
    }

    /// The decisions that another table of the same kind is read with.
    func reading(_ textValues: [String: [String]]) -> TableReading {
        TableReading(
            delimiter: String(UnicodeScalar(dialect.delimiter)), encoding: dialect.encoding,
            missing: planner.options.missing, skip: dialect.skip, hasHeader: dialect.hasHeader,
            columns: ([label] + features).map { column in
                let kind: TableReading.Kind =
                    switch column.plan.kind {
                    case .numbers(let format), .wide(let format): .number(format)
                    case .dates(let order): .date(order)
                    case .texts: .text(values: textValues[column.plan.name] ?? [])
                    }
                return .init(name: column.plan.name, kind: kind, missing: column.odd.entries.keys.sorted())
            })
    }
}

extension CSVOptions {
    /// Refuses marks that are none, or contradict each other.
    fileprivate func check(path: String) throws(DataError) {
        func refuse(_ reason: String) -> DataError { .dataset(path: path, reason: reason) }
        if let decimal, decimal != ".", decimal != "," {
            throw refuse("expected `.` or `,` as decimal mark, found \"\(decimal)\"")
        }
        if let thousands, !["", ".", ",", "'", " "].contains(thousands) {
            throw refuse("expected `,`, `.`, \"'\", ' ' or none between thousands, found \"\(thousands)\"")
        }
        if let decimal, decimal == thousands {
            throw refuse("\"\(decimal)\" cannot be both the decimal mark and the one between thousands")
        }
    }

    /// The columns that are wanted, the label first.
    fileprivate func columns(path: String, _ dialect: CSVDialect) throws(DataError) -> [(name: String, index: Int)] {
        let names = dialect.names
        func index(_ name: String) throws(DataError) -> Int {
            if let index = names.firstIndex(of: name) { return index }
            if let number = Int(name), (1...names.count).contains(number) { return number - 1 }
            throw .unknownColumn(
                path: path, name: name, suggestion: Suggestion.nearest(to: name, among: names), columns: names)
        }
        guard let name = label else { throw .noLabel(path: path, columns: names) }
        let label = try index(name)
        var left: Set<Int> = []
        for name in ignored { left.insert(try index(name)) }
        var kinds: [Int: String] = [:]
        for (kind, columns) in [("number", numbers), ("text", texts), ("date", dates)] {
            for name in columns {
                let column = try index(name)
                if let other = kinds.updateValue(kind, forKey: column), other != kind {
                    throw .dataset(path: path, reason: "\"\(name)\" cannot be both \(other) and \(kind)")
                }
            }
        }
        guard kinds[label] != "date" else {
            throw .dataset(path: path, reason: "the label \"\(name)\" cannot be a date; make it a number or a text")
        }
        guard left.insert(label).inserted else {
            throw .dataset(path: path, reason: "the label \"\(name)\" cannot be ignored")
        }
        var chosen: [Int] = []
        if let features {
            for name in features {
                let column = try index(name)
                guard column != label else {
                    throw .dataset(
                        path: path, reason: "\"\(name)\" is the label, and what is to be learned cannot be learned from"
                    )
                }
                if !left.contains(column), !chosen.contains(column) { chosen.append(column) }
            }
        } else {
            chosen = names.indices.filter { !left.contains($0) }
        }
        guard !chosen.isEmpty else {
            throw .dataset(path: path, reason: "no column is left to learn \"\(names[label])\" from")
        }
        return ([label] + chosen).map { (names[$0], $0) }
    }
}
