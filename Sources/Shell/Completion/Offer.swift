import Notation
import Scripts
import Terminal

/// A possible word at the cursor, before it is quoted as needed.
struct Offer {
    /// The way to quote the word.
    enum Quoting {
        /// It is typed as it is: a word of the language, or several values such as `1..9 by 2`.
        case none
        /// It is one word, such as a path or the name of a column.
        case word
        /// It is one of several values.
        case value
        /// It is a word in a condition.
        case operand
        /// It is the name of a class in an expression.
        case className
        /// It is always quoted: without quotes it would be a word of the language.
        case always
    }

    let value: String
    let label: String
    let help: String
    let isComplete: Bool
    let quoting: Quoting

    init(
        _ value: String, label: String? = nil, help: String = "", isComplete: Bool = true, quoting: Quoting = .none
    ) {
        self.value = value
        self.label = label ?? value
        self.help = help
        self.isComplete = isComplete
        self.quoting = quoting
    }

    init(_ entry: KnownNames.Entry) {
        self.init(entry.text, help: entry.summary, quoting: entry.isValue ? .value : .none)
    }

    /// Returns the candidate to insert, quoted as needed.
    func candidate(insideQuote quote: Character?) -> Completion.Candidate {
        Completion.Candidate(typed(insideQuote: quote), label: label, help: help, isComplete: isComplete)
    }

    private func typed(insideQuote quote: Character?) -> String {
        if let quote {
            // A quote within the word needs the other quotes around it, or an escape.
            if isComplete, value.unicodeScalars.contains(where: "'\"$\\".unicodeScalars.contains) {
                return CommandText.quoted(value)
            }
            return "\(quote)\(value)" + (isComplete ? String(quote) : "")
        }
        let text =
            switch quoting {
            case .none: value
            case .word: CommandText.word(value)
            case .value: CommandText.value(value)
            case .operand: CommandText.operand(value)
            case .className: CommandText.className(value)
            case .always: CommandText.quoted(value)
            }
        // A path that continues leaves its quote open.
        return isComplete || text == value ? text : String(text.dropLast())
    }
}

/// All possible words at the cursor.
struct Offers {
    private(set) var candidates: [Offer]
    private(set) var hints: [Completion.Hint]
    /// The number of characters of the word before the offers; nil if they replace the whole word.
    private(set) var beginning: Int?

    init(_ candidates: [Offer] = [], hints: [Completion.Hint] = [], beginning: Int? = nil) {
        self.candidates = candidates
        self.hints = hints
        self.beginning = beginning
    }

    mutating func add(_ more: Offers) {
        let known = Set(candidates.map(\.value))
        candidates += more.candidates.filter { !known.contains($0.value) }
        hints += more.hints.filter { !hints.contains($0) }
        beginning = beginning ?? more.beginning
    }
}
