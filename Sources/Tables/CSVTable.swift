package import DataFiles
import Datasets
package import DelimitedText
import Foundation
import Suggestions

/// The user's own table, read column by column.
package struct CSVTable {
    let path: String
    let dialect: CSVDialect
    let label: CSVColumn
    /// The other selected columns, in their order.
    let features: [CSVColumn]
    /// The columns by which the rows are split.
    let splitting: [CSVColumn]
    /// The number of rows with a label.
    let rows: Int
    /// The last pass through the file.
    let pass: TablePass
    let planner: TablePlanner
    /// The marks of all numeric columns.
    let marks: NumberMarks
    /// The columns whose dates are ambiguous, and which are therefore read as texts.
    let ambiguousDates: Set<String>

    /// The number of records from which column types are first guessed.
    private static let survey = 1000
    /// The maximum number of passes through the file; more would change nothing.
    private static let maximumPasses = 8

    /// Reads a file: once, and again if the first records did not show the type of a column.
    ///
    /// - Throws: `DataError` if the file is not a table or a row has the wrong number of fields, with its line; for an
    ///   unknown column; for options that contradict each other; `.stopped`.
    /// - Complexity: O(bytes)
    package static func read(path: String, options: CSVOptions, monitor: Monitor) throws(DataError) -> CSVTable {
        do throws(DataError) {
            return try CSVTable(path: path, options: options, monitor: monitor)
        } catch .encoding(let file, TextBlocks.usual, let byte, let line)
            where options.encoding == nil && !TextBlocks.isMarked(path, monitor)
        {
            // A file may turn out not to be UTF-8 far behind its beginning.
            var other = options
            other.encoding = TextBlocks.fallback
            do throws(DataError) {
                return try CSVTable(path: path, options: other, monitor: monitor)
            } catch .encoding {
                throw .encoding(path: file, name: TextBlocks.usual, byte: byte, line: line)
            }
        }
    }

    private init(path: String, options: CSVOptions, monitor: Monitor) throws(DataError) {
        try options.check(path: path)
        let dialect = try CSVDialect(path: path, options: options, monitor)
        let chosen = try options.columns(path: path, dialect)
        let planner = TablePlanner(options: options, names: dialect.names)
        var ambiguous: Set<String> = []
        // The first records show the column types, unless they are the whole file.
        var pass = TablePass(planner.first(chosen), room: Self.survey)
        try pass.read(path: path, dialect, atMost: Self.survey, monitor)
        for _ in 0..<Self.maximumPasses {
            if pass.isWhole { ambiguous.formUnion(pass.columns.filter(planner.isAmbiguous).map(\.plan.name)) }
            let plan = planner.revised(pass)
            if plan == pass.plan, pass.isWhole { break }
            let rows = pass.isWhole ? pass.rows : Self.rows(in: path, pass.bytes, of: pass.rows)
            pass = TablePass(plan, room: rows)
            try pass.read(path: path, dialect, atMost: nil, monitor)
        }
        if let column = pass.columns.first(where: planner.isAmbiguous) {
            throw .ambiguousDates(column.plan.name, path)
        }
        guard pass.rows > 0 else {
            if pass.columns[0].odd.count > 0 { throw planner.mistake(inLabel: pass.columns[0], path: path) }
            throw .noLabelledRows(chosen[0].name, areUnlabelled: pass.unlabelled > 0, path)
        }
        self.path = path
        self.dialect = dialect
        self.planner = planner
        marks = planner.marks(of: pass)
        self.pass = pass.withoutColumns
        ambiguousDates = ambiguous
        rows = pass.rows
        label = pass.columns[0]
        features = pass.columns.dropFirst().filter { $0.plan.role == nil }
        splitting = pass.columns.filter { $0.plan.role != nil }
    }

    /// Estimates the number of rows of a file from its first rows.
    private static func rows(in path: String, _ bytes: Int, of rows: Int) -> Int {
        guard bytes > 0, let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        else { return rows }
        return Int(Double(size) / Double(bytes) * Double(rows) * 1.02) + 1
    }

    /// Returns the decisions for reading another table of the same kind.
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
    /// Checks the marks of the options.
    ///
    /// - Throws: `.dataset` if a mark is invalid, or if the decimal mark is also the thousands separator.
    fileprivate func check(path: String) throws(DataError) {
        if let decimal, decimal != ".", decimal != "," {
            throw .wrongDecimalMark(decimal, path)
        }
        if let thousands, !["", ".", ",", "'", " "].contains(thousands) {
            throw .wrongThousands(thousands, path)
        }
        if let decimal, decimal == thousands {
            throw .sameMarks(decimal, path)
        }
    }

    /// Returns the selected columns, the label first.
    ///
    /// - Throws: `.noLabel` if no label was named; `.unknownColumn` for a column that the table does not have;
    ///   `.dataset` if the options contradict each other.
    fileprivate func columns(
        path: String, _ dialect: CSVDialect
    ) throws(DataError) -> [(name: String, index: Int, role: SplitRole?)] {
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
                    throw .twoKinds(name, other, kind, path)
                }
            }
        }
        guard kinds[label] != "date" else {
            throw .dateAsLabel(name, path)
        }
        if kinds[label] == "text", task == .regression {
            throw .textForRegression(name, path)
        }
        if kinds[label] == "number", task == .classes {
            throw .numberForClasses(name, path)
        }
        guard left.insert(label).inserted else {
            throw .ignoredLabel(name, path)
        }
        var splitting: [(role: SplitRole, index: Int)] = []
        for (role, name) in split?.roles ?? [] {
            let column = try index(name)
            guard column != label || role == .stratify else { throw .labelDecidesSplit(names[label], role, path) }
            splitting.append((role, column))
            // Networks learn from groups and times only if the user lists them.
            if role != .stratify, features == nil { left.insert(column) }
        }
        var chosen: [Int] = []
        if let features {
            for name in features {
                let column = try index(name)
                guard column != label else {
                    throw .labelAsFeature(name, path)
                }
                if !left.contains(column), !chosen.contains(column) { chosen.append(column) }
            }
        } else {
            chosen = names.indices.filter { !left.contains($0) }
        }
        guard !chosen.isEmpty else {
            throw .noFeatures(for: names[label], path)
        }
        return ([label] + chosen).map { (names[$0], $0, nil) } + splitting.map { (names[$0.index], $0.index, $0.role) }
    }
}
