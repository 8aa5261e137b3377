/// The search by Ctrl-R for the newest line that contains the typed text.
struct IncrementalSearch {
    private(set) var query = ""
    private(set) var index: Int
    /// True if no line before the shown one contains the query.
    private(set) var hasFailed = false
    private let history: LineHistory

    init(history: LineHistory) {
        self.history = history
        index = history.lines.count
    }

    /// The found line; nil before the first match.
    var line: String? { index < history.lines.count ? history.lines[index] : nil }

    /// The range of the query in the found line, in UTF-8 offsets.
    var match: Range<Int>? {
        guard let line, !query.isEmpty else { return nil }
        return Array(line.utf8).firstRange(of: Array(query.utf8))
    }

    var prompt: Prompt { Prompt("(\(hasFailed ? "not found" : "search")) \(query): ") }

    mutating func type(_ character: Character) {
        query.append(character)
        find(before: min(index + 1, history.lines.count))
    }

    mutating func erase() {
        guard !query.isEmpty else { return }
        query.removeLast()
        find(before: history.lines.count)
    }

    /// Moves to the next older line that contains the query.
    mutating func older() {
        guard !query.isEmpty else { return }
        let shown = line
        find(before: index, unlike: shown)
    }

    private mutating func find(before end: Int, unlike shown: String? = nil) {
        guard !query.isEmpty else {
            index = history.lines.count
            hasFailed = false
            return
        }
        let bytes = Array(query.utf8)
        if let found = history.last(before: end, where: { Self.contains($0, bytes) && $0 != shown }) {
            index = found
            hasFailed = false
        } else {
            hasFailed = true
        }
    }

    /// Returns true if a line contains the query. Compares bytes, because a search through ten thousand lines by
    /// characters causes a noticeable delay at each key.
    private static func contains(_ line: String, _ query: [UInt8]) -> Bool {
        var line = line
        return line.withUTF8 { bytes in
            guard let first = query.first, bytes.count >= query.count else { return false }
            return (0...(bytes.count - query.count)).contains { start in
                bytes[start] == first && query.indices.allSatisfy { bytes[start + $0] == query[$0] }
            }
        }
    }
}
