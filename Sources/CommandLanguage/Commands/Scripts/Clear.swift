package import CommandParsing

/// `clear`: clears the screen.
package struct ClearCommand: Command {
    package static let grammar = CommandGrammar(
        "clear", topic: .scripts, "clear the screen", searchTerms: ["clear screen", "cls", "Ctrl-L"],
        discussion: "The session does not change. At the prompt, Ctrl-L does the same and keeps the typed line.",
        examples: ["clear"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
