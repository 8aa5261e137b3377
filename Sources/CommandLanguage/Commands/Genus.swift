/// `genus`: how many genomes the genes make.
public struct GenusCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "genus", topic: .variation, "how many genomes the genes make", examples: ["genus"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}
