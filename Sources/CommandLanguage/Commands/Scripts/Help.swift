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

/// `settings`: shows all settings of the session.
package struct SettingsCommand: Command {
    package static let grammar = CommandGrammar(
        "settings", topic: .scripts, "show all settings of the session",
        searchTerms: ["options", "configuration", "preferences", "defaults"], examples: ["settings"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}

/// `version`: shows the program's version.
package struct VersionCommand: Command {
    package static let grammar = CommandGrammar(
        "version", topic: .scripts, "show the versions of the program and its numerics",
        searchTerms: ["release", "instruction set", "AVX"], examples: ["version"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}

/// `clear`: clears the screen.
package struct ClearCommand: Command {
    package static let grammar = CommandGrammar(
        "clear", topic: .scripts, "clear the screen", searchTerms: ["clear screen", "cls", "Ctrl-L"],
        discussion: "The session does not change. At the prompt, Ctrl-L does the same and keeps the typed line.",
        examples: ["clear"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}

/// `quit`: exits the shell.
package struct QuitCommand: Command {
    package static let grammar = CommandGrammar(
        "quit", topic: .scripts, "exit the shell",
        searchTerms: ["exit", "leave", "close", "logout", "bye"], examples: ["quit"], synonyms: ["exit"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
