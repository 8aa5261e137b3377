package import DataFiles
import DelimitedText
import Notation

/// The messages about columns by which rows are split.
extension DataError {
    /// - Parameters:
    ///   - odd: The first text that cannot be read; nil if the values are missing.
    ///   - location: The file and the first line.
    static func lackingSplitValues(
        _ count: Int, of column: String, role: SplitRole, odd: String?, _ location: String
    ) -> DataError {
        let rows = count == 1 ? "1 row has" : "\(count) rows have"
        let what = role == .group ? "group" : "time"
        let example = odd.map { ", such as \"\($0)\"," } ?? ""
        return .dataset(
            path: location,
            reason: "\(rows) no usable \(what)\(example) in \"\(column)\"; give each row a value or remove "
                + "\(count == 1 ? "the row" : "these rows")")
    }

    package static func noTimes(_ column: String, example: String, _ path: String) -> DataError {
        .dataset(
            path: path,
            reason:
                "\"\(column)\" cannot be the time: it contains texts such as \"\(example)\"; write all times as "
                + "numbers, or all in the same format, such as 2020-01-31 12:30")
    }

    static func tooManyStrata(_ column: String, _ count: Int, rows: Int, _ path: String) -> DataError {
        .dataset(
            path: path,
            reason:
                "\"\(column)\" has \(count) different texts in \(rows) rows, too many for each set to have a share of "
                + "each; stratify by a column with fewer values")
    }

    static func labelDecidesSplit(_ label: String, _ role: SplitRole, _ path: String) -> DataError {
        .dataset(
            path: path, reason: "the label \"\(label)\" cannot be the \(role.rawValue) too; use another column")
    }

}
