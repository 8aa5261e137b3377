import CommandLanguage
import CommandParsing

/// The word at the cursor as typed so far, and the words of the same command before it.
struct TypedWord {
    /// The words before it; words with variables are empty.
    let words: [String]
    /// The typed text, without quotes.
    let text: String
    /// The UTF-8 offset of its beginning, including its quote.
    let start: Int
    /// The quote that is open at the cursor.
    let quote: Character?
    /// The typed beginning of a variable's name; nil if there is none.
    let variable: String?

    /// The mark for text still to be typed: a private-use character, which nobody types.
    private static let mark: Character = "\u{E000}"

    /// Creates the word at the end of a text; nil in a comment and in a line for the system shell.
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

    /// Creates the same word within the nested command that begins at a later word.
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
