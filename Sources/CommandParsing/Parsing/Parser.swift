import Suggestions

/// The allowed spelling of words: they may be abbreviated at the prompt, but not in a script.
public enum WordSpelling: Sendable { case mayBeShortened, full }

/// A parser that turns statements into commands.
public struct Parser<Parsed: Sendable>: Sendable {
    private let table: CommandTable<Parsed>
    /// The allowed spelling of words.
    public let words: WordSpelling

    private var grammar: Grammar { table.grammar }

    /// Creates a parser of the commands of a table.
    public init(_ table: CommandTable<Parsed>, words: WordSpelling) {
        self.table = table
        self.words = words
    }

    /// Creates a parser that checks the commands of a grammar.
    public init(_ grammar: Grammar, words: WordSpelling) where Parsed == any Command {
        self.init(CommandTable(grammar), words: words)
    }

    /// Parses a statement, replacing its variables.
    ///
    /// - Throws: an error with what was expected and found, its position and a suggestion.
    public func parse(_ statement: Statement, of source: Source, variables: Variables) throws(Diagnostic)
        -> ParsedCommand<Parsed>
    {
        var words: [PlainWord] = []
        for word in statement.words { words.append(try variables.plain(word, of: source)) }
        return try parse(words, of: source)
    }

    /// Parses a command nested in another one.
    ///
    /// - Throws: an error with what was expected and found, its position and a suggestion.
    public func parse(_ nested: NestedCommand) throws(Diagnostic) -> ParsedCommand<Parsed> {
        try parse(nested.words, of: nested.source)
    }

    private func parse(_ given: [PlainWord], of source: Source) throws(Diagnostic) -> ParsedCommand<Parsed> {
        var words = given
        let range = words[0].range.lowerBound..<words[words.count - 1].range.upperBound
        if words[0].text.hasPrefix("!"), !words[0].isQuoted {
            // Within another command, such as `expect error`, all words that follow are for the system shell.
            let rest = [String(words[0].text.dropFirst())] + words.dropFirst().map(\.partOfExpression)
            words = [
                PlainWord(text: "!", range: words[0].range, isQuoted: false),
                PlainWord(text: rest.joined(separator: " "), range: range, isQuoted: true),
            ]
        }
        let index = try command(of: &words, source)
        let command = grammar.commands[index].grammar
        while true {
            var matcher = Matcher(words: words, vocabulary: grammar.vocabulary, source: source)
            if let captures = matcher.match(command.form, from: 1) {
                return ParsedCommand(
                    command: try table.makers[index](captures), range: range, source: source,
                    words: Self.spelled(words, captures.spellings),
                    readPaths: captures.spellings.filter { $0.value == .readPath }.map(\.key))
            }
            guard let full = try fullWord(matcher, source) else {
                throw mistake(matcher, in: command, range, source)
            }
            let furthest = matcher.furthest
            words[furthest] = PlainWord(text: full, range: words[furthest].range, isQuoted: false)
        }
    }

    private static func spelled(_ words: [PlainWord], _ spellings: [Int: Spelling]) -> [PlainWord] {
        words.enumerated().map { index, word in
            let isRaw = spellings[index] == .raw
            return PlainWord(
                text: isRaw ? word.partOfExpression : word.text, range: word.range,
                isQuoted: !isRaw && (word.isQuoted || spellings[index] == .quoted), endsWithComma: word.endsWithComma,
                isWhole: [.whole, .readPath].contains(spellings[index]), isRaw: isRaw)
        }
    }

    /// Returns the role of a statement among those around it, according to its first word.
    func role(of statement: Statement, source: Source) -> CommandGrammar.Role {
        let word = statement.words[0]
        guard let literal = word.literal, !literal.hasPrefix("!") else { return .plain }
        var words = [PlainWord(text: literal, range: word.range, isQuoted: word.isQuoted)]
        return (try? command(of: &words, source)).map { grammar.commands[$0].grammar.role } ?? .plain
    }

    /// Checks the command word of a statement with variables; the other words can be checked only when it runs.
    ///
    /// - Throws: an error if the command is unknown, or abbreviated where full words are required.
    public func checkFirstWord(of statement: Statement, source: Source) throws(Diagnostic) {
        guard let literal = statement.words[0].literal, !literal.hasPrefix("!") else { return }
        let word = statement.words[0]
        var words = [PlainWord(text: literal, range: word.range, isQuoted: word.isQuoted)]
        _ = try command(of: &words, source)
    }

    /// Returns the index of the command of some words, and writes its name in full.
    private func command(of words: inout [PlainWord], _ source: Source) throws(Diagnostic) -> Int {
        let first = words[0]
        if !first.isQuoted, let exact = grammar.index(named: first.text) {
            words[0] = PlainWord(text: grammar.commands[exact].grammar.name, range: first.range, isQuoted: false)
            return exact
        }
        let names = grammar.firstWords
        let longer = first.isQuoted ? [] : names.filter { $0.hasPrefix(first.text) }
        if self.words == .mayBeShortened, longer.count > 1 { throw .ambiguous(first, longer, of: source) }
        if longer.count == 1, let exact = grammar.index(named: longer[0]) {
            guard self.words == .mayBeShortened else { throw .abbreviated(first, longer[0], of: source) }
            words[0] = PlainWord(text: grammar.commands[exact].grammar.name, range: first.range, isQuoted: false)
            return exact
        }
        // The mark `!` is one edit away from every letter.
        let nearest = Suggestion.nearest(to: first.text, among: names.filter { $0.first?.isLetter == true })
        throw .unknownCommand(first, nearest: nearest, of: source)
    }

    /// Returns the only word of the language that the furthest word abbreviates; nil if there is none.
    private func fullWord(_ matcher: Matcher, _ source: Source) throws(Diagnostic) -> String? {
        guard matcher.furthest < matcher.words.count else { return nil }
        let word = matcher.words[matcher.furthest]
        guard !word.isQuoted, !word.text.isEmpty else { return nil }
        let longer = matcher.expectations.compactMap(\.word).filter { $0.hasPrefix(word.text) && $0 != word.text }
        if longer.count > 1, self.words == .mayBeShortened { throw .ambiguous(word, longer, of: source) }
        guard longer.count == 1 else { return nil }
        guard self.words == .mayBeShortened else { throw .abbreviated(word, longer[0], of: source) }
        return longer[0]
    }

    private func mistake(
        _ matcher: Matcher, in command: CommandGrammar, _ range: Range<Int>, _ source: Source
    ) -> Diagnostic {
        let index = matcher.furthest
        if let mismatch = matcher.mismatches.first {
            let end = range.upperBound
            let position =
                mismatch.range
                ?? (mismatch.index < matcher.words.count ? matcher.words[mismatch.index].range : end..<end + 1)
            return Diagnostic(mismatch.message, at: position, of: source, suggestion: mismatch.suggestion)
        }
        let expected = Self.list(matcher.expectations)
        guard index < matcher.words.count else {
            let last = matcher.words[matcher.words.count - 1]
            return .incomplete(after: last, expected: expected, of: source)
        }
        let word = matcher.words[index]
        if !word.isQuoted, let message = command.misplaced(word.text) {
            return Diagnostic(message, at: word.range, of: source)
        }
        guard !matcher.expectations.isEmpty else {
            return .afterEnd(of: Self.text(before: index, matcher, source), word, of: source)
        }
        let nearest = Suggestion.nearest(to: word.text, among: matcher.expectations.compactMap(\.word))
        // Whoever lists values with blanks between them needs to know about commas more than about settings.
        let before = matcher.words[index - 1]
        if nearest == nil, Literal(word.text).number != nil || word.isQuoted,
            matcher.reached?.captures.hasList(endingAt: before.range.upperBound) == true
        {
            return .noComma(between: before, word, expected: expected, of: source)
        }
        return .unexpected(word, expected: expected, nearest: nearest, of: source)
    }

    /// Returns the beginning of a command as it was typed, up to the word before an index.
    private static func text(before index: Int, _ matcher: Matcher, _ source: Source) -> String {
        let range = matcher.words[0].range.lowerBound..<matcher.words[index - 1].range.upperBound
        return String(decoding: Array(source.text.utf8)[range], as: UTF8.self)
    }

    private static func list(_ expectations: [ExpectedWord]) -> String {
        let texts = expectations.map { expectation in
            switch expectation {
            case .word(let word, _): "`\(word)`"
            case .value(let value): value.description
            }
        }
        guard texts.count > 1 else { return texts.first ?? "the end of the command" }
        return texts.dropLast().joined(separator: ", ") + " or " + texts[texts.count - 1]
    }
}

extension CommandGrammar {
    /// Returns the message for a setting that only other forms of the command have; nil if no form has it, or all have.
    fileprivate func misplaced(_ setting: String) -> String? {
        let forms = form.alternatives
        let having = forms.filter { $0.hasSetting(setting) }
        let names = having.compactMap { $0.beginning.map { "`\(name) \($0)`" } }
        guard !having.isEmpty, having.count < forms.count, names.count == having.count else { return nil }
        let list =
            names.count < 3
            ? names.joined(separator: " and ")
            : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
        return "`\(setting)` works only with \(list); leave it out here"
    }
}
