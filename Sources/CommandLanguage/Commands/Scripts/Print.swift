package import CommandParsing

/// `print TEXT`: prints a text.
package struct PrintCommand: Command {
    /// The text.
    package let text: String

    package static let grammar = CommandGrammar(
        "print", topic: .scripts, "print a text", searchTerms: ["echo", "message", "output"],
        form: .optional(.value("text", .remainder, "the text")),
        discussion: """
            Variables are replaced, also inside double quotes: `print "generation $generation: $fittest"`. `help let` \
            lists the variables that every session has.
            """,
        examples: [
            .init("print 'that was the first generation'", prints: "that was the first generation"),
            .init("print \"seed $seed\"", prints: "seed 1"),
        ])

    package init(_ captures: Captures) throws(Diagnostic) { text = captures.text("text") ?? "" }
}
