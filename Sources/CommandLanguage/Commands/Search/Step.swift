package import CommandParsing

/// `step 3`: runs the evolution one phase at a time.
package struct StepCommand: Command {
    /// The number of phases to run.
    package let phases: Int

    package static let grammar = CommandGrammar(
        "step", topic: .search, "run one phase of the evolution and show what it did",
        searchTerms: ["phase", "one generation", "single step", "selection wheel"],
        form: .optional(.value("phases", .integer(1...1_000_000), "number of phases; 1 by default")),
        discussion: """
            The phases of `evolution` are evaluate, elites, breeders, breed, mutate and replace; the other strategies \
            use the phases they need. `evolve` runs the same phases and can be mixed with `step`: the history is the \
            same. `back` reverts the last phase, and `explain on` makes each phase explain its purpose.
            """,
        examples: ["step", "step 6"])

    package init(_ captures: Captures) throws(Diagnostic) {
        self.init(phases: captures.integer("phases") ?? 1)
    }

    /// Creates the command for a number of phases.
    package init(phases: Int) { self.phases = phases }
}
