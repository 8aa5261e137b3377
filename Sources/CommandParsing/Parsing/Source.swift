/// A text from which commands are read, with the name used in messages: a file, `<stdin>`, `-c` or the prompt.
public struct Source: Hashable, Sendable {
    /// The name in messages: `tune.ns`.
    public let name: String
    /// The complete text. It may contain Windows line endings and a byte-order mark.
    public let text: String
    /// The line number of the text's first line, for a source that is read line by line.
    public let firstLine: Int

    /// Creates a source; `firstLine` counts from 1.
    public init(name: String, text: String, firstLine: Int = 1) {
        self.name = name
        self.text = text
        self.firstLine = firstLine
    }

    /// Returns the line and column, both from 1, of a UTF-8 offset; columns count visible characters.
    ///
    /// - Complexity: O(text).
    public func position(of offset: Int) -> (line: Int, column: Int) {
        let before = text.utf8.prefix(offset)
        let line = before.count { $0 == UInt8(ascii: "\n") }
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map(text.utf8.index(after:)) ?? text.startIndex
        return (firstLine + line, text[lineStart..<before.endIndex].count + 1)
    }

    /// Returns the line that contains a UTF-8 offset, without its newline.
    public func line(holding offset: Int) -> String {
        let position = text.utf8.index(text.startIndex, offsetBy: min(offset, text.utf8.count))
        let start =
            text.utf8[..<position].lastIndex(of: UInt8(ascii: "\n")).map(text.utf8.index(after:)) ?? text.startIndex
        let end = text.utf8[position...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        return String(text[start..<(end ?? text.endIndex)])
    }
}
