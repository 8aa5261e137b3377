/// A table as comma-separated values (RFC 4180), row by row. All quoting of cells is done here.
///
/// A spreadsheet interprets a cell that begins with `=`, `+`, `-` or `@` as a formula and runs it (OWASP, "CSV
/// Injection"). Such cells, unless they are numbers, get an apostrophe as prefix: spreadsheets then show them as
/// text.
public struct CSVText: Sendable {
    /// The text so far.
    public private(set) var text = ""
    /// The number of cells with an apostrophe as prefix.
    public private(set) var guardedCells = 0
    private let lineEnd: String

    /// Creates an empty table.
    ///
    /// - Parameter lineEnd: The end of each row: RFC 4180 requires CR LF, Unix tools expect LF.
    public init(lineEnd: String = "\r\n") { self.lineEnd = lineEnd }

    /// Adds a row.
    ///
    /// - Complexity: O(length of the row)
    public mutating func add(_ cells: [String]) {
        let written = cells.map { cell in
            guard Self.isFormula(cell) else { return Self.quoted(cell) }
            guardedCells += 1
            return Self.quoted("'" + cell)
        }
        text += written.joined(separator: ",") + lineEnd
    }

    /// Returns a cell without the apostrophe that `add` put before it.
    ///
    /// - Complexity: O(text)
    public static func unguarded(_ cell: String) -> String {
        let scalars = cell.unicodeScalars
        guard scalars.first == "'", case let unguarded = String(scalars.dropFirst()), isFormula(unguarded) else {
            return cell
        }
        return unguarded
    }

    /// Returns true if a spreadsheet would run the cell; spreadsheets ignore control characters before a formula.
    private static func isFormula(_ cell: String) -> Bool {
        guard let first = cell.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else { return false }
        return Double(cell) == nil
    }

    private static func quoted(_ text: String) -> String {
        // Readers see no characters of several scalars: a quote before a combining accent is still a quote.
        let scalars = text.unicodeScalars
        guard scalars.contains(where: { $0 == "," || $0 == "\"" || Character($0).isNewline }) else { return text }
        return "\"\(String(scalars.replacing("\"".unicodeScalars, with: "\"\"".unicodeScalars)))\""
    }
}
