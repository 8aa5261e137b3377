/// Up and Down: through the lines that begin with what was typed before the cursor.
struct HistoryWalk {
    private let typed: String
    private let beginning: String
    private var index: Int
    /// The line that the walk has put into the editor; when the user changed it, the walk is over.
    private(set) var shown: String

    /// Begins below the newest line.
    init(history: LineHistory, line: String, beginning: String) {
        typed = line
        self.beginning = beginning
        index = history.lines.count
        shown = line
    }

    /// The next older line; nil where there is none.
    mutating func older(in history: LineHistory) -> String? {
        guard let found = history.last(before: index, where: { $0.hasPrefix(beginning) && $0 != shown }) else {
            return nil
        }
        index = found
        shown = history.lines[found]
        return shown
    }

    /// The next newer line, or what was typed, below the newest; nil there.
    mutating func newer(in history: LineHistory) -> String? {
        guard index < history.lines.count else { return nil }
        if let found = history.first(after: index, where: { $0.hasPrefix(beginning) && $0 != shown }) {
            index = found
            shown = history.lines[found]
        } else {
            index = history.lines.count
            shown = typed
        }
        return shown
    }
}
