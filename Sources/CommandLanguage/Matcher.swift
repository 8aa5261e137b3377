/// What may stand at a place in a command.
public enum Expectation: Hashable, Sendable {
    /// A word of the language, with one line of help.
    case word(String, help: String)
    /// A value of a type, described.
    case value(String, kind: ValueKind)

    /// What completion can offer for a value.
    public enum ValueKind: Hashable, Sendable { case path, geneName, topic, command, other }

    var word: String? { if case .word(let word, _) = self { word } else { nil } }
}

/// Lays a form over words, trying alternatives in order, and remembers what was expected at the furthest word that
/// any alternative reached: that is where the mistake is, and what completion offers.
struct Matcher {
    let words: [PlainWord]
    let reader: ValueReader
    private(set) var furthest = 0
    private(set) var expectations: [Expectation] = []
    private(set) var mismatches: [ValueReader.Mismatch] = []

    init(words: [PlainWord], vocabulary: Vocabulary, source: Source) {
        self.words = words
        reader = ValueReader(words: words, vocabulary: vocabulary, source: source)
    }

    /// The captures of the whole form over all words from an index; nil where it does not fit.
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
            guard index < words.count, words[index].text == word, !words[index].isQuoted else {
                expect(.word(word, help: help), at: index)
                return nil
            }
            var extended = captures
            extended.entries[name ?? word] = .init(value: .present, range: words[index].range)
            return next(&self, index + 1, extended)
        case .value(let name, let type, let help):
            guard index < words.count else {
                expectValue(type, help: help, at: index)
                return nil
            }
            do {
                let (value, following) = try reader.read(type, from: index)
                var extended = captures
                let range = words[index].range.lowerBound..<words[following - 1].range.upperBound
                extended.entries[name] = .init(value: value, range: range)
                for place in index..<following {
                    extended.spellings[place] = spelling(of: words[place], type, value)
                }
                // Another gene with its value may follow.
                if case .genomes = type { expectValue(type, help: help, at: following) }
                return next(&self, following, extended)
            } catch {
                expectValue(type, help: help, at: error.index)
                if error.index == furthest { mismatches.append(error) }
                return nil
            }
        case .sequence(let forms):
            return match(sequence: forms[...], at: index, captures, next)
        case .choice(let forms):
            for form in forms {
                if let matched = match(form, at: index, captures, next) { return matched }
            }
            return nil
        case .optional(let form):
            return match(form, at: index, captures, next) ?? next(&self, index, captures)
        case .settings(let settings):
            return match(settings: settings, at: index, captures, next)
        }
    }

    private func spelling(of word: PlainWord, _ type: ValueType, _ value: Value) -> Spelling? {
        switch (type, value) {
        case (.path, _), (_, .genomes(.file)): .readPath
        case (.expression, _) where !word.isQuoted: .raw
        case (.condition, _) where !word.isQuoted: reader.isWordOfCondition(word) ? .quoted : .raw
        case (.values, _) where reader.isOneValue(word): .quoted
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
            let matched = match(setting.value, at: index + 1, extended) { matcher, following, further in
                matcher.match(settings: settings, at: following, further, next)
            }
            if let matched { return matched }
        }
        return next(&self, index, captures)
    }

    private mutating func expectValue(_ type: ValueType, help: String, at index: Int) {
        if case .vocabulary(let kind) = type {
            for entry in reader.vocabulary.words(kind) { expect(.word(entry.word, help: entry.summary), at: index) }
            return
        }
        let kind: Expectation.ValueKind =
            switch type {
            case .path, .writtenPath: .path
            case .geneName, .genomes: .geneName
            case .topic: .topic
            case .command: .command
            default: .other
            }
        expect(.value(type.expectation, kind: kind), at: index)
    }

    private mutating func expect(_ expectation: Expectation?, at index: Int) {
        if index > furthest {
            furthest = index
            expectations = []
            mismatches = []
        }
        guard index == furthest, let expectation, !expectations.contains(expectation) else { return }
        expectations.append(expectation)
    }
}
