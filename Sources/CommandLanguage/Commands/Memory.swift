public import Expressions

/// `memory`: what is remembered and what that saved.
public struct MemoryCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "memory", topic: .keeping, "show the cached results and the time they saved",
        searchTerms: ["cache", "cached results", "database", "SQLite", "memoization"],
        discussion: """
            Each finished training is cached under a key of the network, its training settings and its data, and is \
            never repeated, not even in later sessions. Training for more epochs is another training with its own \
            random numbers; it starts anew. Results under a time limit are valid only on the machine that measured \
            them. Functions of genes are faster to compute than to look up and are not cached. `ns --memory PATH` \
            uses another file, `ns --memory none` uses none.
            """,
        examples: ["memory"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}

/// `forget all`, `forget accuracy < 0.5`: drops what is remembered.
public struct ForgetCommand: Command {
    /// Which evaluations are forgotten; nil for all.
    public let condition: Expression?
    /// A session that is kept, by its number; nil for measurements.
    public let session: Int?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "forget", topic: .keeping, "delete cached results",
        searchTerms: ["clear cache", "delete", "remove cached results"],
        form: .choice([
            .word("all", "everything that is remembered"),
            .sequence([
                .word("session", "a session that is kept"),
                .value("number", .integer(1...20), "its number in the list of `resume`"),
            ]),
            .value("condition", .expression, "over scores, epochs, seconds and days"),
        ]),
        discussion: """
            The condition reads the scores of an evaluation, `parameters`, `epochs` (how many it had), `seconds` (how long \
            it took) and `days` (how long ago it was). It cannot be undone; `forget all` asks at a terminal. `forget session 2` drops a \
            session that `resume` lists.
            """,
        examples: [
            "forget epochs < 2 and accuracy < 0.1", "forget all", "expect error 'no session is kept' forget session 1",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        session = captures.has("session") ? captures.integer("number") : nil
        guard !captures.has("all"), session == nil else {
            condition = nil
            return
        }
        guard let expression = captures.expression("condition") else {
            throw Diagnostic("expected `all` or a condition", at: 0..<1, of: captures.source)
        }
        condition = expression
    }
}
