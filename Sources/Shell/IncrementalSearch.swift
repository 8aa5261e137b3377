/// Ctrl-R: the newest line that contains what is typed.
struct IncrementalSearch {
    private(set) var query = ""
    private(set) var index: Int
    /// Whether the query is nowhere before the line shown.
    private(set) var hasFailed = false
    private let history: LineHistory

    init(history: LineHistory) {
        self.history = history
        index = history.lines.count
    }

    /// The line found; nil before anything was.
    var line: String? { index < history.lines.count ? history.lines[index] : nil }

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

    /// The next older line that contains the query.
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
        if let found = history.last(before: end, where: { $0.contains(query) && $0 != shown }) {
            index = found
            hasFailed = false
        } else {
            hasFailed = true
        }
    }
}
