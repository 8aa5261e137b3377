package import CommandParsing

/// `genes`: shows the search space, or replaces it as a whole.
package struct GenesCommand: Command {
    /// The actions of the command.
    package enum Action: Hashable, Sendable { case show, setDefault, clear }

    /// The action.
    package let action: Action

    package static let grammar = CommandGrammar(
        "genes", topic: .variation, "show the genes, restore the default ones, or remove all",
        searchTerms: ["hyperparameters", "search space", "default hyperparameters"],
        form: .optional(
            .choice([
                .word("default", "the default genes of a network; 15 unless `network` set another shape"),
                .word("clear", "removes all genes"),
            ])),
        examples: [
            "genes", .init("genes default", prints: "the 15 default genes"), .init("genes clear", prints: "no genes"),
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        action = captures.has("default") ? .setDefault : captures.has("clear") ? .clear : .show
    }
}
