/// An error in a command as it was written: what was expected and found, at which position, and a suggestion.
public struct Diagnostic: Error, Hashable, Sendable {
    /// The message: what was expected and what was found.
    public let message: String
    /// The range of the wrong words, as UTF-8 offsets into the source.
    public let range: Range<Int>
    /// The replacement to suggest, if there is a similar word.
    public let suggestion: String?
    /// Lines below the message.
    public let notes: [String]
    /// The source of the words.
    public let source: Source

    /// Creates an error about words of a source.
    public init(
        _ message: String, notes: [String] = [], at range: Range<Int>, of source: Source, suggestion: String? = nil
    ) {
        self.message = Self.clipped(message)
        self.notes = notes
        self.range = range
        self.source = source
        self.suggestion = suggestion
    }

    /// The message with its suggestion: `unknown command "popuation"; did you mean "population"?`
    public var summary: String {
        suggestion.map { "\(message); did you mean \"\($0)\"?" } ?? message
    }

    /// The message with its suggestion, followed by its notes, one per line.
    public var text: String { ([summary] + notes).joined(separator: "\n") }

    /// The lines to show: position and message, its notes, the source line, and `^~~~` under the wrong words.
    public var lines: [String] {
        let (line, column) = source.position(of: range.lowerBound)
        let (shown, position) = Self.excerpt(of: source.line(holding: range.lowerBound), around: column - 1)
        let width = max(1, min(characters(in: range), shown.count - position))
        let indent = String(shown.prefix(position).map { $0 == "\t" ? "\t" : " " })
        return ["\(source.name):\(line):\(column): error: \(summary)"] + notes + [
            shown,
            indent + "^" + String(repeating: "~", count: width - 1),
        ]
    }

    /// The maximum number of characters shown of a line and of a message.
    private static let maximumLine = 160
    private static let maximumMessage = 600

    /// Returns an excerpt of a long line around an index, and the index within the excerpt.
    private static func excerpt(of line: String, around position: Int) -> (String, Int) {
        guard line.utf8.count > maximumLine, line.count > maximumLine else { return (line, position) }
        let start = max(0, min(position - maximumLine / 2, line.count - maximumLine))
        let part = line.dropFirst(start).prefix(maximumLine)
        let (before, after) = (start > 0 ? "…" : "", start + maximumLine < line.count ? "…" : "")
        return (before + part + after, position - start + before.count)
    }

    private static func clipped(_ message: String) -> String {
        guard message.utf8.count > maximumMessage else { return message }
        return message.prefix(maximumMessage / 2) + " … " + message.suffix(maximumMessage / 4)
    }

    private func characters(in range: Range<Int>) -> Int {
        let utf8 = source.text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: min(range.lowerBound, utf8.count))
        let end = utf8.index(utf8.startIndex, offsetBy: min(range.upperBound, utf8.count))
        return source.text[start..<end].count
    }
}
