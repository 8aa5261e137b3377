import CommandLanguage

/// The word that the cursor is in, as far as it is typed, with the whole words of the same command before it.
struct TypedWord {
    /// The words before it; empty where they hold variables.
    let words: [String]
    /// What is typed of it, without quotes.
    let text: String
    /// Where it begins in the text, its quote included; a UTF-8 offset.
    let start: Int
    /// The quote that is open at the cursor.
    let quote: Character?
    /// The beginning of a variable's name, where one is typed.
    let variable: String?

    /// Stands for what is still to be typed: a character for private use, which nobody types.
    private static let mark: Character = "\u{E000}"

    /// The word at the end of a text; nil in a comment and in what belongs to another shell.
    init?(atEndOf text: String) {
        let marked = text + String(Self.mark)
        guard let (statement, quote) = Self.lastStatement(of: marked), let word = statement.words.last else {
            return nil
        }
        var pieces = word.pieces
        guard case .text(let last)? = pieces.popLast(), last.last == Self.mark else { return nil }
        words = statement.words.dropLast().map { $0.literal ?? "" }
        self.quote = quote
        start = word.range.lowerBound
        if last.count == 1, case .variable(let name, nil)? = pieces.last {
            variable = name
        } else {
            variable = last.dropLast().last == "$" ? "" : nil
        }
        var typed = ""
        for piece in pieces {
            if case .text(let part) = piece { typed += part }
        }
        self.text = typed + last.dropLast()
    }

    /// The same word in the command that begins with a later word.
    init(_ outer: TypedWord, from first: Int) {
        words = Array(outer.words.dropFirst(first))
        (text, start, quote, variable) = (outer.text, outer.start, outer.quote, outer.variable)
    }

    private static func lastStatement(of text: String) -> (Statement, quote: Character?)? {
        let closings: [Character?] = [nil, "'", "\""]
        for quote in closings {
            let source = Source(name: "", text: text + (quote.map(String.init) ?? ""))
            guard let outcome = try? Lexer.read(source), case .statements(let statements) = outcome else { continue }
            guard let last = statements.last, last.words.last?.literal?.contains(mark) ?? true else { return nil }
            return (last, quote)
        }
        return nil
    }
}
