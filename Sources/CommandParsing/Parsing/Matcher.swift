/// A word or value that may appear at a position in a command.
public enum ExpectedWord: Hashable, Sendable {
    /// A word of the language, with a line of help.
    case word(String, help: String)
    /// A value of a type.
    case value(ExpectedValue)

    var word: String? { if case .word(let word, _) = self { word } else { nil } }
}

/// A value that may appear at a position in a command.
public struct ExpectedValue: Hashable, Sendable {
    /// The kinds of completion for a value.
    public enum Kind: Hashable, Sendable {
        case geneName, topic
        /// A file or folder.
        case path(FileKind)
        /// Names of genes, separated by commas.
        case geneNames
        /// One of several objectives.
        case objectiveName
        /// The number of a birth.
        case birth
        /// Columns of the table whose path was given before, or which the command shows.
        case columns
        /// Values of the command's gene.
        case geneValues
        /// Genes with their values, starting at this word.
        case genomes(from: Int)
        /// Input columns of the current network with their values, starting at this word.
        case row(from: Int)
        /// Classes with their weights, starting at this word.
        case classWeights(from: Int)
        /// An expression, starting at this word.
        case expression(from: Int)
        /// Another command, starting at this word.
        case command(from: Int)
        case other
    }

    /// The description for error messages: `a whole number from 1`.
    public let description: String
    /// The placeholder in a synopsis: `N`.
    public let placeholder: String
    /// A line of help; may be empty.
    public let help: String
    /// The kind of completion.
    public let kind: Kind
}

/// Matches a form against words, trying alternatives in order. It keeps the expectations at the furthest word that
/// any alternative reached: this is the position of the error, and completion offers these words.
struct Matcher {
    let words: [PlainWord]
    let reader: ValueReader
    private(set) var furthest = 0
    private(set) var expectations: [ExpectedWord] = []
    private(set) var mismatches: [ValueReader.Mismatch] = []
    /// The captures of the alternative that reached furthest, even if the whole form does not match.
    private(set) var reached: (words: Int, captures: Captures)?
    /// True if the words are the beginning of a command that is being typed, so that values of several words may
    /// continue.
    private let isBeginning: Bool

    init(words: [PlainWord], vocabulary: Vocabulary, source: Source, isBeginning: Bool = false) {
        self.words = words
        self.isBeginning = isBeginning
        reader = ValueReader(words: words, vocabulary: vocabulary, source: source)
    }

    /// Returns the captures if the form matches all words from an index on; otherwise nil.
    mutating func match(_ form: Form, from index: Int) -> Captures? {
        match(form, at: index, Captures(source: reader.source)) { matcher, next, captures in
            if next == matcher.words.count { return captures }
            matcher.expect(nil, at: next)
            return nil
        }
    }

    private typealias Continuation = (inout Matcher, Int, Captures) -> Captures?

    private mutating func match(_ form: Form, at index: Int, _ captures: Captures, _ next: Continuation) -> Captures? {
        switch form {
        case .word(let word, let help, let name):
            return match(word: word, help: help, as: name ?? word, at: index, captures, next)
        case .value(let name, let type, let help):
            guard index < words.count else {
                expectValue(type, help: help, at: index)
                return nil
            }
            guard !isBeginning || !isUnfinished(type, help: help, at: index) else { return nil }
            return match(value: name, type, help: help, at: index, captures, next)
        case .sequence(let forms):
            return match(sequence: forms[...], at: index, captures, next)
        case .choice(let forms):
            var first: Captures?
            for form in forms {
                guard let matched = match(form, at: index, captures, next) else { continue }
                // An unfinished command may become any of the alternatives.
                guard isBeginning else { return matched }
                first = first ?? matched
            }
            return first
        case .optional(let form):
            return match(form, at: index, captures, next) ?? next(&self, index, captures)
        case .repeated(let forms):
            return match(repeated: forms[...], at: index, captures, next)
        case .settings(let settings):
            return match(settings: settings, at: index, captures, next)
        }
    }

    private mutating func match(
        word: String, help: String, as name: String, at index: Int, _ captures: Captures, _ next: Continuation
    ) -> Captures? {
        guard index < words.count, words[index].text == word, !words[index].isQuoted else {
            expect(.word(word, help: help), at: index)
            return nil
        }
        var extended = captures
        extended.entries[name] = .init(value: .present, range: words[index].range)
        extended.words.append(words[index].range)
        reach(index + 1, extended)
        return next(&self, index + 1, extended)
    }

    /// Records what may continue a value of several words that is being typed.
    ///
    /// - Returns: True if nothing but the value itself can follow.
    private mutating func isUnfinished(_ type: ValueType, help: String, at index: Int) -> Bool {
        if case .classWeights(let ends) = type,
            !words[index...].contains(where: { !$0.isQuoted && ends.contains($0.text) })
        {
            // Another class may follow.
            expectValue(type, help: help, at: words.count, from: index)
        }
        if case .objective = type, reader.endOfObjective(from: index) == nil {
            expectObjective(help: help, from: index)
            return true
        }
        if type.takesAllWords, !type.isObjective {
            expectValue(type, help: help, at: words.count, from: index)
            return true
        }
        return false
    }

    private mutating func match(
        value name: String, _ type: ValueType, help: String, at index: Int, _ captures: Captures,
        _ next: Continuation
    ) -> Captures? {
        do {
            let (value, following) = try reader.read(type, from: index)
            var extended = captures
            let range = words[index].range.lowerBound..<words[following - 1].range.upperBound
            extended.entries[name] = .init(value: value, range: range)
            for position in index..<following {
                extended.spellings[position] = spelling(
                    of: words[position], type, value, isAlone: following == index + 1)
            }
            reach(following, extended)
            return next(&self, following, extended)
        } catch {
            expectValue(type, help: help, at: error.index)
            if error.index == furthest { mismatches.append(error) }
            return nil
        }
    }

    /// - Parameter isAlone: True if the value is this word alone.
    private func spelling(
        of word: PlainWord, _ type: ValueType, _ value: ParsedValue, isAlone: Bool
    ) -> Spelling? {
        switch (type, value) {
        case (.path, _), (.file, _), (_, .genomes(.file)): .readPath
        case (.expression, _), (.objective, _): .raw
        case (.condition, _), (.assigned, .expression): reader.isWordOfCondition(word) ? .quoted : .raw
        case (.values, _) where reader.isOneValue(word): .quoted
        case (.classWeights, _) where word.isQuoted: .quoted
        case (.columns, .words), (.names, .words), (.texts, .words):
            // Such a word is one name, whatever commas a variable brought into it.
            word.value.contains(where: \.isWhitespace) ? .quoted : nil
        case (.remainder, _), (.words, _), (.row, _), (.genomes, _): .whole
        case (_, .text) where isAlone: .whole
        default: nil
        }
    }

    private mutating func match(
        sequence forms: ArraySlice<Form>, at index: Int, _ captures: Captures, _ next: Continuation
    ) -> Captures? {
        guard let first = forms.first else { return next(&self, index, captures) }
        return match(first, at: index, captures) { matcher, following, extended in
            matcher.match(sequence: forms.dropFirst(), at: following, extended, next)
        }
    }

    private mutating func match(
        repeated forms: ArraySlice<Form>, at index: Int, _ captures: Captures, _ next: Continuation
    ) -> Captures? {
        guard let first = forms.first else { return next(&self, index, captures) }
        let matched = match(first, at: index, captures) { matcher, following, extended in
            matcher.match(repeated: forms.dropFirst(), at: following, extended, next)
        }
        return matched ?? next(&self, index, captures)
    }

    private mutating func match(
        settings: [Setting], at index: Int, _ captures: Captures, _ next: Continuation
    ) -> Captures? {
        for setting in settings {
            guard index < words.count, words[index].text == setting.name, !words[index].isQuoted else {
                if captures.entries[setting.name] == nil {
                    expect(.word(setting.name, help: setting.help), at: index)
                }
                continue
            }
            if captures.entries[setting.name] != nil {
                expect(nil, at: index)
                mismatches.append(.init("\"\(setting.name)\" is given twice", index: index))
                return nil
            }
            var extended = captures
            extended.entries[setting.name] = .init(value: .present, range: words[index].range)
            extended.words.append(words[index].range)
            reach(index + 1, extended)
            let matched = match(setting.value, at: index + 1, extended) { matcher, following, further in
                matcher.match(settings: settings, at: following, further, next)
            }
            if let matched { return matched }
        }
        return next(&self, index, captures)
    }

    /// Records an expected value at a word, starting at an earlier one if it spans several words.
    private mutating func expectValue(_ type: ValueType, help: String, at index: Int, from start: Int? = nil) {
        switch type {
        case .vocabulary(let kind), .numberedVocabulary(let kind, _):
            guard index == start ?? index else { break }
            for entry in reader.vocabulary.words(kind) { expect(.word(entry.word, help: entry.summary), at: index) }
            return
        default: break
        }
        let kind: ExpectedValue.Kind =
            switch type {
            case .path, .writtenPath: .path(.any)
            case .file(let kind): .path(kind)
            case .names: .geneNames
            case .objectiveName: .objectiveName
            case .birth: .birth
            case .geneName: .geneName
            case .values: .geneValues
            case .genomes: .genomes(from: start ?? index)
            case .row: .row(from: start ?? index)
            case .classWeights: .classWeights(from: start ?? index)
            case .topic: .topic
            case .column, .columns: .columns
            case .command: .command(from: start ?? index)
            case .expression, .objective, .condition: .expression(from: start ?? index)
            default: .other
            }
        // An expression may read something else in each command, which its help says.
        let description: String =
            switch type {
            case .expression, .objective, .condition: help.isEmpty ? type.expectation : help
            default: type.expectation
            }
        expect(
            .value(
                ExpectedValue(
                    description: description, placeholder: type.placeholder, help: help, kind: kind)), at: index)
    }

    /// Records that an unfinished objective may continue, or another one may follow.
    private mutating func expectObjective(help: String, from index: Int) {
        expectValue(.objective, help: help, at: words.count, from: index)
        if words.last?.text == "and" {
            expect(.word("maximize", help: "another objective"), at: words.count)
            expect(.word("minimize", help: "another objective"), at: words.count)
        } else {
            expect(.word("and", help: "another objective follows"), at: words.count)
        }
    }

    private mutating func reach(_ words: Int, _ captures: Captures) {
        if words > reached?.words ?? 0 { reached = (words, captures) }
    }

    private mutating func expect(_ expectation: ExpectedWord?, at index: Int) {
        if index > furthest {
            furthest = index
            expectations = []
            mismatches = []
        }
        guard index == furthest, let expectation, !expectations.contains(expectation) else { return }
        expectations.append(expectation)
    }
}
