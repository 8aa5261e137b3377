/// The classification of the words of a text for syntax colouring at the prompt.
public struct Highlighting: Sendable {
    /// The kind of a span.
    public enum Kind: Hashable, Sendable {
        case command, word, text, variable, comment
        /// A mistake, whatever follows.
        case mistake
    }

    /// A span of the text.
    public struct ColoredSpan: Hashable, Sendable {
        /// The range, as UTF-8 offsets into the text.
        public let range: Range<Int>
        /// The kind.
        public let kind: Kind
    }

    private let grammar: Grammar
    private let variables: Variables
    /// Names that the text itself defines.
    private var named: Set<String> = []

    /// Creates a highlighter that looks up words in a grammar and among the defined variables.
    public init(grammar: Grammar, variables: Variables) {
        self.grammar = grammar
        self.variables = variables
    }

    /// Returns all spans except plain words, in order. If the text ends in a word, that word counts as unfinished: it
    /// is not a mistake if it may still become valid.
    ///
    /// - Complexity: O(text), apart from matching the command's form.
    public func spans(of text: String) -> [ColoredSpan] {
        let source = Source(name: "", text: text)
        let statements: [Statement]
        do {
            statements = try Self.statements(of: text)
        } catch {
            return [ColoredSpan(range: error.range, kind: .mistake)]
        }
        let end = text.utf8.count
        var spans = comments(in: Array(text.utf8), outside: statements.flatMap(\.words).map(\.range))
        var known = self
        for statement in statements {
            spans += known.spans(of: statement, source, end: end)
            // Names defined in the same text are known from there on.
            if ["let", "for"].contains(statement.words[0].literal),
                let name = statement.words.dropFirst().first?.literal
            {
                known.named.insert(name)
            }
        }
        return
            spans.map {
                ColoredSpan(range: min($0.range.lowerBound, end)..<min($0.range.upperBound, end), kind: $0.kind)
            }
            .filter { !$0.range.isEmpty }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Returns the statements of a text; an open quote counts as closed at the end.
    private static func statements(of text: String) throws(Diagnostic) -> [Statement] {
        for closing in ["", "'", "\""] {
            if case .statements(let read) = try Lexer.read(Source(name: "", text: text + closing)) { return read }
        }
        return []
    }

    private func comments(in bytes: [UInt8], outside words: [Range<Int>]) -> [ColoredSpan] {
        var spans: [ColoredSpan] = []
        var index = 0
        for word in words + [bytes.count..<bytes.count] {
            while index < min(word.lowerBound, bytes.count) {
                guard bytes[index] == UInt8(ascii: "#") else {
                    index += 1
                    continue
                }
                let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                spans.append(ColoredSpan(range: index..<end, kind: .comment))
                index = end
            }
            index = max(index, word.upperBound)
        }
        return spans
    }

    // MARK: - One command

    private func spans(of statement: Statement, _ source: Source, end: Int) -> [ColoredSpan] {
        let first = statement.words[0]
        guard let name = first.literal else { return variables(in: statement) }
        if name.hasPrefix("!"), !first.isQuoted {
            return [ColoredSpan(range: first.range.lowerBound..<first.range.lowerBound + 1, kind: .command)]
        }
        let names = grammar.firstWords
        let longer = first.isQuoted ? [] : names.filter { $0.hasPrefix(name) }
        let isTyped = first.range.upperBound >= end
        guard let command = grammar.command(named: name) ?? longer.first.flatMap(grammar.command(named:)),
            names.contains(name) || longer.count == 1 || isTyped && !longer.isEmpty
        else {
            return [ColoredSpan(range: first.range, kind: .mistake)]
        }
        let isKnown = names.contains(name) || !isTyped
        let beginning = isKnown ? [ColoredSpan(range: first.range, kind: .command)] : []
        return beginning + arguments(of: command.grammar, statement, source, end: end) + variables(in: statement)
    }

    private func variables(in statement: Statement) -> [ColoredSpan] {
        statement.words.flatMap { word -> [ColoredSpan] in
            let known = word.pieces.compactMap { piece -> Kind? in
                guard case .variable(let name, let fallback) = piece else { return nil }
                let isKnown =
                    variables.value(of: name) != nil || fallback != nil || named.contains(name)
                    || variables.factNames.contains(name)
                return isKnown ? .variable : .mistake
            }
            guard !known.isEmpty else { return [] }
            return [ColoredSpan(range: word.range, kind: known.contains(.mistake) ? .mistake : .variable)]
        }
    }

    private func arguments(of command: CommandGrammar, _ statement: Statement, _ source: Source, end: Int)
        -> [ColoredSpan]
    {
        var words: [PlainWord] = []
        for word in statement.words {
            // A variable without a value may stand for anything.
            guard let plain = try? variables.plain(word, of: source) else { break }
            words.append(plain)
        }
        words[0] = PlainWord(text: command.name, range: words[0].range, isQuoted: false)
        let isWhole = words.count == statement.words.count
        var matcher = Matcher(words: words, vocabulary: grammar.vocabulary, source: source)
        var isRight = matcher.match(command.form, from: 1) != nil
        while !isRight, matcher.furthest < words.count {
            let word = words[matcher.furthest]
            let longer = matcher.expectations.compactMap(\.word).filter { $0.hasPrefix(word.text) && $0 != word.text }
            guard longer.count == 1, !word.isQuoted, word.range.upperBound < end else { break }
            words[matcher.furthest] = PlainWord(text: longer[0], range: word.range, isQuoted: false)
            matcher = Matcher(words: words, vocabulary: grammar.vocabulary, source: source)
            isRight = matcher.match(command.form, from: 1) != nil
        }
        let variable = Set(statement.words.filter { $0.literal == nil }.map(\.range))
        var spans = (matcher.reached?.captures.words ?? []).filter { !variable.contains($0) }.map {
            ColoredSpan(range: $0, kind: .word)
        }
        spans += words.filter { $0.isQuoted && !variable.contains($0.range) }.map {
            ColoredSpan(range: $0.range, kind: .text)
        }
        if let nested = matcher.reached?.captures.command("command"), let start = nested.words.first?.range.lowerBound {
            let inner = statement.words.filter { $0.range.lowerBound >= start }
            spans.removeAll { $0.range.lowerBound >= start }
            spans += self.spans(of: Statement(words: inner), source, end: end).filter { !variable.contains($0.range) }
        }
        if !isRight, isWhole, let range = mistake(matcher, words, end: end) {
            spans.removeAll { $0.range.overlaps(range) }
            spans.append(ColoredSpan(range: range, kind: .mistake))
        }
        return spans
    }

    /// Returns the words that are wrong whatever follows; nil if the command may only be unfinished.
    private func mistake(_ matcher: Matcher, _ words: [PlainWord], end: Int) -> Range<Int>? {
        guard matcher.furthest < words.count else { return nil }
        let word = words[matcher.furthest]
        guard word.range.upperBound >= end else {
            return matcher.mismatches.first.flatMap { $0.range?.clamped(to: word.range) } ?? word.range
        }
        let mayBecome = matcher.expectations.contains { expectation in
            switch expectation {
            case .word(let full, _): full.hasPrefix(word.text) && !word.isQuoted
            case .value: true
            }
        }
        return mayBecome ? nil : word.range
    }
}
