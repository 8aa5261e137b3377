/// The lines entered at the prompt, in this session and in earlier ones.
///
/// A line that is entered again moves to the end. A shell has its own lines and those from before its start; the file
/// gets the lines of all shells.
package final class LineHistory {
    /// The number of lines that the file keeps.
    package static let limit = 10_000

    /// The lines without duplicates, the oldest first.
    package private(set) var lines: [String] = []
    private let file: HistoryFile?

    /// Reads the lines of earlier sessions. With a nil path, nothing is read or kept. An unreadable file counts as
    /// empty.
    package init(path: String?) {
        file = path.map(HistoryFile.init(path:))
        lines = file?.read(limit: Self.limit) ?? []
    }

    /// Returns the default path of the history: `ns/history` in the user's state folder.
    package static func standardPath(environment: (String) -> String? = environmentVariable) -> String? {
        if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/ns/history" }
        return environment("HOME").map { $0 + "/.local/state/ns/history" }
    }

    /// Adds a line, also to the file. Ignores blank lines and a repetition of the last line.
    package func append(_ line: String) {
        let line = line.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard line.contains(where: { !$0.isWhitespace }), line != lines.last else { return }
        if let earlier = lines.lastIndex(of: line) { lines.remove(at: earlier) }
        lines.append(line)
        file?.append(line)
    }

    /// Returns the index of the newest matching line before an index.
    func last(before index: Int, where fits: (String) -> Bool) -> Int? {
        lines[..<min(index, lines.count)].lastIndex(where: fits)
    }

    /// Returns the index of the oldest matching line after an index.
    func first(after index: Int, where fits: (String) -> Bool) -> Int? {
        guard index + 1 < lines.count else { return nil }
        return lines[(index + 1)...].firstIndex(where: fits)
    }

    /// Returns the newest lines, once each, the oldest first.
    static func withoutRepeats(_ lines: [String], limit: Int) -> [String] {
        var seen: Set<String> = []
        var kept: [String] = []
        for line in lines.reversed() where kept.count < limit && !line.isEmpty && seen.insert(line).inserted {
            kept.append(line)
        }
        return kept.reversed()
    }
}
