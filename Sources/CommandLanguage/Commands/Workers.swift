/// `workers 2`: how many genomes are evaluated at once.
public struct WorkersCommand: Command {
    /// How many; nil shows it.
    public let count: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "workers", topic: .search, "how many genomes are evaluated at once",
        form: .optional(.value("count", .integer(1...1024), "threads; by default one a core")),
        discussion: "More workers are faster, up to one a core. The results are the same for any number.",
        examples: ["workers", "workers 2"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) { count = captures.integer("count") }
}
