/// Words defined by other modules, which the grammar checks and completes: datasets, selections, losses. Each list
/// comes from its module's own (`Selection.all`), so that a new word is added in its own file only.
public struct Vocabulary: Sendable {
    /// The list to which a word in a command belongs.
    public enum Kind: String, CaseIterable, Sendable {
        case dataset, selection, crossover, change, strategy, loss, activation, schedule, precision, launcher, lesson
        /// A page of help.
        case page
    }

    /// A word with a one-line description.
    public struct Entry: Hashable, Sendable {
        /// The word as it is typed.
        public let word: String
        /// A line of help; may be empty.
        public let summary: String

        /// Creates an entry.
        public init(_ word: String, _ summary: String = "") {
            self.word = word
            self.summary = summary
        }
    }

    private let lists: [Kind: [Entry]]

    /// Creates a vocabulary; a kind that is left out has no words.
    public init(_ lists: [Kind: [Entry]]) { self.lists = lists }

    /// Returns the words of a kind.
    public func words(_ kind: Kind) -> [Entry] { lists[kind] ?? [] }
}
