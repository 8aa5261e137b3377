import DelimitedText
import Notation

// The sentences about decisions made while reading tables and arrays.
extension ReadingRemark {
    // MARK: - Text and structure

    static let windows1252 =
        "the text is not UTF-8 and was read as Windows-1252; if letters are wrong, add `encoding E`"
    static let otherDelimiter =
        "the delimiter differs from that of the training table; numbers are read in the format of the training table"

    static func comments(_ count: Int) -> String {
        count == 1 ? "1 comment line left out" : "\(count) comment lines left out"
    }

    /// - Parameter content: `units` or `totals`.
    static func excluded(line: Int, content: String) -> String { "line \(line) left out, as it contains \(content)" }

    static func unlabelled(_ count: Int, _ label: String) -> String {
        let rows = count == 1 ? "1 row" : "\(count) rows"
        return "\(rows) without a \"\(label)\" \(count == 1 ? "is" : "are") left out"
    }

    static func oddLabels(_ label: String, _ cells: OddCells) -> String {
        "rows left out, as their \"\(label)\" is not a number: \(cells.description)"
    }

    // MARK: - Columns

    static func oddCells(_ cells: OddCells, of column: String, count: Int, kind: String) -> String {
        "\"\(column)\": \(count) of \(count + cells.count) cells are \(kind)s; treated as missing: \(cells.description)"
    }

    /// - Parameter counts: The columns with their numbers of missing values.
    static func replaced(by words: String, _ counts: [(column: String, count: Int)]) -> String {
        let list = counts.prefix(8).map { "\"\($0.column)\" (\($0.count))" }.joined(separator: ", ")
        let more = counts.count > 8 ? " and \(counts.count - 8) more columns" : ""
        return "missing values become \(words): \(list)\(more)"
    }

    static func values(_ words: [String], of column: String) -> String {
        "\"\(column)\": \(ColumnWords.list(words)) is a value, as it is the most frequent one"
    }

    static func dates(_ column: String, inputs: String) -> String {
        "\"\(column)\" contains dates; its inputs are \(inputs)"
    }

    static func difference(_ column: String, from origin: String) -> String {
        "\"\(column)\" is stored as the difference from \(origin), so that its numbers are exact"
    }

    static func rounded(_ columns: [String]) -> String { "\(ColumnDecision.rounded): \(ColumnWords.list(columns))" }

    static func ambiguousDates(_ column: String) -> String {
        "\"\(column)\" looks like dates, but day and month cannot be distinguished, so it is read as text; write dates "
            + "as 2020-01-31"
    }

    static func counted(_ column: String) -> String {
        "\"\(column)\" increases by one from row to row; if it only numbers the rows, add `ignore "
            + "\(CommandText.value(column))`"
    }

    static func leak(_ column: String, of label: String) -> String {
        "\"\(column)\" alone predicts \"\(label)\" in all rows; if it is unknown at prediction time, add `ignore "
            + "\(CommandText.value(column))`"
    }

    /// - Parameters:
    ///   - option: The option that says otherwise.
    ///   - example: A number as it is written, and as it is read.
    static func doubtfulMark(_ mark: String, in column: String, option: String, example: (String, String)) -> String {
        "\"\(column)\": numbers such as \(example.0) are read as \(example.1), but it is unclear whether \"\(mark)\" is "
            + "the decimal mark or the thousands separator; if this is wrong, add `\(option)`"
    }

    /// - Parameter units: Each unit with the number of cells.
    static func mixedUnits(_ units: [(unit: String, count: Int)], without: Int, in column: String) -> String {
        "\"\(column)\" mixes \(units.map { "\"\($0.unit)\" (\($0.count))" }.joined(separator: ", "))"
            + (without > 0 ? " and numbers without a unit (\(without))" : "") + "; none of them are converted"
    }

    static func stratifiedRanges(_ column: String, count: Int) -> String {
        "\"\(column)\" has many different numbers; the sets keep the shares of \(count) ranges with the same number of rows"
    }

    // MARK: - Labels

    static func numbers(of label: String, from least: String, to greatest: String, isDefault: Bool) -> String {
        "\"\(label)\" has numbers from \(least) to \(greatest)"
            + (isDefault ? ": regression; add `classes` to treat each value as a class" : "")
    }

    static func roundedLabel(_ label: String) -> String { "\"\(label)\": \(ColumnDecision.rounded)" }

    static func classes(of label: String, _ count: Int, isText: Bool, isDefault: Bool) -> String {
        "\"\(label)\" \(isText ? "is text with" : "has") \(count) classes"
            + (isDefault ? ", all integers; add `regression` for a numeric target" : "")
    }

    static func frequentClass(_ word: String) -> String { "\"\(word)\" is a class: it is the most frequent label" }

    static func sameNumber(_ first: String, _ second: String) -> String {
        "the labels \"\(first)\" and \"\(second)\" are the same number but two classes"
    }

    // MARK: - New rows

    /// - Parameter list: The categories with their numbers of rows.
    static func unknownCategories(_ count: Int, of column: String, _ list: String) -> String {
        let (what, how) = count == 1 ? ("a category that was", "it counts") : ("categories that were", "they count")
        return "\"\(column)\" has \(what) not in the training table: \(list); \(how) as missing"
    }

    static func farOutside(_ column: String, range: String, _ list: String) -> String {
        "\"\(column)\" is far outside its training range (\(range)): \(list)"
    }
}

/// The decisions about a column, as `show columns` lists them.
package enum ColumnDecision {
    static let decimalComma = "a decimal comma"
    static let dates = "dates become numbers"
    package static let rounded = "integers beyond 16777216 are rounded to 7 digits"
    static let regression = "regression"
    static let group = "rows of the same value are in the same set; no input"
    static let time = "the training, validation and test sets follow one another by it; no input"
    static let leftOutEmpty = "left out, as no row has a usable value"
    static let leftOutConstant = "left out, as all rows have the same value"
    static let leftOutCounted = "left out, as it numbers the rows"
    static let leftOutIdentifier =
        "left out, as its name suggests row numbers and its numbers are all different"
    static let leftOutTexts = "left out, as the text differs in over half of the rows"

    static func thousands(_ mark: String) -> String { "\(mark == " " ? "spaces" : "\"\(mark)\"") between thousands" }
    static func unit(_ unit: String) -> String { "\"\(unit)\" is removed" }

    /// Returns true for a decision about the format of numbers, which columns share.
    static func isFormat(_ decision: String) -> Bool {
        decision == decimalComma || decision.hasSuffix("between thousands") || decision.hasSuffix("removed")
    }

    static func odd(_ cells: OddCells) -> String { "treated as missing: \(cells.description)" }
    static func value(_ word: String) -> String { "\"\(word)\" is a value: it is the most frequent one" }
    static func classes(_ count: Int) -> String { "\(count) classes" }

    static func difference(from origin: String) -> String {
        "stored as the difference from \(origin), as 32 bits hold too few digits"
    }
}
