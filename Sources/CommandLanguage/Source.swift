/// A text that commands are read from, with the name that messages give it: a file, `<stdin>`, `-c` or the prompt.
public struct Source: Hashable, Sendable {
    /// What messages call it: `tune.ns`.
    public let name: String
    /// The whole text. Windows line ends and a byte-order mark do no harm.
    public let text: String
    /// The line number of the text's first line, for a source that is read line by line.
    public let firstLine: Int

    /// A text with its name; `firstLine` counts from 1.
    public init(name: String, text: String, firstLine: Int = 1) {
        self.name = name
        self.text = text
        self.firstLine = firstLine
    }

    /// Line and column, both from 1, of a UTF-8 offset; columns count characters as a person sees them. O(text).
    public func position(of offset: Int) -> (line: Int, column: Int) {
        let before = text.utf8.prefix(offset)
        let line = before.count { $0 == UInt8(ascii: "\n") }
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map(text.utf8.index(after:)) ?? text.startIndex
        return (firstLine + line, text[lineStart..<before.endIndex].count + 1)
    }

    /// The line that holds a UTF-8 offset, without its end.
    public func line(holding offset: Int) -> String {
        let place = text.utf8.index(text.startIndex, offsetBy: min(offset, text.utf8.count))
        let start =
            text.utf8[..<place].lastIndex(of: UInt8(ascii: "\n")).map(text.utf8.index(after:)) ?? text.startIndex
        let end = text.utf8[place...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        return String(text[start..<(end ?? text.endIndex)])
    }
}
