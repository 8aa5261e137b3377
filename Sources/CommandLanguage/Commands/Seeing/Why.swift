package import CommandParsing

/// `why 57`: shows the origin of an organism.
package struct WhyCommand: Command {
    /// The number of its birth; nil for the fittest.
    package let birth: Int?

    package static let grammar = CommandGrammar(
        "why", topic: .seeing, "show the origin of an organism: parents, crossover, mutations, predictions",
        searchTerms: ["explain an organism", "ancestry", "parents", "provenance", "trace"],
        form: .optional(
            .value("birth", .birth, "the number of its birth; by default the fittest")),
        discussion: """
            Tables show the numbers of births. With litters, a surrogate model of all evaluations so far chose which \
            candidate was born; `why` shows its prediction and the measured result.
            """,
        examples: ["why", "why 3"])

    package init(_ captures: Captures) throws(Diagnostic) {
        birth = captures.integer("birth")
    }
}
