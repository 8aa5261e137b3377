package import CommandParsing

/// `explain on`: explains the purpose of each phase.
package struct ExplainCommand: Command {
    /// True to explain phases from now on; nil to show the setting.
    package let isOn: Bool?

    package static let grammar = CommandGrammar(
        "explain", topic: .teaching, "explain the purpose of each phase during `step`",
        searchTerms: ["teaching", "explanation", "purpose"],
        form: .optional(.choice([.word("on", "each phase explains its purpose"), .word("off", "no explanations")])),
        discussion: """
            With `explain on`, each phase of `step` explains in a sentence or two what it is for and what would \
            happen without it. `help teaching` describes all commands for learning.
            """,
        examples: [
            .init("explain on", prints: "explain on"), .init("explain", prints: "explain on"),
            .init("explain off", prints: "explain off"),
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        isOn = captures.has("on") ? true : captures.has("off") ? false : nil
    }
}
