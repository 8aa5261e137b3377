package import CommandParsing

/// `genus`: shows the size of the search space.
package struct GenusCommand: Command {
    package static let grammar = CommandGrammar(
        "genus", topic: .variation, "show the size of the search space",
        searchTerms: ["search space", "cardinality", "size of the search space", "combinations"],
        examples: [.init("genus", prints: "15 genes, at most 39182082048 genomes")])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
