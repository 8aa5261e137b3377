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

        private enum CodingKeys: String, CodingKey { case text, comment, results }

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

    /// Full chunks, which copies of the session share, and what follows them: to add an entry never copies all of them.
    private var chunks: [[Entry]] = []
    private var tail: [Entry] = []
    private static let chunk = 64
    /// The generation after the last of them: a session that was interrupted within `evolve` is further than that.
    var generation = 0

    init() {}

    /// How many there are.
    var count: Int { chunks.count * Self.chunk + tail.count }

    var isEmpty: Bool { count == 0 }

    /// Those from a place on, in the order in which they were executed.
    func entries(from start: Int = 0) -> [Entry] {
        let first = min(start / Self.chunk, chunks.count)
        return Array((chunks[first...].joined() + tail).dropFirst(start - first * Self.chunk))
    }

    /// A value as it is typed.
    static func quoted(_ value: String) -> String { CommandText.quoted(value) }

    mutating func add(_ entry: Entry) {
        tail.append(entry)
        guard tail.count == Self.chunk else { return }
        chunks.append(tail)
        tail = []
    }

    // MARK: - Coding

    private enum CodingKeys: String, CodingKey { case entries, generation }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        for entry in try container.decode([Entry].self, forKey: .entries) { add(entry) }
        generation = try container.decode(Int.self, forKey: .generation)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(entries(), forKey: .entries)
        try container.encode(generation, forKey: .generation)
    }
}
