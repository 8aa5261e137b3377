/// `ask 4`: gives genomes for another program to evaluate.
package struct AskCommand: Command {
    /// The number of genomes.
    package let count: Int

    package static let grammar = CommandGrammar(
        "ask", topic: .search, "get genomes to evaluate in your own program",
        searchTerms: ["ask and tell", "own loop", "optimizer API", "suggest", "trial", "external evaluation"],
        form: .optional(.value("count", .integer(1...1_000_000), "the number of genomes; by default 1")),
        discussion: """
            With the objective `maximize told` or `minimize told`, the values come from another program: `ask 4` gives \
            genomes with their numbers, `tell 17 0.93` takes the value of genome 17. Together they replace `evolve`: \
            the same genomes are born in the same order, in whatever order you tell the values.

            ns gives new genomes until the next one depends on a missing value: in most strategies the rest of the \
            generation, with `steady` and `ageing` as many as `ahead` allows. After that, `ask` repeats the genomes \
            that still wait for a value. Scripts/drive.py is a loop in Python that uses `ns --json`.

            With `training epochs 1..27`, `ask` says for how many epochs to train each genome, first for 1. After \
            `tell`, only promising genomes are given again, for 3, 9 and 27 epochs. `training stopping` is the rule \
            (`help budgets`).
            """,
        examples: [
            "genes clear; gene x in 1..9; maximize told", "ask 2", "ask",
            "genes clear; gene x in 1..99; maximize told; training epochs 1..9; ask 2; tell 0 0.5", "ask 2",
        ])

    package init(_ captures: Captures) throws(Diagnostic) { count = captures.integer("count") ?? 1 }
}

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
