package import CommandParsing

/// `for seed in 1..5`: runs the following commands for each value.
package struct ForCommand: Command {
    /// The name of the variable, without `$`.
    package let name: String
    /// The values.
    package let values: ValueList
    /// Each value of a list as it was written; empty for a range.
    package let written: [String]

    package static let grammar = CommandGrammar(
        "for", topic: .scripts, "run commands for each value of a list or range",
        searchTerms: ["loop", "repeat", "iterate", "sweep"],
        form: .sequence([
            .value("name", .variableName, "the variable"), .word("in", "before the values"),
            .value("values", .values, "a list or a range"),
        ]),
        discussion: """
            The commands up to `end` run once for each value of the list or range; `$name` is the current value. \
            Afterwards the variable keeps the last value. Blocks nest at most 16 levels deep.
            """,
        examples: [
            .init("for n in 1..3; print \"turn $n\"; end", prints: "turn 1\nturn 2\nturn 3"),
            .init(
                "for rate in 0..0.5 by 0.25; population mutation $rate; end",
                prints:
                    "population size 50 mutation 0%\npopulation size 50 mutation 25%\npopulation size 50 mutation 50%"),
            "for how in roulette, rank; population selection $how; end",
        ], role: .opensRepetition)

    package init(_ captures: Captures) throws(Diagnostic) {
        name = captures.text("name") ?? ""
        values = captures.values("values") ?? .list([])
        written = captures.written("values")
    }
}
