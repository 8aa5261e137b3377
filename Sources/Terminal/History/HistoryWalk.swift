/// A walk by Up and Down through the lines that begin with the text before the cursor.
struct HistoryWalk {
    private let typed: String
    private let beginning: String
    private var index: Int
    /// The line that the walk has put into the editor; the walk ends if the user changes it.
    private(set) var shown: String

    /// Creates a walk that begins below the newest line.
    init(history: LineHistory, line: String, beginning: String) {
        typed = line
        self.beginning = beginning
        index = history.lines.count
        shown = line
    }

    /// Returns the next older line; nil if there is none.
    mutating func older(in history: LineHistory) -> String? {
        guard let found = history.last(before: index, where: { $0.hasPrefix(beginning) && $0 != shown }) else {
            return nil
        }
        index = found
        shown = history.lines[found]
        return shown
    }

    /// Returns the next newer line, or after the newest the typed text; nil after that.
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
