package import CommandParsing

/// `help evolve`: explains a command, shows a page, or searches the help.
package struct HelpCommand: Command {
    /// The command, page or words to search for; empty for the list of all.
    package let words: [String]

    package static let grammar = CommandGrammar(
        "help", topic: .scripts, "list commands and pages, explain one, or search the help",
        searchTerms: ["manual", "documentation", "commands", "usage"],
        form: .optional(
            .sequence([
                .value("topic", .topic, "a command, a page, or any word"),
                .optional(.value("words", .words, "a setting of the command, or more words to search for")),
            ])),
        discussion: """
            `help evolve` explains a command, `help population litter` one of its settings, and `help scripts` shows \
            a page. Any other words are searched for in all commands and pages: `help learning rate`.
            """,
        examples: ["help", "help evolve", "help population litter", "help scripts", "help learning rate", "? evolve"],
        synonyms: ["?"])

    package init(_ captures: Captures) throws(Diagnostic) {
        words = (captures.text("topic").map { [$0] } ?? []) + captures.words("words")
    }
}
