import Session

/// Something that may stand at the cursor, before it is quoted as its place needs it.
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

    /// As it is inserted. A value of several words, such as `1..9 by 2`, is one where words are expected, and a path with
    /// blanks is quoted.
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

/// What may stand at the cursor, gathered from all that is expected there.
struct Offers {
    private(set) var candidates: [Offer]
    private(set) var hints: [Completion.Hint]
    /// How many characters of the word stand before what is offered; nil: it is the whole word.
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
