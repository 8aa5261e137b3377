/// The words that other rooms know, injected so that the grammar can check and complete them: datasets, selections,
/// losses. Each list is made from its room's own (`Selection.all`), so that a new one is added in its own file only.
public struct Vocabulary: Sendable {
    /// Which list a place in a command reads its word from.
    public enum Kind: String, CaseIterable, Sendable {
        case dataset, selection, crossover, change, strategy, loss, activation, schedule, precision, launcher
        /// A page of help.
        case page
    }

    /// A word and one line about it.
    public struct Entry: Hashable, Sendable {
        /// The word as it is typed.
        public let word: String
        /// One line of help; may be empty.
        public let summary: String

        /// A word and one line about it.
        public init(_ word: String, _ summary: String = "") {
            self.word = word
            self.summary = summary
        }
    }

    private let lists: [Kind: [Entry]]

    /// Lists by kind; a kind that is left out has no words.
    public init(_ lists: [Kind: [Entry]]) { self.lists = lists }

    /// The words of a kind.
    public func words(_ kind: Kind) -> [Entry] { lists[kind] ?? [] }
}
