package import CommandParsing

/// `compare random`: compares the evolution with another search of as many evaluations.
package struct CompareCommand: Command {
    /// The kinds of search to compare with.
    package enum Other: String, CaseIterable, Sendable { case random, grid }

    /// The search to compare with.
    package let other: Other
    /// The number of random searches; nil for as many as are affordable.
    package let searches: Int?

    package static let grammar = CommandGrammar(
        "compare", topic: .search, "compare the evolution with random or grid search",
        searchTerms: ["baseline", "random search", "grid search", "significance", "benchmark", "confidence interval"],
        form: .sequence([
            .choice([
                .word("random", "genomes drawn at random"),
                .word("grid", "genomes on a regular grid that becomes finer"),
            ]),
            .settings([
                Setting(
                    "searches", .integer(1...100_000),
                    "number of random searches; by default 200 if evaluations are cheap, else 1")
            ]),
        ]),
        discussion: """
            The other search gets as many evaluations as the evolution, with the same training and the same memory. \
            If all evaluations take only a few seconds in total, as for functions of genes, ns runs 200 random \
            searches. `compare` then reports the fraction of them that the evolution beats, with its 95% confidence \
            interval (Wilson); ties count half. If evaluations are expensive, ns runs one random search. `compare` \
            then reports the exact 95% confidence interval of the probability that the evolution stays ahead of \
            another random search (Clopper and Pearson; Pratt). If none of the random genomes is as good, this \
            interval is 5% to 100%. `searches 20` runs more. Ctrl-C stops the comparison and keeps the finished \
            searches. A grid search always gives the same result, so it runs once. `plot compare` draws both.
            """,
        examples: ["compare random", "compare random searches 5", "compare grid"])

    /// Reads the values of the command.
    ///
    /// - Throws: `Diagnostic` if a grid search is to be repeated.
    package init(_ captures: Captures) throws(Diagnostic) {
        other = Other.allCases.first { captures.has($0.rawValue) } ?? .random
        searches = captures.integer("searches")
        if searches != nil, other == .grid {
            throw .repeatedGridSearch(in: captures)
        }
    }
}
