package import CommandParsing
package import Expressions

/// `require x0 + x1 <= 3`: sets conditions that genomes or their results must meet.
package struct RequireCommand: Command {
    /// The actions of the command.
    package enum Action: Hashable, Sendable {
        case show
        /// Adds a condition.
        case add(ParsedExpression)
        /// Removes the condition with this number in the list, from 1.
        case remove(Int)
        case clear
    }

    /// The action.
    package let action: Action
    /// The position of the condition in the source; nil without one.
    package let position: TextPosition?

    package static let grammar = CommandGrammar(
        "require", topic: .objective, "set conditions that genomes or results must meet",
        searchTerms: [
            "constraint", "constrained optimization", "feasible", "infeasible", "feasibility", "limit", "budget",
            "restriction", "inequality", "knapsack", "repair", "penalty",
        ],
        form: .optional(
            .choice([
                .word("none", "removes all conditions"),
                .sequence([
                    .word("remove", "removes one condition"),
                    .value("number", .integer(1...1_000_000), "its number in the list that `require` shows"),
                ]),
                .value("condition", .expression, "a comparison; `and`, `or` and `not` join several"),
            ])),
        discussion: """
            A condition on genes, or on `parameters`, `multiplications` and `layers` of the network that they describe, is \
            known before anything is trained. Genomes that miss it are never born: first genomes are drawn evenly among \
            those that meet it, and children are mutated again or repaired. A comparison that reads an inactive gene does \
            not apply.

            A condition on results, such as `recall >= 0.9` or `seconds <= 5` (the duration of a genome's measurement), is \
            known afterwards. A genome that meets all conditions ranks above each that misses one; of two that miss some, \
            the smaller violation ranks higher. `show fittest`, `show population` and `why` show the violation.

            Without a condition, `require` lists all of them with the fraction of the search space that meets each. A \
            changed condition drops the population, like a changed gene. `help conditions` says more.
            """,
        examples: [
            "require parameters <= 200000", "require neurons0 > neurons1 and neurons1 > 0",
            .init("require recall >= 0.9", prints: "require recall >= 0.9"),
            .init("require recall of 2 >= 0.9", prints: "require recall of 2 >= 0.9"), "require seconds <= 5",
            "require",
            "require remove 1",
            .init("require none", prints: "no conditions"),
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        position = captures.position(of: "condition")
        if let condition = captures.expression("condition") {
            action = .add(condition)
        } else if let number = captures.integer("number") {
            action = .remove(number)
        } else {
            action = captures.has("none") ? .clear : .show
        }
    }
}
