import Expressions
import Notation
import Suggestions

/// Reads a value of a type from as many words as necessary.
struct ValueReader {
    /// An error and the words it is about.
    struct Mismatch: Error {
        let message: String
        let index: Int
        let range: Range<Int>?
        let suggestion: String?

        init(_ message: String, index: Int, range: Range<Int>? = nil, suggestion: String? = nil) {
            self.message = message
            self.index = index
            self.range = range
            self.suggestion = suggestion
        }
    }

    let words: [PlainWord]
    let vocabulary: Vocabulary
    let source: Source

    /// Reads the value that begins at a word; returns it with the index of the word after it.
    func read(_ type: ValueType, from index: Int) throws(Mismatch) -> (value: ParsedValue, next: Int) {
        let word = words[index]
        switch type {
        case .integer, .integers, .birth, .number, .fraction, .duration, .size, .range:
            guard let value = Self.measure(word.text, as: type) else { throw unexpected(type, at: index) }
            return (value, index + 1)
        case .page:
            guard let page = Measures.page(words[index...].prefix(3).map(\.text)) else {
                throw unexpected(type, at: index)
            }
            return (.page(width: page.width, height: page.height), index + page.words)
        case .path, .file, .writtenPath, .text, .column, .objectiveName, .topic, .geneName, .variableName:
            guard Self.isText(word, of: type) else { throw unexpected(type, at: index) }
            return (.text(word.text), index + 1)
        case .values:
            let (list, written, next) = try values(from: index)
            return (.values(list, written: written), next)
        case .columns, .names, .texts:
            let (names, next) = try names(from: index)
            return (.words(names), next)
        case .genomes:
            return (.genomes(try genomes(from: index)), words.count)
        case .classWeights(let ends):
            let (pairs, next) = try classWeights(from: index, before: ends)
            return (.words(pairs), next)
        case .row:
            return (.row(try row(from: index)), words.count)
        case .vocabulary(let kind):
            try check(word, isOneOf: kind, at: index)
            return (.text(word.text), index + 1)
        case .numberedVocabulary(let kind, let numbered):
            let (entry, next) = try numberedEntry(of: kind, numbered, at: index)
            return (.words(entry), next)
        case .expression:
            return (try expression(from: index), words.count)
        case .objective:
            // No score has this name: it is a program, and what is wrong is its command.
            guard !isOutput(at: index) else { throw unexpected(type, at: index) }
            let end = endOfObjective(from: index) ?? words.count
            return (try expression(from: index, to: end), end)
        case .condition:
            return (try expression(from: index, variablesAreWords: true), words.count)
        case .assigned:
            guard index + 1 == words.count else {
                return (try expression(from: index, variablesAreWords: true), words.count)
            }
            guard !word.text.isEmpty || word.isQuoted || word.isVariable else { throw unexpected(type, at: index) }
            return (.text(word.text), index + 1)
        case .command:
            return (.command(NestedCommand(words: Array(words[index...]), source: source)), words.count)
        case .commandLine:
            return (try commandLine(at: index), index + 1)
        case .remainder:
            return (.text(words[index...].map(\.text).joined(separator: " ")), words.count)
        case .words:
            return (.words(words[index...].map(\.text)), words.count)
        }
    }

    private func unexpected(_ type: ValueType, at index: Int) -> Mismatch {
        .unexpected(words[index], expected: type.expectation, at: index)
    }

    // MARK: - Names

    /// Returns true if a word is a text or name of the type.
    private static func isText(_ word: PlainWord, of type: ValueType) -> Bool {
        switch type {
        // A number is the value of a goal without a name.
        case .objectiveName: !word.text.isEmpty && (Literal(word.text).number == nil || word.isQuoted)
        case .topic: true
        case .geneName: isGeneName(word.text) && !word.isQuoted
        case .variableName: Variables.isName(word.text) && !word.isQuoted
        default: !word.text.isEmpty || word.isQuoted
        }
    }

    private func check(_ word: PlainWord, isOneOf kind: Vocabulary.Kind, at index: Int) throws(Mismatch) {
        let entries = vocabulary.words(kind)
        // If the list could not be read, accept any word; executing the command reports the error.
        guard entries.isEmpty || entries.contains(where: { $0.word == word.text }) && !word.isQuoted else {
            let nearest = Suggestion.nearest(to: word.text, among: entries.map(\.word))
            let list = entries.map(\.word).joined(separator: ", ")
            throw .unknown(kind, word, among: list, nearest: nearest, at: index)
        }
    }

    /// Reads a word of a vocabulary and the number after it.
    ///
    /// - Parameter numbered: The words that a number may follow; true for those that need one.
    private func numberedEntry(
        of kind: Vocabulary.Kind, _ numbered: [String: Bool], at index: Int
    ) throws(Mismatch) -> ([String], Int) {
        let word = words[index]
        try check(word, isOneOf: kind, at: index)
        let next = index + 1
        guard let isNeeded = numbered[word.text] else { return ([word.text], next) }
        if next < words.count, !words[next].isQuoted, let number = Literal(words[next].text).number {
            return ([word.text, "\(number)"], next + 1)
        }
        guard isNeeded else { return ([word.text], next) }
        throw Mismatch(
            "expected a number after \(word.text)" + (next < words.count ? ", found \"\(words[next].text)\"" : ""),
            index: next)
    }

    /// Reads names separated by commas.
    private func names(from start: Int) throws(Mismatch) -> ([String], Int) {
        var names: [String] = []
        var index = start
        var expectsMore = true
        while index < words.count, expectsMore || (!words[index].isQuoted && words[index].text.hasPrefix(",")) {
            let word = words[index]
            if word.isQuoted || word.value.contains(where: \.isWhitespace) {
                guard expectsMore else { break }
                names.append(word.value)
                expectsMore = word.endsWithComma
            } else {
                let parts = word.text.split(separator: ",", omittingEmptySubsequences: false)
                for (position, part) in parts.enumerated() {
                    if position > 0 {
                        guard !expectsMore else {
                            throw .noNameBeforeComma(in: word, at: index)
                        }
                        expectsMore = true
                    }
                    if !part.isEmpty {
                        names.append(String(part))
                        expectsMore = false
                    }
                }
            }
            index += 1
        }
        guard !expectsMore else {
            throw .noName(after: words[index - 1], at: index)
        }
        return (names, index)
    }

    /// Reads classes, each with a weight, and returns names and weights in turn.
    private func classWeights(from start: Int, before ends: Set<String>) throws(Mismatch) -> ([String], Int) {
        var pairs: [String] = []
        var index = start
        while index < words.count, words[index].isQuoted || !ends.contains(words[index].text) {
            guard index + 1 < words.count else {
                throw Mismatch("expected a weight after class \(words[index].value)", index: index + 1)
            }
            guard let weight = Literal(words[index + 1].value).number, !words[index + 1].isQuoted else {
                throw Mismatch(
                    "expected a weight after class \(words[index].value), found \"\(words[index + 1].text)\"",
                    index: index + 1)
            }
            pairs += [words[index].value, "\(weight)"]
            index += 2
        }
        guard !pairs.isEmpty else {
            throw .unexpected(words[start], expected: ValueType.classWeights(before: ends).expectation, at: start)
        }
        return (pairs, index)
    }

    // MARK: - Expressions

    /// Returns true if the words before the command of a program are at this index.
    private func isOutput(at index: Int) -> Bool {
        words[index...].prefix(2).map { $0.isQuoted ? "" : $0.text } == ["output", "of"]
    }

    /// Returns the index of the word `and` before another objective; nil if there is none.
    func endOfObjective(from start: Int) -> Int? {
        words.indices.dropFirst(start).first { index in
            index + 1 < words.count && !words[index].isQuoted && words[index].text == "and"
                && !words[index + 1].isQuoted && ["maximize", "minimize"].contains(words[index + 1].text)
        }
    }

    /// Parses words, joined by spaces, as an expression, all remaining ones without an end; errors are traced back to
    /// the original words.
    private func expression(
        from start: Int, to end: Int? = nil, variablesAreWords: Bool = false
    ) throws(Mismatch) -> ParsedValue {
        var text = ""
        var origins = TextOrigins()
        for word in words[start..<(end ?? words.count)] {
            if !text.isEmpty { text += " " }
            origins.add(word.range, at: text.utf8.count)
            if variablesAreWords, isWordOfCondition(word) {
                text += CommandText.quoted(word.value) + (word.endsWithComma ? "," : "")
            } else {
                text += word.partOfExpression
            }
        }
        do {
            return .expression(try ParsedExpression(parsing: text), origins)
        } catch {
            throw mismatch(error, start, origins)
        }
    }

    /// Parses one word as a command line. If its text has only quotes around it, errors are traced back to
    /// characters.
    private func commandLine(at index: Int) throws(Mismatch) -> ParsedValue {
        let word = words[index]
        var origins = TextOrigins()
        let isPlain = word.range.count == word.text.utf8.count + (word.isQuoted ? 2 : 0)
        let start = word.range.lowerBound + (word.isQuoted ? 1 : 0)
        origins.add(isPlain ? start..<start + word.text.utf8.count : word.range, at: 0, isWhole: !isPlain)
        do {
            return .commandLine(try CommandTemplate(parsing: word.text), origins)
        } catch {
            throw mismatch(error, index, origins)
        }
    }

    private func mismatch(_ error: ExpressionError, _ start: Int, _ origins: TextOrigins) -> Mismatch {
        Mismatch(
            error.message, index: start + origins.index(of: error.range), range: origins.range(of: error.range),
            suggestion: error.suggestion)
    }
}
