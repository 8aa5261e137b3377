package import CommandParsing

/// `memory`: shows the cached results and the time they saved.
package struct MemoryCommand: Command {
    package static let grammar = CommandGrammar(
        "memory", topic: .keeping, "show the cached results and the time they saved",
        searchTerms: ["cache", "cached results", "database", "SQLite", "memoization"],
        discussion: """
            Each finished training is cached under a key of the network, its training settings and its data, and is \
            never repeated, not even in later sessions. Training for more epochs is another training with its own \
            random numbers; it starts anew. Results under a time limit are valid only on the machine that measured \
            them. Functions of genes are faster to compute than to look up and are not cached. `ns --memory PATH` \
            uses another file, `ns --memory none` uses none.
            """,
        examples: ["memory"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
