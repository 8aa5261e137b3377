package import CommandParsing

/// `quit`: exits the shell.
package struct QuitCommand: Command {
    package static let grammar = CommandGrammar(
        "quit", topic: .scripts, "exit the shell",
        searchTerms: ["exit", "leave", "close", "logout", "bye"], examples: ["quit"], synonyms: ["exit"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
