package import CommandParsing

/// `undo`: undoes the last command that changed something.
package struct UndoCommand: Command {
    package static let grammar = CommandGrammar(
        "undo", topic: .search, "undo the last command that changed something",
        searchTerms: ["revert", "go back", "mistake"],
        discussion: """
            `undo` restores settings, genes, data, population and history; it can also undo an evolution. Repeat it \
            to go back command by command, also through scripts. It never undoes files, cached results or the count \
            of test set reads, so repeating an evolution gives the same result again, and quickly.
            """,
        examples: [.init("population size 30", prints: "population size 30"), "undo", "evolve 2", "undo"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
