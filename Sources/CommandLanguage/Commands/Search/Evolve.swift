/// `evolve 10`: runs the search.
package struct EvolveCommand: Command {
    /// The number of generations; nil if it was not given.
    package let generations: Int?
    /// The value of the objective that stops the search; nil for none.
    package let goal: Double?
    /// The time limit in seconds; nil for none.
    package let seconds: Double?
    /// The number of generations without an improvement that stop the search; nil for no such limit.
    package let patience: Int?
    /// The difference in the objective that an improvement must exceed.
    package let change: Double
    /// True if the plot is redrawn during the evolution.
    package let isLive: Bool

    package static let grammar = CommandGrammar(
        "evolve", topic: .search, "evolve the population for some generations",
        searchTerms: [
            "run", "optimize", "start the search", "fit", "tune", "time limit", "budget", "stopping criterion",
            "termination", "convergence", "early stopping", "plateau", "stagnation",
        ],
        form: .sequence([
            .optional(
                .value(
                    "generations", .integer(1...1_000_000_000),
                    "number of generations; by default 1, or as many as goal, time and patience allow")),
            .settings([
                Setting(
                    "goal", .number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude),
                    "stops with the generation that reaches this value of the objective"),
                Setting("for", .duration, "stops after this time, also within a generation"),
                Setting(
                    "patience",
                    form: .sequence([
                        .value("patience", .integer(1...1_000_000_000), "generations without an improvement"),
                        .optional(
                            .sequence([
                                .word("by", "a smaller improvement does not count"),
                                .value(
                                    "change", .number(0...Double.greatestFiniteMagnitude),
                                    "difference that an improvement must exceed"),
                            ])),
                    ]), "stops when the best has not improved for this many generations"),
                Setting("live", form: .nothing, "redraws the plot during the evolution and leaves it on the screen"),
            ]),
        ]),
        discussion: """
            In each generation ns evaluates the population, keeps the elites, crosses the breeders, mutates some of \
            the children, and replaces the rest of the population with the children. Ctrl-C abandons the evaluations \
            in progress and keeps all finished generations; continuing gives the same result as an uninterrupted \
            run. `for 30min` stops like Ctrl-C; a rerun may stop in another generation. Until the time is up, the most \
            promising evaluations for their cost start first, and none starts that cannot end in time. `show fittest` \
            and `train fittest` then use the best of all that was measured, also of the unfinished generation. `goal` \
            stops after the generation that reaches it. `patience 20` stops when the best has not improved for 20 \
            generations, those of earlier commands included; with `by 0.001`, only more than 0.001 is an improvement.

            When a search without `for` will take more than a minute, ns estimates its duration once, from the first \
            networks measured.
            """,
        examples: [
            "evolve 3", "evolve 2 goal 0.99", "evolve 1000000 goal 0.1 for 1h", "evolve for 1s", "evolve 2 live",
            "evolve 1000000 patience 2", "evolve 1000000 patience 2 by 0.01 goal 0.99",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        generations = captures.integer("generations")
        goal = captures.number("goal")
        seconds = captures.number("for")
        patience = captures.integer("patience")
        change = captures.number("change") ?? 0
        isLive = captures.has("live")
    }
}

/// `reset`: starts over with a new population.
package struct ResetCommand: Command {
    package static let grammar = CommandGrammar(
        "reset", topic: .search, "start over with a new population",
        searchTerms: ["restart", "new search"],
        discussion: "Settings, genes and data remain; the history starts again. Results of trainings remain cached.",
        examples: ["reset"])

    package init(_ captures: Captures) throws(Diagnostic) {}
}
