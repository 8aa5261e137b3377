/// `compare random`: the same number of evaluations by another search.
public struct CompareCommand: Command {
    /// The other search.
    public enum Other: String, CaseIterable, Sendable { case random, grid }

    /// The other search.
    public let other: Other

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "compare", topic: .search, "evaluate as many genomes of another search, side by side",
        form: .choice([
            .word("random", "genomes drawn at random"), .word("grid", "genomes on an even grid that grows finer"),
        ]),
        discussion: """
            The other search gets as many evaluations as the evolution had, with the same training and the same memory. \
            How often the evolution's best beats the best of as many random ones is told by resampling: as many are drawn \
            again and again from those that were evaluated (bootstrap; Efron 1979). `plot compare` draws both.
            """,
        examples: ["compare random", "compare grid"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        other = Other.allCases.first { captures.has($0.rawValue) } ?? .random
    }
}
