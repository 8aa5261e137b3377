import DataFiles
import Notation
import Suggestions

// The errors about typed rows.

extension DataError {
    static var rowForImages: DataError {
        .row(reason: "the network takes images or arrays; specify a file", suggestion: nil)
    }

    static func unknownInput(_ column: String, among names: [String]) -> DataError {
        .row(
            reason: "the network has no column \"\(column)\"; it has \(names.joined(separator: ", "))",
            suggestion: Suggestion.nearest(to: column, among: names))
    }

    static func missingInputs(_ names: [String]) -> DataError {
        .row(
            reason: "expected a value for each column; missing: \(names.joined(separator: ", ")) (`NA` for an unknown "
                + "value)", suggestion: nil)
    }

    /// - Parameter expected: `a number as the value`.
    static func wrongInput(_ value: String, of column: String, expected: String) -> DataError {
        .row(reason: "expected \(expected) of \"\(column)\", found \"\(value)\"", suggestion: nil)
    }

    /// - Parameter longer: The categories that begin with the value, at least one.
    static func shortenedCategory(_ value: String, of column: String, _ longer: [String]) -> DataError {
        let message = "\"\(value)\" is not a category of \"\(column)\""
        guard longer.count > 1 else { return .row(reason: message, suggestion: longer.first) }
        let shown = longer.prefix(5).map(CommandText.value)
        let list =
            longer.count > 5
            ? "\(shown.joined(separator: ", ")) or one of \(longer.count - 5) more"
            : "\(shown.dropLast().joined(separator: ", ")) or \(shown.last ?? "")"
        return .row(reason: "\(message); it may be \(list)", suggestion: nil)
    }
}
