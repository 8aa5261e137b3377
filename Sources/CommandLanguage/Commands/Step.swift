/// `step 3`: the evolution, one phase at a time.
public struct StepCommand: Command {
    /// How many phases to run.
    public let phases: Int

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "step", topic: .search, "run one phase of the evolution, and tell what it did",
        form: .optional(.value("phases", .integer(1...1_000_000), "how many phases; 1 where it is left out")),
        discussion: """
            The phases of `evolution`: evaluate, elites, breeders, breed, mutate, replace; the other strategies have those \
            that they need. `evolve` runs the same phases, and may be mixed with `step`: the history is the same. `back` \
            takes back the last phase, `explain on` has each phase say why it is there.
            """,
        examples: ["step", "step 6"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        self.init(phases: captures.integer("phases") ?? 1)
    }

    /// So many phases.
    public init(phases: Int) { self.phases = phases }
}

/// `back`: takes back the last phase that `step` ran.
public struct BackCommand: Command {
    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "back", topic: .search, "take back the last phase that `step` ran",
        discussion: "What was evaluated is remembered: the same step is quick the second time, and gives the same.",
        examples: ["back"])

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {}
}
