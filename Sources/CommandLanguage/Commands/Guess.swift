/// `guess breeders 3, 7`: says who will be chosen before the phase chooses.
public struct GuessCommand: Command {
    /// Whom the next phase chooses.
    public enum Subject: String, CaseIterable, Sendable { case elites, breeders }

    /// Whom the guess is about; nil asks for the score.
    public let subject: Subject?
    /// The births that are named; none asks who there is.
    public let births: [Int]
    /// How often the one named is drawn; nil where it is to be drawn at all.
    public let times: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "guess", topic: .teaching, "say who will be chosen, before the phase chooses",
        form: .optional(
            .sequence([
                .choice([
                    .word("elites", "who survives as it is"), .word("breeders", "who is drawn as a parent"),
                ]),
                .optional(
                    .sequence([
                        .value("births", .values, "who: `3, 7`"),
                        .settings([
                            Setting(
                                "times", .integer(0...1_000_000), "how often the one named is drawn: right within one")
                        ]),
                    ])),
            ])),
        discussion: """
            Before the phase `elites` or `breeders`, name the births that will be chosen, or how often one will be drawn. \
            The phase then runs, and the answer is the truth beside what could be expected. The score is kept; `guess` \
            alone tells it, and `guess breeders` alone tells who there is. Going `back` and guessing again does not count twice.
            """,
        examples: [
            "strategy evolution", "evolve 1", "guess elites 0, 1", "guess breeders", "guess breeders 0 times 3",
            "guess",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        subject = Subject.allCases.first { captures.has($0.rawValue) }
        times = captures.integer("times")
        guard let values = captures.values("births") else {
            births = []
            return
        }
        guard let numbers = values.wholeNumbers, !numbers.isEmpty else {
            throw captures.mistake("expected numbers of births such as `3, 7`", at: "births")
        }
        births = numbers
        if times != nil, births.count != 1 || subject != .breeders {
            throw captures.mistake("only of one breeder can be said how often it is drawn", at: "times")
        }
    }
}

extension ValueList {
    /// The whole numbers of a list or of a short range; nil where others are among them.
    fileprivate var wholeNumbers: [Int]? {
        switch self {
        case .list(let literals):
            let numbers = literals.compactMap { if case .integer(let value) = $0, value >= 0 { value } else { nil } }
            return numbers.count == literals.count ? numbers : nil
        case .range(.integer(let lower), .integer(let upper), let isUpperIncluded, nil, false):
            guard lower >= 0, upper >= lower, upper - lower < 100_000 else { return nil }
            return Array(lower..<(isUpperIncluded ? upper + 1 : upper))
        case .range: return nil
        }
    }
}
