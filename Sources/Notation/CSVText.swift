/// A table as comma-separated values (RFC 4180), row by row: the one place that knows when a cell needs quotes.
///
/// A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula and runs it (OWASP, "CSV Injection"). Such
/// cells, unless they are numbers, begin with an apostrophe here: spreadsheets then show them as text.
public struct CSVText: Sendable {
    /// The text so far.
    public private(set) var text = ""
    /// The number of cells that an apostrophe was put before.
    public private(set) var guardedCells = 0
    private let lineEnd: String

    /// An empty table.
    ///
    /// - Parameter lineEnd: what stands behind each row: RFC 4180 asks for CR and LF, tools of Unix for LF.
    public init(lineEnd: String = "\r\n") { self.lineEnd = lineEnd }

    /// Adds a row. O(its length).
    public mutating func add(_ cells: [String]) {
        let written = cells.map { cell in
            guard Self.isFormula(cell) else { return Self.quoted(cell) }
            guardedCells += 1
            return Self.quoted("'" + cell)
        }
        text += written.joined(separator: ",") + lineEnd
    }

    /// A cell as it was before an apostrophe was put before it. O(text).
    public static func unguarded(_ cell: String) -> String {
        guard cell.hasPrefix("'"), isFormula(String(cell.dropFirst())) else { return cell }
        return String(cell.dropFirst())
    }

    /// Spreadsheets pass over control characters before a formula.
    private static func isFormula(_ cell: String) -> Bool {
        guard let first = cell.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else { return false }
        return Double(cell) == nil
    }

    private static func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
