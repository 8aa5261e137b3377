package import DataFiles
import Datasets
package import DelimitedText
import Foundation
import Notation

/// Converts the columns of a table into a dataset: numbers are unchanged, texts are one-hot encoded, dates become
/// numbers, and the label becomes classes or numbers.
package enum TableDataset {
    /// Creates the dataset and reports the decisions.
    ///
    /// - Throws: `.dataset` or `.mismatch` for a label that is constant or of the wrong type, if no feature is left,
    ///   or if the dataset does not fit into memory.
    /// - Complexity: O(rows × columns)
    package static func make(
        _ table: CSVTable, name: String, options: CSVOptions, memory: Int
    ) throws(DataError) -> ReadDataset {
        var remarks = remarks(table, options)
        var warnings: [String] = []
        let marks = table.marks
        let targets = try TableLabel(table: table).targets(options.task, &remarks, &warnings)
        let features = try TableFeatures(table, marks: marks)
        remarks += features.remarks
        warnings += features.warnings
        guard !features.kept.isEmpty else {
            throw .nothingToLearnFrom(table.path, remarks)
        }
        let encodings = features.kept.map(\.encoding)
        try check(table, encodings, memory: memory)
        warnings += TableLeaks(table: table, targets: targets).warnings(features.kept)
        let matrix = TableMatrix(table, features.kept).numbers()
        let split = TableSplitColumns(table: table)
        let splitting = try split.columns(&remarks)
        var columns = [label(table, targets, marks)] + features.columns
        columns += split.descriptions(besides: columns, marks)
        do {
            let dataset = try Dataset(
                name: name, layout: .table(columns: features.kept.flatMap(\.inputs)), features: .floats(matrix),
                targets: targets, encodings: encodings, reading: table.reading(features.valueWords),
                splitting: splitting)
            return ReadDataset(dataset: dataset, remarks: remarks, warnings: warnings, columns: columns)
        } catch {
            throw .dataset(path: table.path, reason: error.description)
        }
    }

    private static func remarks(_ table: CSVTable, _ options: CSVOptions) -> [String] {
        var remarks = table.dialect.remarks
        if table.dialect.encoding == TextBlocks.fallback, options.encoding == nil {
            remarks.append(ReadingRemark.windows1252)
        }
        let pass = table.pass
        if pass.comments > 0 {
            remarks.append(ReadingRemark.comments(pass.comments))
        }
        for line in pass.plan.excluded.sorted() {
            let kind = line == pass.firstLine || line < pass.firstLine ? "units" : "totals"
            remarks.append(ReadingRemark.excluded(line: line, content: kind))
        }
        if pass.unlabelled > 0 {
            remarks.append(ReadingRemark.unlabelled(pass.unlabelled, table.label.plan.name))
        }
        if table.label.odd.count > 0, table.label.plan.kind != .texts {
            remarks.append(ReadingRemark.oddLabels(table.label.plan.name, table.label.odd))
        }
        return remarks
    }

    /// Returns the description of the label.
    private static func label(_ table: CSVTable, _ targets: Targets, _ marks: NumberMarks) -> TableColumn {
        let facts = ColumnFacts(column: table.label, planner: table.planner, marks: marks)
        var distinct: Int?
        let decision: String
        switch targets {
        case .classes(_, let names):
            distinct = names.count
            decision = ColumnDecision.classes(names.count)
        case .values: decision = ColumnDecision.regression
        }
        return TableColumn(
            name: table.label.plan.name, role: .label, kind: facts.kind, missing: table.pass.unlabelled,
            distinct: distinct, values: facts.values, inputs: [], decisions: [decision] + facts.decisions)
    }

    /// Checks the size before the memory is allocated.
    ///
    /// - Throws: `.dataset` if the dataset does not fit.
    private static func check(
        _ table: CSVTable, _ encodings: [ColumnEncoding], memory: Int
    ) throws(DataError) {
        let width = encodings.reduce(0) { $0 + $1.width }
        let (bytes, isTooMuch) = (table.rows * 4).multipliedReportingOverflow(by: width)
        guard isTooMuch || bytes > memory else { return }
        let widest = encodings.max { $0.width < $1.width }.flatMap { $0.width > 1 ? ($0.name, $0.width) : nil }
        throw .tooLargeTable(
            table.path, rows: table.rows, columns: width, bytes: bytes, memory: memory, widest: widest)
    }
}
