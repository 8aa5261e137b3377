import DataFiles
import DelimitedText

// The errors about arrays by which samples are split.

extension DataError {
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
