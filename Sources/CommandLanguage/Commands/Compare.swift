/// `compare random`: the same number of evaluations by another search.
public struct CompareCommand: Command {
    /// The other search.
    public enum Other: String, CaseIterable, Sendable { case random, grid }

    /// The other search.
    public let other: Other
    /// The number of random searches; nil for as many as are affordable.
    public let searches: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "compare", topic: .search, "evaluate as many genomes of another search, for comparison",
        searchTerms: ["baseline", "random search", "grid search", "significance", "benchmark", "confidence interval"],
        form: .sequence([
            .choice([
                .word("random", "genomes drawn at random"), .word("grid", "genomes on an even grid that grows finer"),
            ]),
            .settings([
                Setting(
                    "searches", .integer(1...100_000),
                    "the number of random searches; by default 200 where evaluations are cheap, else 1")
            ]),
        ]),
        discussion: """
            The other search gets as many evaluations as the evolution had, with the same training and the same memory. \
            A function of genes, and whatever takes only a few seconds in all, is searched 200 times at random: `compare` \
            reports the share of these searches that the evolution beats, with its 95% confidence interval (Wilson); ties \
            count half. Where evaluations are dear there is one random search, and `compare` reports what it allows: the \
            exact 95% confidence interval of the probability that the evolution stays ahead of another one (Clopper and \
            Pearson; Pratt). If none of the random genomes is as good, that is 5% to 100%. `searches 20` runs more. \
            Ctrl-C ends it with the searches that are finished. A grid is always the same: there is nothing to repeat. \
            `plot compare` draws both.
            """,
        examples: ["compare random", "compare random searches 5", "compare grid"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        other = Other.allCases.first { captures.has($0.rawValue) } ?? .random
        searches = captures.integer("searches")
        if searches != nil, other == .grid {
            throw captures.mistake(
                "a grid search is always the same; only random searches are repeated", at: "searches")
        }
    }
}
