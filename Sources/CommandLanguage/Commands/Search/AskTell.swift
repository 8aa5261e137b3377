package import CommandParsing

/// `tell 17 0.93`: takes the value of a genome that `ask` gave.
package struct TellCommand: Command {
    /// The outcomes of an evaluation elsewhere.
    package enum Told: Hashable, Sendable {
        /// The value of the objective.
        case value(Double)
        /// The evaluation failed, for a reason.
        case failed(String?)
    }

    /// The number of the genome.
    package let birth: Int
    /// The outcome.
    package let told: Told

    package static let grammar = CommandGrammar(
        "tell", topic: .search, "report the value of a genome that `ask` gave",
        searchTerms: ["ask and tell", "own loop", "observe", "report a result", "external evaluation"],
        form: .sequence([
            .value("birth", .integer(0...Int.max), "the number of the genome"),
            .choice([
                .sequence([
                    .word("failed", "the genome has no value"), .optional(.value("reason", .text, "the reason")),
                ]),
                .value("value", .number(-.infinity ... .infinity), "the value of the objective"),
            ]),
        ]),
        discussion: """
            The values may arrive in any order. A genome that failed has no fitness and ranks last. Report each \
            genome only once. `help ask` explains the loop.
            """,
        examples: [
            "genes clear; gene x in 1..9; maximize told; ask 3", "tell 1 0.93", "tell 0 failed",
            "tell 2 failed 'out of memory'",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        birth = captures.integer("birth") ?? 0
        told = captures.has("failed") ? .failed(captures.text("reason")) : .value(captures.number("value") ?? .nan)
    }
}
