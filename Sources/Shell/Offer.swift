import Session

/// A possible word at the cursor, before it is quoted as needed.
struct Offer {
    let value: String
    let label: String?
    let help: String
    let isComplete: Bool

    init(_ value: String, label: String? = nil, help: String = "", isComplete: Bool = true) {
        self.value = value
        self.label = label
        self.help = help
        self.isComplete = isComplete
    }

    init(_ entry: KnownNames.Entry) { self.init(entry.text, help: entry.summary) }

    /// Returns the candidate to insert. A path with blanks is quoted; a value of several words, such as `1..9 by 2`,
    /// is not.
    func candidate(insideQuote quote: Character?) -> Completion.Candidate {
        var text = value
        if let quote {
            text = "\(quote)\(value)" + (isComplete ? String(quote) : "")
        } else if label != nil, value.contains(where: { $0.isWhitespace || "'\"$;#\\".contains($0) }) {
            let mark: Character = value.contains("'") ? "\"" : "'"
            text = "\(mark)\(value)" + (isComplete ? String(mark) : "")
        }
        return Completion.Candidate(text, label: label ?? value, help: help, isComplete: isComplete)
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
