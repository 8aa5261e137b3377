/// `population size 20`: the settings of the search.
public struct PopulationCommand: Command {
    /// Where to start from.
    public enum Base: Hashable, Sendable { case current, standard, classic }

    /// The settings that the others are laid over.
    public let base: Base
    /// Organisms in a generation; nil leaves it.
    public let size: Int?
    /// The share of elites; nil leaves it.
    public let elitism: Double?
    /// The share of breeders; nil leaves it.
    public let breeding: Double?
    /// The share of children that mutate; nil leaves it.
    public let mutation: Double?
    /// The chance of each gene of a mutant to change; nil leaves it.
    public let factor: Double?
    /// How breeders are selected; nil leaves it.
    public let selection: String?
    /// The size of a tournament; nil for the usual one.
    public let tournament: Int?
    /// How parents are crossed; nil leaves it.
    public let crossover: String?
    /// How a mutated gene finds its new value; nil leaves it.
    public let change: String?
    /// How many children compete for each birth; nil leaves it.
    public let litter: Int?
    /// Whether elites are the best or drawn; nil leaves it.
    public let areElitesSampled: Bool?
    /// The genomes that the first population is near to; nil leaves them.
    public let like: GenomeList?

    /// Its words, help and examples.
    public static let grammar = CommandGrammar(
        "population", topic: .search, "the size of the population and the rates of the search",
        form: .sequence([
            .optional(
                .choice([
                    .word("default", "the settings as they were at first"),
                    .word("classic", "the ancestor's rates and operators, and litters of 1"),
                ])),
            .settings([
                Setting("size", .integer(1...10_000_000), "organisms in a generation"),
                Setting("elitism", .fraction, "the share that survives unchanged"),
                Setting("breeding", .fraction, "the share that may be parents"),
                Setting("mutation", .fraction, "the share of the children that mutate"),
                Setting("factor", .fraction, "the chance of each gene of a mutant to change"),
                Setting(
                    "selection",
                    form: .sequence([
                        .value("selection", .vocabulary(.selection), "how breeders are selected"),
                        .optional(
                            .sequence([
                                .word("of", "how many are in a tournament"),
                                .value("tournament", .integer(1...1_000_000), "the size of a tournament"),
                            ])),
                    ]), "how breeders are selected; `tournament of 3` for one of three"),
                Setting("crossover", .vocabulary(.crossover), "how parents are crossed"),
                Setting("change", .vocabulary(.change), "how a mutated gene finds its new value"),
                Setting(
                    "litter", .integer(1...10_000), "children a birth, of which a model chooses the one that is born"),
                Setting(
                    "elites", form: .choice([.word("best", "the fittest"), .word("sampled", "drawn by fitness")]),
                    "whether the elites are the best or drawn"),
                Setting("like", .genomes, "comes last: the first population is near these genomes"),
            ]),
        ]),
        discussion: """
            Without settings the current ones are shown. A new size begins a new population; rates and operators \
            take effect with the next generation.

            `like` is a warm start: the first population holds each genome that is given, and clones of them of which \
            four in five are mutated. Genes that are not named are drawn for each organism. Several genomes are parted \
            by commas, or read from a CSV file with a column for each gene, the fittest rows first.
            """,
        examples: [
            "population size 20", "population size 20 elitism 5% mutation 20%", "population selection tournament of 3",
            "population classic", "population default", "population breeding 50% factor 10%",
            "population crossover two_point change uniform", "population litter 8", "population elites sampled",
            "population elites best", "population like optimizer adam neurons0 128", "population",
        ])

    /// Whether nothing was given: the settings are shown.
    public var isQuestion: Bool {
        base == .current && size == nil && elitism == nil && breeding == nil && mutation == nil && factor == nil
            && selection == nil && crossover == nil && change == nil && litter == nil && areElitesSampled == nil
            && like == nil
    }

    /// Takes the values that were read.
    public init(_ captures: Captures) throws(Diagnostic) {
        base = captures.has("default") ? .standard : captures.has("classic") ? .classic : .current
        size = captures.integer("size")
        elitism = captures.number("elitism")
        breeding = captures.number("breeding")
        mutation = captures.number("mutation")
        factor = captures.number("factor")
        selection = captures.text("selection")
        tournament = captures.integer("tournament")
        if let selection, tournament != nil, selection != "tournament" {
            throw captures.mistake("only a tournament has a size; try `selection tournament of 3`", at: "tournament")
        }
        crossover = captures.text("crossover")
        change = captures.text("change")
        like = captures.genomes("like")
        litter = captures.integer("litter")
        areElitesSampled = captures.has("elites") ? captures.has("sampled") : nil
    }
}
