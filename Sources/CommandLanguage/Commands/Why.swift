/// `why 57`: how an organism came to be.
public struct WhyCommand: Command {
    /// The number of its birth; nil for the fittest.
    public let birth: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "why", topic: .seeing, "an organism's story: parents, cut, mutations, what was expected of it",
        form: .optional(
            .value("birth", .integer(0...1_000_000_000), "the number of its birth; the fittest where it is left out")),
        discussion: """
            Tables show the numbers of births. With litters, a model of all evaluations so far chose the child that was \
            born: the story tells what it expected, and what came of it.
            """,
        examples: ["why", "why 3"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        birth = captures.integer("birth")
    }
}
