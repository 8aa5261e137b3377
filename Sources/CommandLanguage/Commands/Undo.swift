/// `undo`: takes back the last command that changed something.
public struct UndoCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "undo", topic: .search, "take back the last command that changed something",
        discussion: """
            Settings, genes, data, population and history are as they were before it; an evolution can be taken back too. \
            It may be repeated as often as wanted, command by command, also through scripts. Files, what is remembered, and \
            that the test part was read are never undone: going on gives the same again, and quickly.
            """,
        examples: [.init("population size 30", prints: "population size 30"), "undo", "evolve 2", "undo"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}
