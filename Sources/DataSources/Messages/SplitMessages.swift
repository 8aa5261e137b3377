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

    static func noTimes(_ column: String, example: String, _ path: String) -> DataError {
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

    static func splitArray(_ name: String, rows: Int, shape: [Int], _ location: String) -> DataError {
        .mismatch(
            path: location, expected: "one value for each of the \(rows) rows",
            found: "the shape \(shape.map(String.init).joined(separator: "×"))")
    }

    static func noSplitArray(_ name: String, among names: [String], nearest: String?, _ path: String) -> DataError {
        .unknownArray(path: path, name: name, suggestion: nearest, arrays: names)
    }

    private static func unknownArray(path: String, name: String, suggestion: String?, arrays: [String]) -> DataError {
        .dataset(
            path: path,
            reason: "there is no array \"\(name)\""
                + (suggestion.map { "; did you mean \"\($0)\"?" }
                    ?? "; it has \(arrays.prefix(12).joined(separator: ", "))"))
    }

    static func splitBesideOfficialTest(_ path: String) -> DataError {
        .dataset(
            path: path,
            reason:
                "it has an official test set (x_test), which `group`, `time` and `stratify` cannot change; leave them "
                + "out, or save all rows as x and y")
    }

    static func lackingArrayValues(_ count: Int, row: Int, role: SplitRole, _ location: String) -> DataError {
        .dataset(
            path: location,
            reason:
                "\(count == 1 ? "1 row has" : "\(count) rows have") no usable \(role == .group ? "group" : "time"), the "
                + "first is row \(row); give each row a value or remove \(count == 1 ? "the row" : "these rows")")
    }
}
