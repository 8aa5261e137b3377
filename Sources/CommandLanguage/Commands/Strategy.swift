/// `strategy ageing`: how the next genomes are found.
public struct StrategyCommand: Command {
    /// The strategy's word; nil leaves it.
    public let strategy: String?
    /// The size of the sample whose fittest is cloned, in `ageing`; nil for the usual one.
    public let sample: Int?
    /// How many births before it a birth does not depend on; nil leaves it.
    public let ahead: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "strategy", topic: .search, "how the next genomes are found",
        form: .sequence([
            .optional(.value("strategy", .vocabulary(.strategy), "how the next genomes are found")),
            .settings([
                Setting("sample", .integer(1...1_000_000), "in `ageing`: how many are drawn to find one parent"),
                Setting("ahead", .integer(1...1_000_000), "births that are planned before the results of earlier ones"),
            ]),
        ]),
        discussion: """
            A generation is as many births as the population has members, whatever the strategy. A birth depends only on \
            results up to `ahead` births before it, so that a history never depends on the workers.
            """,
        examples: ["strategy", "strategy ageing sample 5", "strategy steady ahead 2", "strategy evolution"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        strategy = captures.text("strategy")
        sample = captures.integer("sample")
        if let strategy, sample != nil, strategy != "ageing" {
            throw captures.mistake("only `ageing` draws samples", at: "sample")
        }
        ahead = captures.integer("ahead")
    }
}
