/// `explain on`: whether each phase's reason is told.
public struct ExplainCommand: Command {
    /// Whether it is told from now on; nil asks.
    public let isOn: Bool?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "explain", topic: .teaching, "whether `step` tells why there is each phase",
        form: .optional(.choice([.word("on", "each phase says why it is there"), .word("off", "no more")])),
        discussion: """
            With `explain on` each phase that `step` runs says in a sentence or two what it is for, and what would happen \
            without it. `help teaching` tells of all that is made for learning.
            """,
        examples: [
            .init("explain on", prints: "explain on"), .init("explain", prints: "explain on"),
            .init("explain off", prints: "explain off"),
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        isOn = captures.has("on") ? true : captures.has("off") ? false : nil
    }
}
