/// All commands and the vocabulary of other modules: the one table that parsing, completion and help use.
public struct Grammar: Sendable {
    /// Every command, in the order of `help`.
    public let commands: [any Command.Type]
    /// The words defined by other modules.
    public let vocabulary: Vocabulary

    /// Creates a grammar.
    public init(commands: [any Command.Type], vocabulary: Vocabulary) {
        self.commands = commands
        self.vocabulary = vocabulary
    }

    /// Returns the command with this name or synonym.
    public func command(named name: String) -> (any Command.Type)? { index(named: name).map { commands[$0] } }

    /// Returns the index of the command with this name or synonym.
    func index(named name: String) -> Int? {
        commands.firstIndex { $0.grammar.name == name } ?? commands.firstIndex { $0.grammar.synonyms.contains(name) }
    }

    /// The first words of all commands, with their synonyms.
    var firstWords: [String] { commands.flatMap { [$0.grammar.name] + $0.grammar.synonyms } }

    /// Returns everything that may follow some words of a command; the command words if there are none.
    ///
    /// - Parameter words: the complete words before the one at the cursor.
    public func expectations(after words: [String]) -> [ExpectedWord] {
        guard let first = words.first else { return commandWords }
        guard let named = command(beginning: first) else { return [] }
        var plain = words.map { PlainWord(text: $0, range: 0..<0, isQuoted: false) }
        let source = Source(name: "", text: "")
        while true {
            var matcher = Matcher(words: plain, vocabulary: vocabulary, source: source, isBeginning: true)
            _ = matcher.match(named.grammar.form, from: 1)
            if matcher.furthest == plain.count { return matcher.expectations }
            // A word before the cursor may be abbreviated, as in a complete command.
            let index = matcher.furthest
            let full = matcher.expectations.compactMap(\.word).filter { $0.hasPrefix(plain[index].text) }
            guard full.count == 1, full[0] != plain[index].text else {
                return plain.count == 1 ? matcher.expectations : []
            }
            plain[index] = PlainWord(text: full[0], range: 0..<0, isQuoted: false)
        }
    }

    private var commandWords: [ExpectedWord] {
        commands.flatMap { command in
            ([command.grammar.name] + command.grammar.synonyms).map { .word($0, help: command.grammar.summary) }
        }
    }

    /// Returns the command with this name or synonym, or the only one that begins so.
    public func command(beginning prefix: String) -> (any Command.Type)? {
        if let exact = command(named: prefix) { return exact }
        let fitting = firstWords.filter { $0.hasPrefix(prefix) }
        return fitting.count == 1 ? command(named: fitting[0]) : nil
    }
}
