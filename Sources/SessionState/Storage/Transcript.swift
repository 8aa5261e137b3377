import CommandLanguage
import CommandParsing
import VisibleText

/// The commands executed since the start, as they are recorded.
package struct Transcript: Codable, Hashable, Sendable {
    /// One command.
    package struct Entry: Codable, Hashable, Sendable {
        /// The command in full words.
        let text: String
        /// The comment after `#`.
        let comment: String?
        /// The results, as conditions that hold in a replay.
        let results: [String]

        private enum CodingKeys: String, CodingKey { case text, comment, results }

        package init(_ text: String, comment: String? = nil, results: [String] = []) {
            self.text = text
            self.comment = comment
            self.results = results
        }

        /// Returns the lines of the command in a script. A text that is not exactly one command becomes a comment, and
        /// a comment has one line. A file therefore cannot contain commands that nobody sees.
        package func lines(hasResults: Bool) -> [String] {
            let command = Self.isOneCommand(text) ? text : "# not a command: \(VisibleText.name(text, maximum: .max))"
            let comment = comment.map { "  # \(VisibleText.name($0, maximum: .max))" } ?? ""
            return [command + comment]
                + (hasResults ? results.map { "expect \($0)" }.filter(Self.isOneCommand) : [])
        }

        /// Returns true if a text is a comment in one line, or exactly one command when a script is read.
        static func isOneCommand(_ text: String) -> Bool {
            if text.hasPrefix("#") { return !text.contains(where: \.isNewline) }
            guard case .statements(let statements)? = try? Lexer.read(Source(name: "transcript", text: text)),
                statements.count == 1
            else { return false }
            // A quoted word may have several lines, but between words there must be no line break and no comment.
            return areTogether(statements[0].words.map(\.range), in: Array(text.utf8))
        }

        /// Returns true if there are only spaces between some words, before and after them.
        private static func areTogether(_ words: [Range<Int>], in text: [UInt8]) -> Bool {
            var end = 0
            for word in words {
                guard word.lowerBound >= end, text[end..<word.lowerBound].allSatisfy({ $0 == UInt8(ascii: " ") }) else {
                    return false
                }
                end = word.upperBound
            }
            return text[end...].allSatisfy { $0 == UInt8(ascii: " ") }
        }

        /// True if it runs a command of the user's shell.
        var runsShell: Bool { text.hasPrefix("!") }
    }

    /// Full chunks, which copies of the session share; `tail` has the entries after them. Adding an entry never copies
    /// all.
    private var chunks: [[Entry]] = []
    private var tail: [Entry] = []
    private static let chunk = 64
    /// The generation after the last entry. A session that was interrupted within `evolve` is further than that.
    package var generation = 0

    package init() {}

    /// The number of entries.
    package var count: Int { chunks.count * Self.chunk + tail.count }

    package var isEmpty: Bool { count == 0 }

    /// Returns the entries from an index on, in the order of execution.
    package func entries(from start: Int = 0) -> [Entry] {
        let first = min(start / Self.chunk, chunks.count)
        return Array((chunks[first...].joined() + tail).dropFirst(start - first * Self.chunk))
    }

    /// Returns the same commands between two comments that name their file.
    package func marked(asFrom file: String) -> Transcript {
        guard !isEmpty else { return self }
        var marked = Transcript()
        marked.generation = generation
        let name = VisibleText.name(file)
        marked.add(Entry("# the following commands come from \(name), which was not saved with this memory"))
        for entry in entries() { marked.add(entry) }
        marked.add(Entry("# end of the commands from \(name)"))
        return marked
    }

    package mutating func add(_ entry: Entry) {
        tail.append(entry)
        guard tail.count == Self.chunk else { return }
        chunks.append(tail)
        tail = []
    }

    // MARK: - Coding

    private enum CodingKeys: String, CodingKey { case entries, generation }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        for entry in try container.decode([Entry].self, forKey: .entries) { add(entry) }
        generation = try container.decode(Int.self, forKey: .generation)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(entries(), forKey: .entries)
        try container.encode(generation, forKey: .generation)
    }
}
