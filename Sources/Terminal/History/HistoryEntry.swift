/// The spelling of an entered line or block in the history file, which has one entry per line.
///
/// A block is written as a comment, `#\n for s in 3..4\nprint $s\nend`, in which `\n` is a line end and `\\` a backslash.
/// A version of the shell that does not know blocks recalls it as a comment, which does nothing.
enum HistoryEntry {
    private static let mark = "#\\n "

    /// Returns the line of the file for an entry.
    static func written(_ entry: String) -> String {
        guard entry.utf8.contains(UInt8(ascii: "\n")) || entry.hasPrefix(mark) else { return entry }
        return mark + entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
    }

    /// Returns the entry of a line of the file. A line that `written` cannot have made is an entry itself.
    static func read(_ line: String) -> String {
        guard line.utf8.starts(with: mark.utf8) else { return line }
        var entry: [UInt8] = []
        var isEscaped = false
        for byte in line.utf8.dropFirst(mark.utf8.count) {
            if isEscaped {
                switch byte {
                case UInt8(ascii: "n"): entry.append(UInt8(ascii: "\n"))
                case UInt8(ascii: "\\"): entry.append(byte)
                default: return line
                }
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                entry.append(byte)
            }
        }
        return isEscaped ? line : String(decoding: entry, as: UTF8.self)
    }
}
