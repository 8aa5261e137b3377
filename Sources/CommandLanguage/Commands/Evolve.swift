/// `evolve 10`: runs the search.
public struct EvolveCommand: Command {
    /// How many generations to go on; nil where nothing was said.
    public let generations: Int?
    /// The value of what is sought that ends it early; nil for none.
    public let goal: Double?
    /// The longest time in seconds; nil for none.
    public let seconds: Double?
    /// Whether it is drawn while it works.
    public let isLive: Bool

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "evolve", topic: .search, "evolve the population for some generations",
        searchTerms: [
            "run", "optimize", "start the search", "fit", "tune", "time limit", "budget", "stopping criterion",
            "termination", "convergence",
        ],
        form: .sequence([
            .optional(
                .value(
                    "generations", .integer(1...1_000_000_000),
                    "how many generations; left out: 1, or as many as goal and time allow")),
            .settings([
                Setting(
                    "goal", .number(-Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude),
                    "ends with the generation that reaches this value"),
                Setting("for", .duration, "ends when this time is over"),
                Setting("live", form: .nothing, "draws the plot anew while it works, and leaves it there"),
            ]),
        ]),
        discussion: """
            Each generation is evaluated, its elites survive, its breeders are crossed, some of the children mutate, and \
            the children replace the rest. Ctrl-C abandons what is under way and keeps all generations that are finished; \
            going on gives what an uninterrupted run would have given. `for 30min` ends as Ctrl-C would, but finishes a \
            population's first generation; a rerun may then end elsewhere. `goal` ends in the very generation that reaches \
            it.
            """,
        examples: [
            "evolve 3", "evolve 2 goal 0.99", "evolve 1000000 goal 0.1 for 1h", "evolve for 1s", "evolve 2 live",
        ])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        generations = captures.integer("generations")
        goal = captures.number("goal")
        seconds = captures.number("for")
        isLive = captures.has("live")
    }
}

/// `reset`: a new population.
public struct ResetCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "reset", topic: .search, "start over with a new population",
        searchTerms: ["restart", "new search"],
        discussion: "Settings, genes and data stay; the history begins anew. What was trained is remembered.",
        examples: ["reset"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}
