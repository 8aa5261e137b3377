/// The lines entered at the prompt, in this session and in earlier ones.
///
/// A line that is entered again moves to the end. A shell sees the lines of older shells and its own, not those of another
/// one that is still open; the file gets the lines of all of them.
package final class LineHistory {
    /// Lines that the file keeps.
    package static let limit = 10_000

    /// Oldest first, without repeats.
    package private(set) var lines: [String] = []
    private let file: HistoryFile?

    /// Reads the lines of earlier sessions. Nil: nothing is read or kept. A file that cannot be read is as an empty one.
    package init(path: String?) {
        file = path.map(HistoryFile.init(path:))
        lines = file?.read(limit: Self.limit) ?? []
    }

    /// Where the history lies unless it is said otherwise: `ns/history` in the user's folder for state.
    package static func standardPath(environment: (String) -> String? = environmentVariable) -> String? {
        if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/ns/history" }
        return environment("HOME").map { $0 + "/.local/state/ns/history" }
    }

    /// Keeps a line, at once in the file too. Blank lines and the line just entered are not kept again.
    package func append(_ line: String) {
        let line = line.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard line.contains(where: { !$0.isWhitespace }), line != lines.last else { return }
        if let earlier = lines.lastIndex(of: line) { lines.remove(at: earlier) }
        lines.append(line)
        file?.append(line)
    }

    /// The newest line before an index that fits.
    func last(before index: Int, where fits: (String) -> Bool) -> Int? {
        lines[..<min(index, lines.count)].lastIndex(where: fits)
    }

    /// The oldest line after an index that fits.
    func first(after index: Int, where fits: (String) -> Bool) -> Int? {
        guard index + 1 < lines.count else { return nil }
        return lines[(index + 1)...].firstIndex(where: fits)
    }

    /// The newest lines, once each, oldest first.
    static func withoutRepeats(_ lines: [String], limit: Int) -> [String] {
        var seen: Set<String> = []
        var kept: [String] = []
        for line in lines.reversed() where kept.count < limit && !line.isEmpty && seen.insert(line).inserted {
            kept.append(line)
        }
        return kept.reversed()
    }
}
