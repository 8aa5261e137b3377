/// Comma-separated values as text (RFC 4180): the one place that knows when a cell needs quotes.
public enum CSVText {
    /// A cell, in quotes where it holds a comma, a quote or a line break. O(text).
    public static func cell(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// A row without its line end.
    public static func row(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") }
}
