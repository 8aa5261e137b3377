import Expressions
import Notation
import Suggestions

/// A word whose variables have been replaced.
struct PlainWord: Sendable {
    let text: String
    let range: Range<Int>
    let isQuoted: Bool
    /// True if it consists of a single variable.
    var isVariable = false
    /// True if it ends with a comma outside of quotes.
    var endsWithComma = false
    /// True if it is written unchanged.
    var isRaw = false
    /// The word with its quotes, as a part of an expression; nil if it was not typed.
    var written: String?

    /// The word as a part of an expression.
    var partOfExpression: String { written ?? (isQuoted ? CommandText.quoted(text) : text) }

    /// The text without a comma that separates it from the next value.
    var value: String { endsWithComma ? String(text.dropLast()) : text }
}

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
        func expected() -> Mismatch { .unexpected(word, expected: "\(type.expectation)", at: index) }
        switch type {
        case .integer(let range):
            guard let value = Self.wholeNumber(word.text), range.contains(value) else { throw expected() }
            return (.integer(value), index + 1)
        case .integers(let bounds):
            guard let range = Self.wholeNumbers(word.text), bounds.contains(range.lowerBound),
                bounds.contains(range.upperBound)
            else { throw expected() }
            return (.integers(range), index + 1)
        case .birth:
            guard let value = Self.wholeNumber(word.text), (0...1_000_000_000).contains(value) else {
                throw expected()
            }
            return (.integer(value), index + 1)
        case .number(let range):
            guard let value = Literal(word.text).number, range.contains(value) else { throw expected() }
            return (.number(value), index + 1)
        case .fraction:
            guard let value = Self.share(word.text), (0...1).contains(value) else { throw expected() }
            return (.number(value), index + 1)
        case .duration:
            guard let value = Self.seconds(word.text), value > 0, value.isFinite else { throw expected() }
            return (.number(value), index + 1)
        case .size:
            guard let (width, height) = Self.size(word.text) else { throw expected() }
            return (.size(width: width, height: height), index + 1)
        case .page:
            guard let page = Measures.page(words[index...].prefix(3).map(\.text)) else { throw expected() }
            return (.page(width: page.width, height: page.height), index + page.words)
        case .range:
            guard let range = Measures.range(word.text) else { throw expected() }
            return (.range(range), index + 1)
        case .path, .file, .writtenPath, .text, .column:
            guard !word.text.isEmpty || word.isQuoted else { throw expected() }
            return (.text(word.text), index + 1)
        case .objectiveName:
            // A number is the value of a goal without a name.
            guard !word.text.isEmpty, Literal(word.text).number == nil || word.isQuoted else { throw expected() }
            return (.text(word.text), index + 1)
        case .topic:
            return (.text(word.text), index + 1)
        case .geneName:
            guard Self.isGeneName(word.text), !word.isQuoted else { throw expected() }
            return (.text(word.text), index + 1)
        case .variableName:
            guard Variables.isName(word.text), !word.isQuoted else { throw expected() }
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
            let entries = vocabulary.words(kind)
            // If the list could not be read, accept any word; executing the command reports the error.
            guard entries.isEmpty || entries.contains(where: { $0.word == word.text }) && !word.isQuoted else {
                let nearest = Suggestion.nearest(to: word.text, among: entries.map(\.word))
                let list = entries.map(\.word).joined(separator: ", ")
                throw .unknown(kind, word, among: list, nearest: nearest, at: index)
            }
            return (.text(word.text), index + 1)
        case .numberedVocabulary(let kind, let numbered):
            let next = try read(.vocabulary(kind), from: index).next
            guard let isNeeded = numbered[word.text] else { return (.words([word.text]), next) }
            if next < words.count, !words[next].isQuoted, let number = Literal(words[next].text).number {
                return (.words([word.text, "\(number)"]), next + 1)
            }
            guard isNeeded else { return (.words([word.text]), next) }
            throw Mismatch(
                "expected a number after \(word.text)" + (next < words.count ? ", found \"\(words[next].text)\"" : ""),
                index: next)
        case .expression:
            return (try expression(from: index), words.count)
        case .objective:
            let end = endOfObjective(from: index) ?? words.count
            return (try expression(from: index, to: end), end)
        case .condition:
            return (try expression(from: index, variablesAreWords: true), words.count)
        case .assigned:
            guard index + 1 == words.count else {
                return (try expression(from: index, variablesAreWords: true), words.count)
            }
            guard !word.text.isEmpty || word.isQuoted || word.isVariable else { throw expected() }
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

    // MARK: - Numbers

    /// Parses digits, or an integer in the form 1e6.
    private static func wholeNumber(_ text: String) -> Int? {
        switch Literal(text) {
        case .integer(let value): value
        case .real(let value): text.lowercased().contains("e") ? Int(exactly: value) : nil
        case .text: nil
        }
    }

    /// Parses a whole number, or two with `..` between them, the lower one first.
    private static func wholeNumbers(_ text: String) -> ClosedRange<Int>? {
        if let number = wholeNumber(text) { return number...number }
        guard let dots = text.firstRange(of: ".."), let lower = wholeNumber(String(text[..<dots.lowerBound])),
            let upper = wholeNumber(String(text[dots.upperBound...])), lower <= upper
        else { return nil }
        return lower...upper
    }

    private static func share(_ text: String) -> Double? {
        guard text.hasSuffix("%") else { return Literal(text).number }
        return Literal(String(text.dropLast())).number.map { $0 / 100 }
    }

    private static func size(_ text: String) -> (Int, Int)? {
        let parts = text.split(whereSeparator: { $0 == "x" || $0 == "×" }).map { Int($0) }
        guard parts.count == 2, let width = parts[0], let height = parts[1], (1...10_000).contains(width),
            (1...10_000).contains(height)
        else { return nil }
        return (width, height)
    }

    private static let units: [(suffix: String, seconds: Double)] = [
        ("ms", 0.001), ("min", 60), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400),
    ]

    private static func seconds(_ text: String) -> Double? {
        if let plain = Literal(text).number { return plain }
        guard let unit = units.first(where: { text.hasSuffix($0.suffix) }) else { return nil }
        return Literal(String(text.dropLast(unit.suffix.count))).number.map { $0 * unit.seconds }
    }

    // MARK: - Names

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

    // MARK: - Genes

    /// Returns true for letters, digits and `_`, not beginning with a digit; `*` at the end or `..` between two names
    /// stands for several.
    static func isGeneName(_ text: String) -> Bool {
        let parts = text.split(separator: "..", omittingEmptySubsequences: false)
        if parts.count == 2 { return parts.allSatisfy { isPlainName($0) } }
        return isPlainName(text.hasSuffix("*") ? text.dropLast() : text[...])
    }

    private static func isPlainName(_ text: Substring) -> Bool {
        guard let first = text.first, first.isLetter || first == "_" else { return false }
        return text.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    /// Returns true if a comma or space inside the word does not separate values, because it is quoted or a
    /// variable's.
    func isOneValue(_ word: PlainWord) -> Bool {
        word.isQuoted || word.isVariable && word.value.contains { $0 == "," || $0.isWhitespace }
    }

    /// Returns true if the word is a variable whose value is not a number.
    func isWordOfCondition(_ word: PlainWord) -> Bool { word.isVariable && Literal(word.value).number == nil }

    /// Reads a list or a range.
    ///
    /// - Returns: The values, each value of a list as it was written, and the index of the next word.
    private func values(from start: Int) throws(Mismatch) -> (ValueList, [String], Int) {
        let first = words[start]
        if !isOneValue(first), first.text.contains("..") {
            let (range, next) = try range(from: start)
            return (range, [], next)
        }
        var literals: [Literal] = []
        var written: [String] = []
        var index = start
        var expectsMore = true
        while index < words.count {
            let word = words[index]
            if isOneValue(word) {
                guard expectsMore else { break }
                literals.append(.text(word.value))
                written.append(word.value)
                expectsMore = word.endsWithComma
            } else {
                guard expectsMore || word.text.hasPrefix(",") else { break }
                for (position, part) in word.text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
                    if position > 0 {
                        guard !expectsMore else {
                            throw .noValueBeforeComma(in: word, at: index)
                        }
                        expectsMore = true
                    }
                    if !part.isEmpty {
                        literals.append(Literal(String(part)))
                        written.append(String(part))
                        expectsMore = false
                    }
                }
            }
            index += 1
        }
        guard !expectsMore else {
            throw .noValue(after: words[index - 1], at: index)
        }
        return (.list(literals), written, index)
    }

    private func range(from start: Int) throws(Mismatch) -> (ValueList, Int) {
        let word = words[start]
        let isUpperIncluded = !word.text.contains("..<")
        let parts = word.text.split(separator: isUpperIncluded ? ".." : "..<", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw .notRange(word, at: start)
        }
        let bounds = parts.map { Literal(String($0)) }
        for (bound, part) in zip(bounds, parts) where bound.number == nil {
            throw .boundNotNumber(part.isEmpty ? word.text : String(part), at: start)
        }
        var next = start + 1
        var step: Literal?
        var isLogarithmic = false
        if next < words.count, words[next].text == "by" {
            guard next + 1 < words.count, case let literal = Literal(words[next + 1].text), let number = literal.number,
                number > 0
            else {
                throw .noStep(next + 1 < words.count ? words[next + 1] : nil, at: next + 1)
            }
            step = literal
            next += 2
        }
        if next < words.count, words[next].text == "log" {
            isLogarithmic = true
            next += 1
        }
        return (
            .range(
                lower: bounds[0], upper: bounds[1], isUpperIncluded: isUpperIncluded, step: step,
                isLogarithmic: isLogarithmic), next
        )
    }

    // MARK: - Expressions

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
