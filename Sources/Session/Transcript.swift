import CommandLanguage

/// What was done since the start, command by command, as it is recorded.
struct Transcript: Codable, Hashable, Sendable {
    /// One command.
    struct Entry: Codable, Hashable, Sendable {
        /// The command in full words.
        let text: String
        /// What is told of it behind `#`.
        let comment: String?
        /// What came out, as conditions that hold in a replay.
        let results: [String]

        init(_ text: String, comment: String? = nil, results: [String] = []) {
            self.text = text
            self.comment = comment
            self.results = results
        }

        /// Its lines in a script.
        func lines(hasResults: Bool) -> [String] {
            [text + (comment.map { "  # \($0)" } ?? "")] + (hasResults ? results.map { "expect \($0)" } : [])
        }
    }

    /// In the order in which they were executed.
    private(set) var entries: [Entry] = []
    /// The generation after the last of them: a session that was interrupted within `evolve` is further than that.
    var generation = 0

    /// A value as it is typed.
    static func quoted(_ value: String) -> String { CommandText.quoted(value) }

    mutating func add(_ entry: Entry) { entries.append(entry) }
}
