/// `genes`: shows the search space, or replaces it as a whole.
public struct GenesCommand: Command {
    /// The actions of the command.
    public enum Action: Hashable, Sendable { case show, setDefault, clear }

    /// The action.
    public let action: Action

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "genes", topic: .variation, "show the genes, restore the default ones, or remove all",
        searchTerms: ["hyperparameters", "search space", "default hyperparameters"],
        form: .optional(
            .choice([
                .word("default", "the 15 default genes of a network"),
                .word("clear", "removes all genes and the objective"),
            ])),
        examples: [
            "genes", .init("genes default", prints: "the 15 default genes"), .init("genes clear", prints: "no genes"),
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        action = captures.has("default") ? .setDefault : captures.has("clear") ? .clear : .show
    }
}
