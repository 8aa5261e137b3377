package import CommandParsing

/// `reset`: starts over with a new population.
package struct ResetCommand: Command {
    package static let grammar = CommandGrammar(
        "reset", topic: .search, "start over with a new population",
        searchTerms: ["restart", "new search"],
        discussion: "Settings, genes and data remain; the history starts again. Results of trainings remain cached.",
        examples: ["reset"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
