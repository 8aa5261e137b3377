/// `network layers 3`: the shape that the default genes describe.
public struct NetworkCommand: Command {
    /// The most hidden layers; nil leaves it.
    public let layers: Int?
    /// Whether all layers are alike; nil leaves it.
    public let isUniform: Bool?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "network", topic: .variation, "the shape of the networks that the default genes describe",
        form: .settings([
            Setting("layers", .integer(1...100), "hidden layers, at the most"),
            Setting(
                "uniform",
                form: .choice([.word("on", "all layers are alike"), .word("off", "each has its own genes")]),
                "whether all layers share one `neurons` and one `dropout` gene, and `layers` is a gene of its own"),
        ]),
        discussion: """
            The default genes are changed at once; genes that were set by hand stay, and `genes default` brings those of \
            the shape. A layer of 0 neurons is left out, so that networks of fewer layers are among them.
            """,
        examples: ["network layers 3", "network uniform on", "network layers 5 uniform off", "network"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        layers = captures.integer("layers")
        isUniform = captures.has("uniform") ? captures.has("on") : nil
    }
}
