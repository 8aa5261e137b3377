package import CommandParsing

/// `seed 7`: sets the seed of the search.
package struct SeedCommand: Command {
    /// The choices for the seed.
    package enum Choice: Hashable, Sendable { case show, number(Int), random }

    /// The chosen seed.
    package let choice: Choice

    package static let grammar = CommandGrammar(
        "seed", topic: .search, "set the random seed of the search",
        searchTerms: ["random state", "random number generator", "RNG", "reproducible", "determinism"],
        form: .optional(
            .choice([
                .word("random", "picks a seed and shows it"), .value("seed", .integer(0...Int.max), "the seed"),
            ])),
        discussion: """
            The seed is 1 by default, so the same commands give the same result every time, for any number of \
            workers. The networks have a random seed of their own: `training seed`.
            """,
        examples: [.init("seed", prints: "seed 1"), .init("seed 7", prints: "seed 7"), "seed random"])

    package init(_ captures: Captures) throws(Diagnostic) {
        choice = captures.integer("seed").map(Choice.number) ?? (captures.has("random") ? .random : .show)
    }
}
