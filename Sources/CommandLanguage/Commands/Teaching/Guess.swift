package import CommandParsing

/// `guess breeders 3, 7`: guesses which organisms the next phase will choose.
package struct GuessCommand: Command {
    /// The organisms that the next phase chooses.
    package enum Subject: String, CaseIterable, Sendable { case elites, breeders, child, mutants, gone }

    /// The organisms to guess; nil to show the score.
    package let subject: Subject?
    /// The named births; empty to list the candidates.
    package let births: [Int]
    /// The genes of the child as they were typed; nil for other guesses, and to show its parents.
    package let genes: String?
    /// The number of times the named breeder will be drawn; nil to guess only that it is drawn.
    package let times: Int?

    package static let grammar = CommandGrammar(
        "guess", topic: .teaching, "predict which organisms the next phase will choose",
        searchTerms: ["quiz", "exercise", "question", "predict the selection"],
        form: .optional(
            .choice([
                .sequence([
                    .choice([
                        .word("elites", "those that survive unchanged"), .word("breeders", "those drawn as parents"),
                        .word("mutants", "the children that mutate"),
                        .word("gone", "those that leave the population"),
                    ]),
                    .optional(
                        .sequence([
                            .value("births", .values, "the numbers of their births: `3, 7`"),
                            .settings([
                                Setting(
                                    "times", .integer(0...1_000_000),
                                    "the number of times it is drawn; a guess that is off by one counts as correct")
                            ]),
                        ])),
                ]),
                .sequence([
                    .word("child", "the genes of the first child, before mutation"),
                    .optional(.value("genes", .text, "its genes: `1011`; in quotes if there are blanks")),
                ]),
            ])),
        discussion: """
            Before the phase `elites`, `breeders` or `mutate`, name the births that will be chosen, or the number of \
            times a breeder will be drawn; before `replace` or `evaluate`, those that will leave (`gone`). Before \
            `breed`, `guess child` shows the parents of the first child and the cut; type its genes. The phase then \
            runs, as with `step`, and the report shows your result and the number that would be right by chance. ns \
            keeps the score: `guess` alone shows it, and `guess breeders` alone lists the candidates. Going `back` and guessing again \
            does not count twice. Guesses in a script count when the script has ended without an error.
            """,
        examples: [
            "strategy evolution", "evolve 1", "guess elites 0, 1", "guess breeders", "guess breeders 0 times 3",
            "guess", "genes clear; gene b0..b7 in 0, 1; maximize sum(b0..b7); population size 6 litter 1 niching none",
            "evolve 1; step 2", "guess child", "step", "guess mutants 6, 7", "guess gone 3",
        ])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if a birth is not a number, or if `times` is given without exactly one breeder.
    package init(_ captures: Captures) throws(Diagnostic) {
        subject = Subject.allCases.first { captures.has($0.rawValue) }
        times = captures.integer("times")
        genes = captures.text("genes")
        guard let values = captures.values("births") else {
            births = []
            return
        }
        guard let numbers = values.wholeNumbers, !numbers.isEmpty else {
            throw .birthsNotNumbers(in: captures)
        }
        births = numbers
        if times != nil, births.count != 1 || subject != .breeders {
            throw .timesWithoutBreeder(in: captures)
        }
    }
}

extension ValueList {
    /// The whole numbers of a list or a short range; nil if it contains other values.
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
