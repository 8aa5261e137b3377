/// `genus`: shows the size of the search space.
public struct GenusCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "genus", topic: .variation, "show the size of the search space",
        searchTerms: ["search space", "cardinality", "size of the search space", "combinations"],
        examples: [.init("genus", prints: "15 genes, at most 165112971264 genomes")])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}
