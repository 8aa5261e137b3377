/// What is wrong with a command as it was written: what was expected and found, where, and what to try.
public struct Diagnostic: Error, Hashable, Sendable {
    /// What was expected and what was found.
    public let message: String
    /// The words meant, as UTF-8 offsets into the source.
    public let range: Range<Int>
    /// What to write instead, where there is something near.
    public let suggestion: String?
    /// Where the words stand.
    public let source: Source

    /// A message about words of a source.
    public init(_ message: String, at range: Range<Int>, of source: Source, suggestion: String? = nil) {
        self.message = message
        self.range = range
        self.source = source
        self.suggestion = suggestion
    }

    /// The message with its suggestion: `unknown command "popuation"; did you mean "population"?`
    public var summary: String {
        suggestion.map { "\(message); did you mean \"\($0)\"?" } ?? message
    }

    /// The three lines that a person sees: place and message, the line, and `^~~~` under the words meant.
    public var lines: [String] {
        let (line, column) = source.position(of: range.lowerBound)
        let shown = source.line(holding: range.lowerBound)
        let width = max(1, min(characters(in: range), shown.count - column + 1))
        let indent = String(shown.prefix(column - 1).map { $0 == "\t" ? "\t" : " " })
        return [
            "\(source.name):\(line):\(column): error: \(summary)",
            shown,
            indent + "^" + String(repeating: "~", count: width - 1),
        ]
    }

    private func characters(in range: Range<Int>) -> Int {
        let utf8 = source.text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: min(range.lowerBound, utf8.count))
        let end = utf8.index(utf8.startIndex, offsetBy: min(range.upperBound, utf8.count))
        return source.text[start..<end].count
    }
}
