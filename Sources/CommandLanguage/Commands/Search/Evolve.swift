package import CommandParsing

/// `evolve 10`: runs the search.
package struct EvolveCommand: Command {
    /// The number of generations; nil if it was not given.
    package let generations: Int?
    /// The values of the objectives that stop the search; empty for none.
    package let goal: [GoalValue]
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
                    "goal", form: goalForm(from: 1), placeholder: "X [and X …]",
                    "stops with the generation that reaches this value of the objective; of several objectives, with "
                        + "the first genome that reaches all of these values"),
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
            and `train fittest` then use the best of all that was measured, also of the unfinished generation. \
            `patience 20` stops when the best has not improved for 20 generations, those of earlier commands included; \
            with `by 0.001`, only more than 0.001 is an improvement. Of several objectives, the hypervolume must improve.

            `goal` stops after the generation that reaches it. With several objectives, a \
            goal is a point, such as `goal 0.95 and 10000`, or with names `goal accuracy 0.95 and parameters 10000`: \
            the search stops when one genome is at least as good in each of them. `goal hypervolume 0.8` stops when \
            the front dominates this part of the space (`help fronts`).

            When a search without `for` will take more than a minute, ns estimates its duration once, from the first \
            networks measured.
            """,
        examples: [
            "evolve 3", "evolve 2 goal 0.99", "evolve 1000000 goal 0.1 for 1h", "evolve for 1s", "evolve 2 live",
            "evolve 1000000 patience 2", "evolve 1000000 patience 2 by 0.01 goal 0.99",
            "maximize accuracy and minimize parameters; evolve 2 goal accuracy 0.9 and parameters 5000",
        ])

    package init(_ captures: Captures) throws(Diagnostic) {
        generations = captures.integer("generations")
        goal = (1...maximumGoals).compactMap { number in
            captures.number("goal\(number)").map { GoalValue(name: captures.text("objective\(number)"), value: $0) }
        }
        seconds = captures.number("for")
        patience = captures.integer("patience")
        change = captures.number("change") ?? 0
        isLive = captures.has("live")
    }
}

/// A value that an objective is to reach.
package struct GoalValue: Hashable, Sendable {
    /// The objective, as it was written; nil for the one in this position.
    package let name: String?
    /// The value.
    package let value: Double

    /// Creates a value of a goal.
    package init(name: String?, value: Double) {
        self.name = name
        self.value = value
    }
}

/// The maximum number of objectives with a goal.
private let maximumGoals = 4

/// Returns the form of a goal: a number for each objective, with or without its name.
private func goalForm(from number: Int) -> Form {
    let value = Form.value(
        "goal\(number)", .number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude), "the value to reach"
    )
    let named = Form.sequence([
        .value("objective\(number)", .objectiveName, "one of several objectives, or `hypervolume`"), value,
    ])
    guard number < maximumGoals else { return .choice([value, named]) }
    return .sequence([
        .choice([value, named]),
        .optional(.sequence([.word("and", "the value of the next objective"), goalForm(from: number + 1)])),
    ])
}
