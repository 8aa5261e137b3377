/// What is wrong with a command as it was written: what was expected and found, where, and what to try.
public struct Diagnostic: Error, Hashable, Sendable {
    /// What was expected and what was found.
    public let message: String
    /// The words meant, as UTF-8 offsets into the source.
    public let range: Range<Int>
    /// What to write instead, where there is something near.
    public let suggestion: String?
    /// Lines that stand below the message.
    public let notes: [String]
    /// Where the words stand.
    public let source: Source

    /// A message about words of a source.
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

    /// The message with its suggestion and its notes, each in a line of its own.
    public var text: String { ([summary] + notes).joined(separator: "\n") }

    /// The lines that a person sees: place and message, its notes, the line, and `^~~~` under the words meant.
    public var lines: [String] {
        let (line, column) = source.position(of: range.lowerBound)
        let (shown, place) = Self.excerpt(of: source.line(holding: range.lowerBound), around: column - 1)
        let width = max(1, min(characters(in: range), shown.count - place))
        let indent = String(shown.prefix(place).map { $0 == "\t" ? "\t" : " " })
        return ["\(source.name):\(line):\(column): error: \(summary)"] + notes + [
            shown,
            indent + "^" + String(repeating: "~", count: width - 1),
        ]
    }

    /// The most characters of a line that are shown, and of a message.
    private static let mostShown = 160
    private static let mostTold = 600

    /// A line around a place in it, where it is longer than anybody reads; and the place in what is left.
    private static func excerpt(of line: String, around place: Int) -> (String, Int) {
        guard line.utf8.count > mostShown, line.count > mostShown else { return (line, place) }
        let start = max(0, min(place - mostShown / 2, line.count - mostShown))
        let part = line.dropFirst(start).prefix(mostShown)
        let (before, after) = (start > 0 ? "…" : "", start + mostShown < line.count ? "…" : "")
        return (before + part + after, place - start + before.count)
    }

    private static func clipped(_ message: String) -> String {
        guard message.utf8.count > mostTold else { return message }
        return message.prefix(mostTold / 2) + " … " + message.suffix(mostTold / 4)
    }

    private func characters(in range: Range<Int>) -> Int {
        let utf8 = source.text.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: min(range.lowerBound, utf8.count))
        let end = utf8.index(utf8.startIndex, offsetBy: min(range.upperBound, utf8.count))
        return source.text[start..<end].count
    }
}
