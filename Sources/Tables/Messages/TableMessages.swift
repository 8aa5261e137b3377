import DataFiles
import Notation

// The errors about tables.

extension DataError {
    // MARK: - Dialect

    static func wrongDecimalMark(_ text: String, _ path: String) -> DataError {
        .dataset(path: path, reason: "expected `.` or `,` as decimal mark, found \"\(text)\"")
    }

    static func wrongThousands(_ text: String, _ path: String) -> DataError {
        .dataset(
            path: path,
            reason: "expected `,`, `.`, \"'\", ' ' or none as thousands separator, found \"\(text)\"")
    }

    static func sameMarks(_ text: String, _ path: String) -> DataError {
        .dataset(path: path, reason: "\"\(text)\" cannot be both the decimal mark and the thousands separator")
    }

    // MARK: - Columns

    static func ambiguousDates(_ column: String, _ path: String) -> DataError {
        .dataset(
            path: path,
            reason: "\"\(column)\": day and month of its dates cannot be distinguished; write dates as 2020-01-31")
    }

    static func twoKinds(_ column: String, _ first: String, _ second: String, _ path: String) -> DataError {
        .dataset(path: path, reason: "\"\(column)\" cannot be both \(first) and \(second)")
    }

    static func labelAsFeature(_ label: String, _ path: String) -> DataError {
        .dataset(path: path, reason: "\"\(label)\" is the label and cannot be a feature too")
    }

    static func noFeatures(for label: String, _ path: String) -> DataError {
        .dataset(path: path, reason: "no column is left to learn \"\(label)\" from")
    }

    /// - Parameter remarks: The reasons for leaving out the columns.
    static func nothingToLearnFrom(_ path: String, _ remarks: [String]) -> DataError {
        .dataset(path: path, reason: "no column is left to learn from: \(remarks.joined(separator: "; "))")
    }

    static func tooManyTexts(_ column: String, _ count: Int, _ path: String) -> DataError {
        .dataset(
            path: path,
            reason: "\"\(column)\" has \(count) different texts, which would become as many columns; leave it out: "
                + "`ignore \(CommandText.value(column))`")
    }

    static func tooManyRows(_ rows: Int, columns: Int, memory: Int, _ path: String) -> DataError {
        .dataset(
            path: path,
            reason: "more than \(rows) rows of \(columns) columns do not fit into \(memory / 1_000_000) MB of memory; "
                + "split the table, or use fewer columns: `features A, B`")
    }

    /// - Parameter widest: The column that becomes the most inputs, if it becomes several.
    static func tooLargeTable(
        _ path: String, rows: Int, columns: Int, bytes: Int, memory: Int, widest: (name: String, width: Int)?
    ) -> DataError {
        func amount(_ bytes: Int) -> String { "\((Double(bytes) / 1e8).rounded() / 10) GB" }
        let remedy = widest.map {
            "; \"\($0.name)\" alone is \($0.width) columns; leave it out: `ignore \(CommandText.value($0.name))`"
        }
        return .dataset(
            path: path,
            reason: "\(rows) rows of \(columns) columns would take \(amount(bytes)) of memory, but only "
                + "\(amount(memory)) are available" + (remedy ?? ""))
    }

    // MARK: - Labels

    static func dateAsLabel(_ label: String, _ path: String) -> DataError {
        .dataset(path: path, reason: "the label \"\(label)\" cannot be a date; make it a number or a text")
    }

    static func textForRegression(_ label: String, _ path: String) -> DataError {
        .dataset(path: path, reason: "the label \"\(label)\" is text; leave out `regression` or `text`")
    }

    static func numberForClasses(_ label: String, _ path: String) -> DataError {
        .dataset(path: path, reason: "the label \"\(label)\" is a number; leave out `classes` or `number`")
    }

    static func ignoredLabel(_ label: String, _ path: String) -> DataError {
        .dataset(path: path, reason: "the label \"\(label)\" cannot be ignored")
    }

    /// - Parameter areUnlabelled: True if there are rows without a label.
    static func noLabelledRows(_ label: String, areUnlabelled: Bool, _ path: String) -> DataError {
        .mismatch(path: path, expected: "rows with a \"\(label)\"", found: areUnlabelled ? "none" : "only a header")
    }

    static func infiniteLabel(_ text: String, of label: String, _ path: String, line: Int) -> DataError {
        .mismatch(path: "\(path):\(line)", expected: "a finite number as label \"\(label)\"", found: "\"\(text)\"")
    }

    /// - Parameter isRegression: True if `regression` asks for numbers, not `number`.
    static func textLabel(
        _ text: String, of label: String, isRegression: Bool, _ path: String, line: Int
    ) -> DataError {
        let reason =
            isRegression
            ? "contains text, such as \"\(text)\", but `regression` needs numbers; leave it out"
            : "is listed after `number` but contains text, such as \"\(text)\"; leave it out there"
        return .dataset(
            path: "\(path):\(line)", reason: "the label \"\(label)\" \(reason) to treat each text as a class")
    }

    // MARK: - New rows

    static func onlyHeader(_ path: String) -> DataError {
        .mismatch(path: path, expected: "rows", found: "only a header")
    }

    /// - Parameter expected: `a number`, `a text`.
    static func wrongCell(
        _ text: String, in column: String, expected: String, _ path: String, line: Int
    ) -> DataError {
        .mismatch(path: "\(path):\(line)", expected: "\(expected) in \"\(column)\"", found: "\"\(text)\"")
    }
}
