/// The lines and blocks entered at the prompt, in this session and in earlier ones, as they were typed.
///
/// A line that is entered again moves to the end. A shell has its own lines and those from before its start; the file
/// gets the lines of all shells.
package final class LineHistory {
    /// The number of lines that the file keeps.
    package static let limit = 10_000

    /// The lines without duplicates, the oldest first.
    package private(set) var lines: [String] = []
    private let file: HistoryFile?
    private var problem: String?
    /// True if a problem was found: each is reported once.
    private var hasFailed = false

    /// Reads the lines of earlier sessions. With a nil path, nothing is read or kept. An unreadable file counts as
    /// empty, and is a problem.
    package init(path: String?) {
        file = path.map(HistoryFile.init(path:))
        do {
            lines = try file?.read(limit: Self.limit) ?? []
        } catch {
            fail("read", error)
        }
    }

    /// Returns a problem with the file that was not reported yet, as a sentence.
    package func takeProblem() -> String? {
        defer { problem = nil }
        return problem
    }

    private func fail(_ verb: String, _ failure: HistoryFile.Failure) {
        guard !hasFailed, let file else { return }
        hasFailed = true
        problem = "the history of typed lines cannot be \(verb): \(file.path): \(failure.reason)"
    }

    /// Returns the default path of the history: `ns/history` in the user's state folder.
    package static func standardPath(environment: (String) -> String? = environmentVariable) -> String? {
        if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") { return state + "/ns/history" }
        return environment("HOME").map { $0 + "/.local/state/ns/history" }
    }

    /// Adds a line, also to the file. Ignores blank lines and a repetition of the last line.
    package func append(_ line: String) {
        let line = line.contains("\0") ? line.replacing("\0", with: "") : line
        guard line.contains(where: { !$0.isWhitespace }), line != lines.last else { return }
        if let earlier = lines.lastIndex(of: line) { lines.remove(at: earlier) }
        lines.append(line)
        do {
            try file?.append(line)
        } catch {
            fail("written", error)
        }
    }

    /// Returns the index of the newest matching line before an index.
    package func last(before index: Int, where fits: (String) -> Bool) -> Int? {
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
